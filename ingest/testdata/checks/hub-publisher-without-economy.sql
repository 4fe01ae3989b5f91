-- One row that the check hub-publisher-without-economy returns.
insert into hub_model by name
select
    'nobody/model' as hub_model_id, 'nobody/model' as label, 'nobody' as publisher, 'nobody' as publisher_name, 'other' as openness, 'no' as gated,
    0 as downloads, 0 as likes, true as is_listed, 'A' as obs_status, dataset_id, snapshot_sha256, 2 as source_line, 'https://huggingface.co/nobody/model' as source_url
from snapshot
order by snapshot_sha256
limit 1;
