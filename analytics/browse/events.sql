-- One row per event that may be laid over a series, in order of time: policy events, and market events of at least $least dollars,
-- each an acquisition, a stock market listing or an equity round that is counted. Undated ones are left out.
select
    policy_event_id as event_id, label, kind, status, economy, dated, cast(null as double precision) as amount_usd,
    source_url, coalesce(source_title, '') as source_title, '' as link, dataset_id
from policy_event
where dated is not null
union all
select
    round_id, label, 'market', instrument, economy, dated, cast(amount_usd as double precision),
    source_url, coalesce(source_title, ''), '/organisations/' || organisation_id, dataset_id
from round
where dated is not null
  and is_counted
  and instrument in ('acquisition', 'ipo', 'equity')
  and amount_usd >= cast($least as double precision)
order by dated, event_id
