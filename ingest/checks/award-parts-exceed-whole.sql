-- check: award-parts-exceed-whole   level: warning
-- What the partners of a project receive is not more than the contribution to the project, to the euro.
with parts as (
    select project_key, sum(amount) as parts
    from award
    where amount_kind = 'max-contribution' and role <> 'project-total'
    group by project_key
)
select total.award_id, total.amount, parts.parts
from award as total
join parts on parts.project_key = total.project_key
where total.amount_kind = 'max-contribution' and total.role = 'project-total' and parts.parts > total.amount + 1
order by total.award_id
