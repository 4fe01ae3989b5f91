-- check: hub-publisher-without-economy   level: warning
-- Every publisher of models has an economy; models without one are in no figure.
select publisher, count(*) as models
from hub_model
where economy is null
group by publisher
order by publisher
