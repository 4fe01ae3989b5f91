-- Projects of both programmes, judged; only those that are about AI stay.
create or replace table staged.cordis__judged as
with projects as (
    select 'horizon-europe' as scheme, * from staged.cordis__horizon_project
    union all
    select 'h2020' as scheme, * from staged.cordis__h2020_project
    where id not in (select id from staged.cordis__horizon_project)
),
-- The scale of the Commission's mark is not documented: whatever is above zero is a mark.
marks as (
    select project_id, max(ai) as mark
    from (select project_id, ai from staged.cordis__horizon_priority union all select project_id, ai from staged.cordis__h2020_priority)
    where ai > 0
    group by project_id
),
-- The taxonomy is known by its words: paths began with a slash in earlier copies, and codes are not documented.
branches as (
    select project_id, string_split(lower(trim(path, '/ ')), '/') as branch
    from (select project_id, path from staged.cordis__horizon_science union all select project_id, path from staged.cordis__h2020_science)
    where path ilike '%artificial intelligence%' or path ilike '%natural language processing%' or path ilike '%computer vision%' or path ilike '%machine learning%'
        or path ilike '%deep learning%' or path ilike '%reinforcement learning%' or path ilike '%computational intelligence%' or path ilike '%autonomous robots%'
),
taxonomy as (
    select
        project_id,
        min(branch[-1]) filter (where list_contains(branch, 'artificial intelligence')) as inside,
        min(branch[-1]) filter (where list_has_any(branch, ['natural language processing', 'computer vision', 'machine learning', 'deep learning',
            'reinforcement learning', 'computational intelligence', 'autonomous robots'])) as beside
    from branches
    group by project_id
),
topics as (
    select
        project_id,
        min(title) as topic_title,
        min(coalesce(ai_phrase(title, title, 'en'), ai_code(topic))) as evidence
    from (select project_id, topic, title from staged.cordis__horizon_topic union all select project_id, topic, title from staged.cordis__h2020_topic)
    group by project_id
),
-- Read twice below, judged once.
judged as materialized (
    select
        projects.* exclude (objective, keywords),
        topics.topic_title,
        [
            ai_reason(100, 'flag', printf('ai=%g', marks.mark)),
            ai_reason(90, 'taxonomy', taxonomy.inside),
            case when taxonomy.inside is null then ai_reason(80, 'taxonomy', taxonomy.beside) end,
            ai_reason(80, 'topic', coalesce(topics.evidence, ai_code(projects.topic)))
        ] || ai_text_reasons(projects.title, concat_ws(' ', projects.objective, projects.keywords), 'en') as reasons
    from projects
    left join marks on marks.project_id = projects.id
    left join taxonomy on taxonomy.project_id = projects.id
    left join topics on topics.project_id = projects.id
)
select * exclude (reasons), ai_score(reasons) as score, ai_reasons(reasons) as reasons
from judged
where ai_score(reasons) >= 30;

-- One row per participation, and one per project for its total. A participation has the contribution net of what goes on to third
-- parties, which have rows of their own; the total is the contract's, and is never added to its parts. Those who left kept their money.
insert into award by name
with programmes as (
    select 'horizon-europe' as scheme, project_id, legal_basis, title from staged.cordis__horizon_basis
    union all
    select 'h2020' as scheme, project_id, legal_basis, title from staged.cordis__h2020_basis
),
partners as (
    select 'horizon-europe' as scheme, * from staged.cordis__horizon_organization
    union all
    select 'h2020' as scheme, * from staged.cordis__h2020_organization
),
-- Some participants are people: a surname in capitals and given names, without a tax number, a street or a size. Nothing of them is kept.
known as (
    select
        *,
        coalesce(
            vat is null and street is null and sme is null
            and regexp_full_match(name, '\p{Lu}[\p{Lu}''’ -]+( \p{Lu}(\p{Ll}+([''’-]\p{L}+)*|\.))+'),
            false
        ) as is_person,
        upper(trim(regexp_extract(country, '^[^;,|/]*'))) as place_code
    from partners
),
participations as (
    select
        'cordis-' || known.project_id || '-' || case
            when is_person then 'person-' || coalesce(place, '') || '-' || row_number() over (partition by known.project_id, is_person, place order by source_line)
            else coalesce(organisation_id, '') || '-' || coalesce(place, '')
        end as award_id,
        known.project_id,
        case when is_person then 'Natural person' else trim(name) end as recipient,
        case when not is_person then organisation_id end as recipient_key,
        case when not is_person then vat end as recipient_vat,
        case place_code when 'EL' then 'GR' when 'UK' then 'GB' else place_code end as economy,
        case lower(trim(role))
            when 'coordinator' then 'coordinator' when 'participant' then 'participant' when 'partner' then 'partner' when 'associatedpartner' then 'associated-partner'
            when 'thirdparty' then 'third-party' when 'internationalpartner' then 'international-partner' else 'other'
        end as role,
        case
            when is_person then 'person'
            else case upper(trim(activity)) when 'PRC' then 'company' when 'HES' then 'university' when 'REC' then 'research' when 'PUB' then 'public' when 'OTH' then 'other' end
        end as organisation_kind,
        case lower(sme) when 'true' then 'yes' when 'false' then 'no' end as sme,
        case when not is_person then city end as city,
        country as economy_text,
        coalesce(net, gross)::decimal(18, 2) as amount,
        dataset_id,
        snapshot_sha256,
        source_line
    from known
    where exists (select 1 from staged.cordis__judged as judged where judged.id = known.project_id and judged.scheme = known.scheme)
),
rows_of_both as (
    select * from participations
    union all by name
    select
        'cordis-' || id as award_id, id as project_id, 'EU' as economy, 'project-total' as role, max_contribution::decimal(18, 2) as amount,
        dataset_id, snapshot_sha256, source_line
    from staged.cordis__judged
)
select
    rows_of_both.award_id,
    concat_ws(': ', rows_of_both.recipient, projects.title) as label,
    projects.id as project_key,
    projects.title,
    projects.acronym,
    'European Commission' as funder,
    'EU' as funder_economy,
    recipient.economy,
    case when rows_of_both.role = 'project-total' then 'UNKNOWN' else coalesce(recipient.bloc, 'UNKNOWN') end as recipient_bloc,
    projects.scheme,
    coalesce(programmes.title, projects.legal_basis) as programme,
    projects.call,
    projects.topic,
    projects.topic_title,
    rows_of_both.recipient,
    rows_of_both.recipient_key,
    rows_of_both.recipient_vat,
    rows_of_both.role,
    rows_of_both.organisation_kind,
    rows_of_both.sme,
    rows_of_both.city,
    'max-contribution' as amount_kind,
    rows_of_both.role <> 'project-total' and projects.score >= 50 as is_counted,
    case when rows_of_both.role = 'project-total' then 'total' when projects.score < 50 then 'below-threshold' end as counted_reason,
    projects.score as ai_score,
    projects.reasons as ai_reasons,
    lower(projects.status) as status,
    projects.start_on::varchar as start_on,
    projects.end_on::varchar as end_on,
    projects.signed_on::varchar as dated,
    year(projects.signed_on) as year,
    partial_quarter(projects.signed_on::varchar) as quarter,
    rows_of_both.amount,
    'EUR' as currency,
    own.units_per_eur as fx_rate,
    to_eur(rows_of_both.amount, own.units_per_eur) as amount_eur,
    in_currency(rows_of_both.amount, 'EUR', to_eur(rows_of_both.amount, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(rows_of_both.amount, 'EUR', to_eur(rows_of_both.amount, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when own.obs_status = 'P' then 'P' else 'A' end as obs_status,
    case when rows_of_both.role <> 'project-total' and recipient.economy is null then 'place as the source has it: ' || coalesce(rows_of_both.economy_text, 'none') end as note,
    rows_of_both.dataset_id,
    rows_of_both.snapshot_sha256,
    rows_of_both.source_line,
    'https://cordis.europa.eu/project/id/' || projects.id as source_url,
    projects.acronym as source_title,
    try_cast(left(projects.updated, 10) as date)::varchar as source_on
from rows_of_both
join staged.cordis__judged as projects on projects.id = rows_of_both.project_id
left join programmes on programmes.scheme = projects.scheme and programmes.project_id = projects.id and programmes.legal_basis = projects.legal_basis
left join economy as recipient on recipient.economy = rows_of_both.economy
left join exchange_rate as own on own.currency = 'EUR' and own.year = year(projects.signed_on)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = year(projects.signed_on)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = year(projects.signed_on)
order by rows_of_both.award_id;

drop table staged.cordis__judged;
