-- check: zero-amount   level: warning
-- An amount of zero is more often an unknown one. Unknown amounts stay empty.
with money as (
    select 'round' as table_name, round_id as key, amount, currency
    from round
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, amount, currency
    from programme_amount
    union all
    select 'compute_site' as table_name, compute_site_id as key, amount, currency
    from compute_site
    union all
    select 'contract' as table_name, contract_id as key, amount, currency
    from contract
    where value_kind is distinct from 'obligation' -- an obligation may be nothing, or taken back
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, amount, currency
    from oss_grant
)
select key, table_name, amount, currency
from money
where amount = 0
order by key, table_name
