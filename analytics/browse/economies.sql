-- One row per economy and published aggregate.
select
    economy,
    name_en,
    name_fr,
    bloc,
    is_aggregate,
    coalesce(cast(eu_member_from as varchar), '') as member_from,
    latitude,
    longitude
from economy
order by economy
