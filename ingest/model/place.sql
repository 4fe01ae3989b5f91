-- What sources write of places and people: names in many forms, positions in degrees or in degrees, minutes and seconds.

-- place_key(name): a name without accents, signs and case, as names of places are compared.
create macro place_key(name) as trim(regexp_replace(replace(strip_accents(lower(name)), '&', ' and '), '[^a-z]+', ' ', 'g'));

-- coordinate(written): decimal degrees of 48.85, 48°51'24"N or 2 21 03 W; south and west are negative. Null if it is neither.
create macro coordinate(written) as coalesce(
    try_cast(trim(written) as double),
    case
        when regexp_matches(trim(written), '^[0-9]{1,3}([°º ]+[0-9]{1,2}([''′’ ]+[0-9]{1,2}(\.[0-9]+)?)?)?[°º''′’"″” ]*[NSEWnsew]$')
            then round((
                try_cast(regexp_extract(trim(written), '^([0-9]+)', 1) as double)
                + coalesce(try_cast(nullif(regexp_extract(trim(written), '^[0-9]+[°º ]+([0-9]+)', 1), '') as double), 0) / 60
                + coalesce(try_cast(nullif(regexp_extract(trim(written), '^[0-9]+[°º ]+[0-9]+[''′’ ]+([0-9.]+)', 1), '') as double), 0) / 3600
            ) * case when regexp_matches(trim(written), '[SWsw]$') then -1 else 1 end, 6)
    end
);

-- place_slug(name): a name as an id: small letters and digits with hyphens between.
create macro place_slug(name) as trim(regexp_replace(strip_accents(lower(name)), '[^a-z0-9]+', '-', 'g'), '-');

-- list_distinct_in_order(names): a list without repetition, each name where it stands first.
create macro list_distinct_in_order(names) as list_filter(names, lambda name, nth: list_position(names, name) = nth);

-- sure_names(cell): the distinct names of a cell with commas between, separated by semicolons, in the order of the cell; a mark such as
-- #confident goes, and with #speculative or #unlikely the name does. Null if none is left.
create macro sure_names(cell) as nullif(array_to_string(list_distinct_in_order(list_transform(
    list_filter(string_split(cell, ','), lambda part: trim(part) <> '' and not regexp_matches(part, '#(speculative|unlikely)', 'i')),
    lambda part: trim(regexp_replace(part, '#[a-z]+', '', 'gi'))
)), ';'), '');
