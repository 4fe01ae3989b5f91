-- One row that the check series-without-values returns: a series, and a live source of its dataset.
insert into series by name
select * replace (series_id || '-again' as series_id)
from series
order by series_id
limit 1;
insert into snapshot by name
select * replace (repeat('0', 64) as snapshot_sha256, 'live' as file)
from snapshot
where dataset_id = (select dataset_id from series order by series_id limit 1)
order by snapshot_sha256
limit 1;
