-- One row: a company.
select
    organisation_id, label, economy, founding_economy, coalesce(city, ''), coalesce(dated, ''), sector, open_source, status,
    coalesce(acquirer, ''), coalesce(acquirer_economy, ''), coalesce(acquired_on, ''), coalesce(website, ''),
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), coalesce(source_on, ''), snapshot_sha256, source_line
from organisation
where organisation_id = $id
