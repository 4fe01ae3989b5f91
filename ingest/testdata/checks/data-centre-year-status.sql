-- One row that the check data-centre-year-status returns.
insert into data_centre by name
select 'sample' as data_centre_id, 'Sample' as label, 'data-centre' as kind, 'FR' as economy, 'UNKNOWN' as owner_bloc, 'unknown' as ownership, 'operational' as status,
    false as is_anonymised, true as is_counted, 'E' as obs_status, dataset_id, snapshot_sha256, source_line, source_url
from compute_site order by compute_site_id limit 1;
insert into data_centre_year by name
select 'sample/2024' as data_centre_year_id, data_centre_id, label, economy, owner_bloc, ownership, '2024-06-01' as read_on, '2024' as dated, 2024 as year,
    'F' as obs_status, dataset_id, snapshot_sha256, source_line, source_url
from data_centre where data_centre_id = 'sample';
