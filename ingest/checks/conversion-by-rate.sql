-- check: conversion-by-rate   level: error
-- The euros of a row are its amount divided by its rate.
with money as (
    select 'round' as table_name, round_id as key, amount, fx_rate, amount_eur
    from round
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, amount, fx_rate, amount_eur
    from programme_amount
    union all
    select 'compute_site' as table_name, compute_site_id as key, amount, fx_rate, amount_eur
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, amount, fx_rate, amount_eur
    from round_report
    union all
    select 'award' as table_name, award_id as key, amount, fx_rate, amount_eur
    from award
    union all
    select 'contract' as table_name, contract_id as key, amount, fx_rate, amount_eur
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, amount, fx_rate, amount_eur
    from oss_grant
)
select key, table_name, amount, fx_rate, amount_eur
from money
where abs(amount_eur - amount / nullif(fx_rate, 0)) > 0.01
order by key, table_name
