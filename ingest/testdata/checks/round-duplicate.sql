-- One row that the check round-duplicate returns.
insert into round by name
select * replace (round_id || '-again' as round_id)
from round
where is_counted and amount is not null and dated is not null
order by round_id
limit 1;
