-- What conforming registers of notices shares. A cell of a source of JSON is a text, or the text of a list, or of an object by
-- language of texts or lists: publishers write one field in any of these forms.

-- cell_list(cell): the texts of a cell that is one text or a list.
create macro cell_list(cell) as case
    when cell is null or cell = '' then []::varchar[]
    when left(cell, 1) = '[' and json_valid(cell) then list_filter(json_extract_string(cell, '$[*]'), lambda one: one is not null)
    else [cell]
end;

-- cell_language(cell): the first language of a cell by language; null of another.
create macro cell_language(cell) as case when left(cell, 1) = '{' and json_valid(cell) then json_keys(cell)[1] end;

-- cell_in(cell, language): what a cell says in a language, as a cell; a cell without languages says it in all.
create macro cell_in(cell, language) as case
    when left(cell, 1) = '{' and json_valid(cell) then json_extract_string(cell, '$."' || language || '"')
    else cell
end;

-- cell_texts(cell, language): what a cell says in English; else in a language; else in the first that it has.
create macro cell_texts(cell, language) as cell_list(
    coalesce(cell_in(cell, 'eng'), cell_in(cell, language), cell_in(cell, cell_language(cell)))
);

-- cell_all(cell): all that a cell says, in every language, as one text; null if it says nothing.
create macro cell_all(cell) as nullif(
    case
        when left(cell, 1) = '{' and json_valid(cell) then array_to_string(json_extract_string(cell, '$.*'), ' ')
        else array_to_string(cell_list(cell), ' ')
    end,
    ''
);

-- cell_money(cell): the first amount of a cell; null below a hundred: such amounts stand for none.
create macro cell_money(cell) as case
    when try_cast(cell_list(cell)[1] as decimal(18, 2)) >= 100 then try_cast(cell_list(cell)[1] as decimal(18, 2))
end;

-- says_open_source(text): whether a text names open source, as a code of the list yes_no.
create macro says_open_source(text) as case
    when regexp_matches(text, '(?i)open[ -]source|logiciels? libres?|software libre|software libero|freie software') then 'yes'
    else 'no'
end;
