-- check: coordinates-out-of-range   level: error
-- A latitude lies between -90 and 90, a longitude between -180 and 180, and both are known or none.
with place as (
    select 'economy' as table_name, economy as key, latitude, longitude
    from economy
    union all
    select 'organisation' as table_name, organisation_id as key, latitude, longitude
    from organisation
    union all
    select 'compute_site' as table_name, compute_site_id as key, latitude, longitude
    from compute_site
    union all
    select 'data_centre' as table_name, data_centre_id as key, latitude, longitude
    from data_centre
)
select key, table_name, latitude, longitude
from place
where latitude not between -90 and 90
    or longitude not between -180 and 180
    or (latitude is null) <> (longitude is null)
    or (latitude = 0 and longitude = 0)
order by key, table_name
