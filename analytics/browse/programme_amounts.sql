-- One row per programme and amount, in the order of the stages.
select
    programme_amount.programme_id, programme_amount.stage, programme_amount.qualifier, programme_amount.period_kind,
    programme_amount.money_role, programme_amount.is_counted, coalesce(programme_amount.dated, ''),
    cast(programme_amount.amount as double precision), coalesce(programme_amount.currency, ''),
    cast(programme_amount.amount_eur as double precision), programme_amount.obs_status, coalesce(programme_amount.note, '')
from programme_amount
left join code on code.list = 'funding_stage' and code.code = programme_amount.stage
order by programme_amount.programme_id, code.position, programme_amount.programme_amount_id
