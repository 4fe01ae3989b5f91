-- One row per dated event. An event after the release's day is a plan.
insert into policy_event
select
    events.event_id as policy_event_id,
    events.title as label,
    events.economy,
    events.kind,
    events.status,
    events.date as dated,
    partial_year(events.date) as year,
    partial_quarter(events.date) as quarter,
    case
        when doubts(events.note) then 'U'
        when events.date > dataset.as_of::varchar then 'F'
        else 'A'
    end as obs_status,
    events.note,
    events.dataset_id,
    events.snapshot_sha256,
    events.source_line,
    events.source_url,
    events.source_title,
    events.source_on
from staged.policy_events__events as events
join dataset on dataset.dataset_id = events.dataset_id
order by events.event_id;
