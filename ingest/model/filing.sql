-- What conforming SQL of company registers shares.

-- filing_day(text): a day as the SEC writes it: 01-MAR-2021, 01-MAR-21 or 2021-03-01; null if it is none of these.
create macro filing_day(day) as case
    when regexp_full_match(day, '\d{4}-\d{2}-\d{2}') then try_cast(day as date)
    when regexp_full_match(day, '\d{1,2}-[A-Za-z]{3}-\d{4}') then try_strptime(day, '%d-%b-%Y')::date
    when regexp_full_match(day, '\d{1,2}-[A-Za-z]{3}-\d{2}') then try_strptime(left(day, length(day) - 2) || '20' || right(day, 2), '%d-%b-%Y')::date
end;

-- roster_name(name): a name so far stripped that all spellings of one company agree. Too loose to match by: it only says who is worth
-- comparing.
create macro roster_name(name) as regexp_replace(
    regexp_replace(lower(strip_accents(name)), '[^a-z0-9]', '', 'g'),
    '(inc|incorporated|corp|corporation|co|company|llc|ltd|limited|plc|pbc|publicbenefitcorporation|lp|gmbh|ag|sas|sa|ab|bv|srl|spa)+$',
    ''
);
