-- One row that the check restricted-rows returns.
insert into dataset by name
select * replace (dataset_id || '-again' as dataset_id, 'restricted' as redistribution)
from dataset
order by dataset_id
limit 1;
