-- check: amount-not-converted   level: warning
-- A dated, disclosed amount whose currency has no rate for its year stays out of every sum in euros.
with money as (
    select 'round' as table_name, round_id as key, dated, amount, currency, amount_eur
    from round
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, dated, amount, currency, amount_eur
    from programme_amount
    union all
    select 'compute_site' as table_name, compute_site_id as key, dated, amount, currency, amount_eur
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, dated, amount, currency, amount_eur
    from round_report
    union all
    select 'award' as table_name, award_id as key, dated, amount, currency, amount_eur
    from award
    union all
    select 'contract' as table_name, contract_id as key, dated, amount, currency, amount_eur
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, dated, amount, currency, amount_eur
    from oss_grant
)
select key, table_name, dated, amount, currency
from money
where dated is not null and amount is not null and currency is not null and amount_eur is null
order by key, table_name
