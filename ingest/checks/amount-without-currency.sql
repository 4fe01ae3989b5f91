-- check: amount-without-currency   level: error
-- An amount is worth nothing without its currency.
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
    select 'round_report' as table_name, round_report_id as key, amount, currency
    from round_report
    union all
    select 'award' as table_name, award_id as key, amount, currency
    from award
    union all
    select 'contract' as table_name, contract_id as key, amount, currency
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, amount, currency
    from oss_grant
)
select key, table_name, amount
from money
where amount is not null and currency is null
order by key, table_name
