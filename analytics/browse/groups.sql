-- One row per group and member.
select group_code, economy
from economy_group
order by group_code, economy
