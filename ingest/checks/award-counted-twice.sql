-- check: award-counted-twice   level: error
-- A grant that two sources have counts in one of them.
select award.project_key, award.dataset_id, other.dataset_id as other_dataset_id
from award
join award as other on other.project_key = award.project_key and other.funder = award.funder and other.dataset_id > award.dataset_id
where award.is_counted and other.is_counted
order by award.project_key, award.dataset_id, other.dataset_id
