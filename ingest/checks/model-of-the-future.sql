-- check: model-of-the-future   level: error
-- A model cannot have been released after the day of the release.
select ai_model_id, economy, dated
from ai_model
where dated > (select max(as_of) from dataset)::varchar
order by ai_model_id, economy
