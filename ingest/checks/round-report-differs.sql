-- check: round-report-differs   level: warning
-- A round that counts and another source's report of it agree within a tenth; an offering sold is at most a tenth above the round.
with near as (
    select
        report.round_report_id,
        round.round_id,
        report.dataset_id,
        report.amount_kind,
        report.amount_usd as reported_usd,
        round.amount_usd as listed_usd,
        row_number() over (
            partition by report.round_report_id
            order by abs(date_diff('day', period_end(report.dated), period_end(round.dated))), round.round_id
        ) as rank
    from round_report as report
    join round on round.organisation_id = report.organisation_id
    where round.is_counted
        and round.instrument = 'equity'
        and report.status in ('closed', 'filed')
        and report.amount_kind in ('equity-round', 'offering-sold')
        and report.amount_usd is not null
        and round.amount_usd is not null
        and length(report.dated) >= 7
        and length(round.dated) >= 7
        and abs(date_diff('day', period_end(report.dated), period_end(round.dated))) <= 120
)
select round_report_id, dataset_id, round_id, round(reported_usd, 0)::bigint as reported_usd, round(listed_usd, 0)::bigint as listed_usd
from near
where rank = 1
    and (reported_usd > 1.1 * listed_usd or amount_kind = 'equity-round' and reported_usd < 0.9 * listed_usd)
order by round_report_id
