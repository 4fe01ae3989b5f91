-- check: economy-without-group   level: error
-- Every economy that is no aggregate belongs to one of the five parts of the world.
select economy.economy, count(economy_group.group_code) as parts
from economy
left join economy_group
    on economy_group.economy = economy.economy
    and economy_group.group_code in ('EU27_2020', 'EUROPE_OTHER', 'OTHER', 'US', 'CN')
where not economy.is_aggregate
group by economy.economy
having count(economy_group.group_code) <> 1
order by economy.economy
