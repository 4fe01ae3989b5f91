-- One row per entry of the list of public programmes, with the entry that it lies inside and what its amount stands for.
insert into programme_entry by name
select
    reported.programme_id as programme_entry_id,
    reported.programme_id,
    programme.parent_id,
    reported.label,
    reported.economy,
    reported.level,
    reported.instrument,
    reported.focus,
    reported.open_source,
    case
        when reported.money_role <> 'total' then reported.money_role
        when reported.amount_eur is null then 'undated'
        else reported.stage
    end as standing, -- code list programme_standing
    case when reported.is_counted then 'yes' else 'no' end as counted,
    reported.dated,
    reported.year,
    reported.quarter,
    reported.amount,
    reported.currency,
    reported.fx_rate,
    reported.amount_eur,
    reported.amount_usd,
    reported.amount_cny,
    reported.obs_status,
    reported.note,
    reported.dataset_id,
    reported.snapshot_sha256,
    reported.source_line,
    reported.source_url,
    reported.source_title
from programme_amount as reported
join programme using (programme_id)
order by programme_entry_id;
