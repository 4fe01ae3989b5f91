-- check: converted-without-date   level: error
-- Money converts at the rate of a year: without a date there is none.
with money as (
    select 'round' as table_name, round_id as key, dated, fx_rate, amount_eur
    from round
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, dated, fx_rate, amount_eur
    from programme_amount
    union all
    select 'compute_site' as table_name, compute_site_id as key, dated, fx_rate, amount_eur
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, dated, fx_rate, amount_eur
    from round_report
    union all
    select 'award' as table_name, award_id as key, dated, fx_rate, amount_eur
    from award
    union all
    select 'contract' as table_name, contract_id as key, dated, fx_rate, amount_eur
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, dated, fx_rate, amount_eur
    from oss_grant
)
select key, table_name, dated, fx_rate, amount_eur
from money
where amount_eur is not null and (fx_rate is null or (dated is null))
order by key, table_name
