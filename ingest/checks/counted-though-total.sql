-- check: counted-though-total   level: error
-- A row whose own note says that it is an aggregate is not counted.
with listed as (
    select 'contract' as table_name, contract_id as key, is_counted, note
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, is_counted, note
    from oss_grant
    union all
    select 'compute_site' as table_name, compute_site_id as key, is_counted, note
    from compute_site
)
select key, table_name, note
from listed
where is_counted and note like '%do not sum%'
order by key, table_name
