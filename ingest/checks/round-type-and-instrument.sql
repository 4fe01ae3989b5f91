-- check: round-type-and-instrument   level: error
-- Only rounds of the matching type are debt, grants, listings or acquisitions, unless a row is one part of a mixed event.
select round_id, round_type, instrument
from round
where round_type in ('acquisition', 'ipo', 'debt', 'grant') and instrument <> round_type
order by round_id
