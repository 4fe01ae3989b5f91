-- check: programme-counted-twice   level: error
-- At one stage, an amount counts only if no whole above it counts.
with recursive ancestor as (
    select programme_id, parent_id as ancestor_id
    from programme
    where parent_id is not null
    union
    select ancestor.programme_id, programme.parent_id as ancestor_id
    from ancestor
    join programme on programme.programme_id = ancestor.ancestor_id
    where programme.parent_id is not null
)
select part.programme_amount_id, whole.programme_amount_id as inside
from programme_amount as part
join ancestor on ancestor.programme_id = part.programme_id
join programme_amount as whole on whole.programme_id = ancestor.ancestor_id and whole.stage = part.stage
where part.is_counted and whole.is_counted
order by part.programme_amount_id, whole.programme_amount_id
