-- One row that the check identity-doubt returns.
insert into organisation_doubt by name
select
    organisation_match.dataset_id,
    organisation_match.source_key,
    organisation_match.label,
    organisation.dataset_id as other_dataset,
    organisation.organisation_id as other_key,
    organisation.label as other_label,
    1.0 as score,
    'the name is equal, and nothing else is known' as reason
from organisation_match, organisation
order by organisation_match.source_key, organisation.organisation_id
limit 1;
