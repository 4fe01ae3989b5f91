-- One row per decision of a person.
insert into identity_decision by name
select
    record_dataset || ' ' || record_key || ' / ' || other_dataset || ' ' || other_key as identity_decision_id,
    decision,
    record_dataset,
    record_key,
    other_dataset,
    other_key,
    reason,
    dataset_id,
    snapshot_sha256,
    source_line,
    source_url
from staged.identities__decisions
order by identity_decision_id;

-- One row per public id that has moved.
insert into redirect by name
select record_dataset as kind, record_key as old_id, other_key as new_id, reason
from staged.identities__decisions
where decision = 'moved'
order by kind, old_id;

-- One row per identifier of a company of the list.
insert into organisation_identifier by name
select
    identifiers.organisation_id,
    identifiers.scheme,
    identifiers.identifier,
    identifiers.dataset_id,
    identifiers.organisation_id as source_key,
    identifiers.source_url
from staged.identities__identifiers as identifiers
join organisation using (organisation_id)
order by identifiers.organisation_id, identifiers.scheme, identifiers.identifier;
