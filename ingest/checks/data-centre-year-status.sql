-- check: data-centre-year-status   level: error
-- What a data centre is expected to have in a year to come is a forecast, and nothing else is.
select data_centre_year_id, year, read_on, obs_status
from data_centre_year
where (obs_status = 'F') <> (year > extract(year from (select max(as_of) from dataset)))
    or left(read_on, 4)::integer > year
order by data_centre_year_id
