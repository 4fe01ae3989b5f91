-- Whether a text is about AI: a score from 0 to 100, with reasons. Each reason is method:evidence and has a weight; the score is
-- the highest. Weights: the publisher's own mark 100; a branch of its taxonomy 90; a title of a call or topic 80; a code of a
-- programme 80; a strong phrase in the title 70, in the abstract or keywords 50; two weak terms 30. From 50 on a row counts.
--
--   with judged as (select ai_text_reasons(title, abstract, 'en') || [ai_reason(90, 'taxonomy', branch)] as reasons ...)
--   select ai_score(reasons), ai_reasons(reasons) ... where ai_score(reasons) >= 30

-- ai_plain(text): composed letters, small, without markup; white space is one blank. Single blanks, which are nearly all of it,
-- are not matched: they are what they become.
create macro ai_plain(text) as regexp_replace(
    lower(nfc_normalize(text)), ' ?(?:<[^<>]{0,80}>|[\t\n\f\r\x{00a0}]| {2,})(?:<[^<>]{0,80}>|[\s\x{00a0}])*', ' ', 'g'
);

-- ai_reason(weight, method, evidence): a reason; null without evidence. Here and below a text is bound to the name of a lambda, or
-- taken from a list of what was found, so that it is worked out once: nullif and case would do it twice.
create macro ai_reason(weight, method, evidence) as list_transform(
    list_filter([evidence], lambda e: e is not null), lambda e: {'weight': weight, 'reason': method || ':' || e}
)[1];

-- ai_score(reasons): the highest weight; 0 without a reason.
create macro ai_score(reasons) as coalesce(list_max(list_transform(reasons, lambda r: r.weight)), 0);

-- ai_reasons(reasons): all reasons, heaviest first.
create macro ai_reasons(reasons) as coalesce(
    array_to_string(list_transform(list_reverse_sort(list_filter(reasons, lambda r: r is not null)), lambda r: r.reason), '; '), ''
);

-- ai_words(plain): the first strong phrase of any language in a text that ai_plain made; null if there is none.
create macro ai_words(plain) as regexp_extract_all(
    plain,
    'artificial intelligence|machine[ -]learning|deep[ -]learning|neural net(?:work)?s?\b|reinforcement learning|large language models?'
    || '|\bgenerative ai\b|\bgen-?ai\b|\bfoundation models?\b|computer vision|natural language processing|speech recognition|federated learning'
    || '|trustworthy ai\b|explainable ai\b|\bai act\b|\bai-based\b'
    || '|intelligence artificielle|apprentissage (?:automatique|profond|machine)|r[ée]seaux? de neurones|\bia g[ée]n[ée]rative|grands? mod[èe]les? de langage'
    || '|künstliche[rn]? intelligenz|maschinelle[snm]? lernen|neuronale[sn]? netz'
    || '|inteligencia artificial|inteligência artificial|aprendizaje automático|aprendizado de máquina|aprendizagem automática'
    || '|intelligenza artificiale|apprendimento automatico|kunstmatige intelligentie|machinaal leren|sztuczn(?:a|ej|ą) inteligencj|uczeni[ea] maszynowe'
    || '|artificiell intelligens|maskininlärning|kunstig intelligens|maskinlæring|tekoäly|koneoppimi|uměl[áé] inteligence|strojové(?:ho)? učení'
    || '|inteligenț[ăa] artificial|învățare(?:a)? automată|mesterséges intelligenci|gépi tanulás|τεχνητής? νοημοσύνης?|τεχνητη νοημοσυνη|μηχανική μάθηση'
)[1];

-- ai_letters(text, plain_context, language): AI or LLM in capitals, IA in French, KI in German, as words of their own. AI does
-- not count inside AI/AN (American Indian and Alaska Native), nor where the context speaks of influenza and poultry (avian
-- influenza), of insemination, or of Adobe Illustrator.
create macro ai_letters(text, plain_context, language) as coalesce(
    case when contains(text, 'LLM') then regexp_extract_all(text, '(?:^|[^\pL\pN_])(LLMs?)(?:[^\pL\pN_]|$)', 1)[1] end,
    case
        when contains(text, 'AI') and not regexp_matches(plain_context, 'influenza|poultry|insemination|adobe illustrator')
            then regexp_extract_all(
                regexp_replace(text, '\bAI\s*(?:/|&|and)\s*ANs?\b|\bAN\s*/\s*AIs?\b', ' ', 'g'),
                '(?:^|[^\pL\pN_.])(AIs?)(?:[^\pL\pN_]|$)', 1
            )[1]
    end,
    case
        when language = 'fr' and contains(text, 'IA') then regexp_extract_all(text, '(?:^|[^\pL\pN_])(IA)(?:[^\pL\pN_]|$)', 1)[1]
        when language = 'de' and contains(text, 'KI') then regexp_extract_all(text, '(?:^|[^\pL\pN_])(KI)(?:[^\pL\pN_]|$)', 1)[1]
    end
);

-- ai_phrase(text, context, language): the first strong phrase of a text; null if there is none. The context is the text with
-- what stands beside it; the language is two small letters, or null.
create macro ai_phrase(text, context, language) as coalesce(
    ai_words(ai_plain(text)),
    ai_letters(nfc_normalize(text), ai_plain(context), language)
);

-- ai_weak(plain): the weak terms of a text that ai_plain made, if there are two or more; else null.
create macro ai_weak(plain) as list_transform(
    [list_sort(list_distinct(regexp_extract_all(plain, 'data mining|robotic|\bautonomous|predictive model|big data|\balgorithm|digital twin')))],
    lambda terms: case when len(terms) >= 2 then array_to_string(terms, ', ') end
)[1];

-- ai_code(code): the part of a topic's or call's code that says AI; null if none does.
create macro ai_code(code) as nullif(regexp_extract(upper(code), '(?:^|-)(AI|GENAI)(?:-|$)', 1), '');

-- ai_text_reasons(title, body, language): reasons from a title and from what is said beside it: abstract, keywords, description.
-- Each text is made plain once.
create macro ai_text_reasons(title, body, language) as list_transform(
    [{'title': title, 'body': body, 'plain_title': trim(ai_plain(title)), 'plain_body': trim(ai_plain(body))}],
    lambda x: [
        ai_reason(70, 'title', coalesce(ai_words(x.plain_title), ai_letters(nfc_normalize(x.title), concat_ws(' ', x.plain_title, x.plain_body), language))),
        ai_reason(50, 'text', coalesce(ai_words(x.plain_body), ai_letters(nfc_normalize(x.body), concat_ws(' ', x.plain_title, x.plain_body), language))),
        ai_reason(30, 'weak', ai_weak(concat_ws(' ', x.plain_title, x.plain_body)))
    ]
)[1];
