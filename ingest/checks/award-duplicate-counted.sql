-- check: award-duplicate-counted   level: error
-- A grant that another source has counts once, a total never, and nothing counts below the threshold.
select award_id, project_key, duplicate_of, role, ai_score
from award
where is_counted and (duplicate_of is not null or role = 'project-total' or ai_score < 50)
order by award_id
