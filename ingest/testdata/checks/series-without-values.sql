-- One row that the check series-without-values returns.
insert into series by name
select * replace (series_id || '-again' as series_id)
from series
order by series_id
limit 1;
