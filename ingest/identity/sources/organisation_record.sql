-- One row per organisation of a register of identities.
select
    dataset_id,
    source_key,
    label as name,
    economy,
    city,
    website,
    identifiers,
    null as public_id,
    true as is_roster
from organisation_record
