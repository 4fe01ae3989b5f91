-- check: programme-parent-cycle   level: error
-- A programme lies inside itself.
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
select programme_id
from ancestor
where programme_id = ancestor_id
order by programme_id
