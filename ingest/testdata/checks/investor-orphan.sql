-- One row that the check investor-orphan returns.
insert into investor by name
select * replace (investor_id || '-again' as investor_id)
from investor
order by investor_id
limit 1;
