-- check: identity-orphan   level: error
-- A public id that has moved leads to a page that exists.
select redirect.kind || ' ' || redirect.old_id as key, 'redirect' as place, redirect.new_id as names
from redirect
left join organisation on redirect.kind = 'organisation' and organisation.organisation_id = redirect.new_id
left join programme on redirect.kind = 'programme' and programme.programme_id = redirect.new_id
left join redirect as next on next.kind = redirect.kind and next.old_id = redirect.new_id
where organisation.organisation_id is null and programme.programme_id is null and next.old_id is null
order by key
