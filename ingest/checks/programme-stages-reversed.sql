-- check: programme-stages-reversed   level: error
-- An entry is what another became only if that one is in the list and at an earlier stage; otherwise no rate would be made of the two.
with staged as (
    select programme_id, min(case stage when 'announced' then 1 when 'committed' then 2 when 'contracted' then 3 else 4 end) as place
    from programme_amount
    group by programme_id
)
select later.programme_id, later.earlier_id
from programme as later
left join staged as now_at on now_at.programme_id = later.programme_id
left join staged as was_at on was_at.programme_id = later.earlier_id
where later.earlier_id is not null and (was_at.place is null or now_at.place is null or was_at.place >= now_at.place)
order by later.programme_id
