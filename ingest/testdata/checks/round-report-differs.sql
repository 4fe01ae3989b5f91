-- One row that the check round-report-differs returns.
insert into round_report by name
select
    round_id as round_report_id,
    label,
    label as company,
    label as company_key,
    organisation_id,
    'equity-round' as amount_kind,
    'closed' as status,
    dated,
    year,
    quarter,
    2 * amount as amount,
    currency,
    2 * amount_usd as amount_usd,
    obs_status,
    dataset_id,
    snapshot_sha256,
    source_line,
    source_url
from round
where is_counted and instrument = 'equity' and amount_usd > 0 and length(dated) = 10
order by round_id
limit 1;
