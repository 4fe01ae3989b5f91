-- One row that the check restricted-rows returns.
insert into dataset by name
select * replace (dataset_id || '-again' as dataset_id, 'restricted' as redistribution)
from dataset
order by dataset_id
limit 1;
insert into snapshot by name
select * replace (repeat('0', 64) as snapshot_sha256, (select max(dataset_id) from dataset where redistribution = 'restricted' and dataset_id like '%-again') as dataset_id)
from snapshot
where file <> 'series.csv'
order by snapshot_sha256
limit 1;
