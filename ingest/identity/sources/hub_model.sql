-- One row per account of the Hugging Face Hub that is asked for.
select
    dataset_id,
    publisher as source_key,
    min(publisher_name) as name,
    min(economy) as economy,
    null as city,
    null as website,
    'hugging-face:' || publisher as identifiers,
    null as public_id,
    true as is_roster
from hub_model
group by dataset_id, publisher
