-- check: bloc-partition   level: error
-- The bloc of an economy is the part of the world whose member it is.
select economy.economy, economy.bloc, economy_group.group_code
from economy
join economy_group
    on economy_group.economy = economy.economy
    and economy_group.group_code in ('EU27_2020', 'EUROPE_OTHER', 'OTHER', 'US', 'CN')
where economy.bloc <> economy_group.group_code and not economy.is_aggregate
order by economy.economy
