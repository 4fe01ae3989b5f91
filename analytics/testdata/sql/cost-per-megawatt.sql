-- One row per economy asked, period, code and entity: cost-per-megawatt.
with asked as (
    select group_code as asked_code, economy as member_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
fact as (
    select
        asked.asked_code,
        'all' as period,
        '' as code,
        site_cost_id as entity,
        amount_eur as value,
        false as mark,
        obs_status
    from site_cost
    join asked on asked.member_code = site_cost.economy
    where true
)
select
    asked_code,
    period,
    code,
    entity,
    cast(sum(value) as double precision) as value,
    max(case when mark then 1.0 else 0.0 end) as mark,
    count(*) as n,
    count(*) - count(value) as missing,
    bit_or(case fact.obs_status when 'A' then 1 when 'B' then 2 when 'E' then 4 when 'F' then 8 when 'P' then 16 else 32 end) as statuses
from fact
group by asked_code, period, code, entity
order by asked_code, period, code, entity
-- $economies = "EU27_2020,US,CN"

-- One row per dataset: how much stands behind the figures, and what is in no period. cost-per-megawatt.
with asked as (
    select group_code as asked_code, economy as member_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
fact as (
    select
        dataset_id,
        source_url,
        dated,
        obs_status,
        true as is_inside,
        false as is_undated,
        false as is_year_only,
        amount_eur as value
    from site_cost
    where economy in (select member_code from asked)
      and true
)
select
    dataset_id,
    count(*) filter (where is_inside) as n,
    count(*) filter (where is_inside and value is null) as missing,
    count(distinct source_url) filter (where is_inside) as documents,
    max(dated) filter (where is_inside) as last_row,
    count(*) filter (where is_undated) as undated,
    count(*) filter (where is_year_only) as year_only,
    count(*) filter (where is_inside and obs_status = 'U') as uncertain
from fact
group by dataset_id
order by dataset_id
-- $economies = "EU27_2020,US,CN"

-- One row per fact behind a figure, largest value first: cost-per-megawatt.
with asked as (
    select group_code as asked_code, economy as member_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
fact as (
    select
        asked.asked_code,
        'all' as period,
        '' as code,
        site_cost_id as id,
        label,
        site_cost.economy as economy,
        dated,
        amount_eur as value,
        amount as amount,
        currency as currency,
        fx_rate as fx_rate,
        obs_status,
        note,
        dataset_id,
        source_url,
        source_title,
        snapshot_sha256,
        source_line,
        latitude as latitude,
        longitude as longitude,
        owner_economy as owner_economy,
        cast(null as varchar) as link,
        1 as place
    from site_cost
    join asked on asked.member_code = site_cost.economy
    where true
      and cast($period as varchar) in ('', 'all')
      and cast($code as varchar) in ('', '')
)
select
    id, label, economy, dated, code,
    cast(value as double precision) as value,
    cast(amount as double precision) as amount,
    currency,
    cast(fx_rate as double precision) as fx_rate,
    obs_status, note, dataset_id, source_url, source_title, snapshot_sha256, source_line,
    latitude, longitude, owner_economy, link, period, asked_code
from fact
where place = 1
order by value desc nulls last, id, asked_code
-- $code = ""
-- $economies = "EU27_2020,US,CN"
-- $period = ""

