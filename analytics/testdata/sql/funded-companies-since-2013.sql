-- One row per economy asked, period and code, as printed by the producer: funded-companies-since-2013.
with asked as (
    select economy as asked_code
    from economy
    where economy in (select unnest(string_to_array($economies, ',')))
    union
    select group_code as asked_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
member as (
    select
        economy_group.group_code as asked_code,
        economy_group.economy,
        count(*) over (partition by economy_group.group_code) as members
    from economy_group
    join asked on asked.asked_code = economy_group.group_code
    where economy_group.group_code <> economy_group.economy
),
printed as (
    select
        observation_id, economy, '' as code, edition, value, dated, year, quarter, obs_status,
        row_number() over (partition by economy, breakdown, dated order by edition desc, observation_id) as place
    from observation
    where series_id = $series
      and economy in (select asked_code from asked union all select economy from member)
      and year between cast($from as integer) and cast($to as integer)
),
summed as (
    select
        member.asked_code, printed.code, printed.dated, printed.year, printed.quarter,
        sum(printed.value) as value,
        min(printed.edition) as edition,
        max(printed.obs_status) as obs_status,
        count(*) as n
    from printed
    join member on member.economy = printed.economy
    join series on series.series_id = $series and series.aggregation = 'sum'
    where printed.place = 1
    group by member.asked_code, printed.code, printed.dated, printed.year, printed.quarter
    having count(*) = max(member.members) and min(printed.edition) = max(printed.edition)
),
figure as (
    select asked.asked_code, printed.code, printed.dated, printed.year, printed.quarter, printed.value, printed.edition, printed.obs_status,
        1 as n, false as is_sum
    from printed
    join asked on asked.asked_code = printed.economy
    where printed.place = 1
    union all
    select asked_code, code, dated, year, quarter, value, edition, obs_status, n, true as is_sum
    from summed
),
single as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        row_number() over (partition by asked_code, code, dated order by is_sum) as place
    from figure
),
chosen as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        cast(year as varchar) as period,
        row_number() over (partition by asked_code, code, cast(year as varchar) order by dated desc) as place
    from single
    where place = 1
)
select
    chosen.asked_code,
    chosen.period,
    chosen.code,
    cast(sum(chosen.n) as bigint) as n,
    0 as missing,
    max(cast(chosen.value as double precision)) as value,
    cast(null as double precision) as largest,
    bit_or(case chosen.obs_status when 'A' then 1 when 'B' then 2 when 'E' then 4 when 'F' then 8 when 'P' then 16 else 32 end) as statuses,
    max(chosen.edition) as edition,
    true as is_complete,
    bool_or(chosen.is_sum) as is_sum
from chosen
where chosen.place = 1
group by chosen.asked_code, chosen.period, chosen.code
order by chosen.asked_code, chosen.period, chosen.code
-- $economies = "EU27_2020,US,CN"
-- $from = "0"
-- $series = "aiindex-funded-companies-cumulative"
-- $to = "9999"

-- One row per dataset: how many printed values stand behind the figures: funded-companies-since-2013.
with asked as (
    select economy as asked_code
    from economy
    where economy in (select unnest(string_to_array($economies, ',')))
    union
    select group_code as asked_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
member as (
    select
        economy_group.group_code as asked_code,
        economy_group.economy,
        count(*) over (partition by economy_group.group_code) as members
    from economy_group
    join asked on asked.asked_code = economy_group.group_code
    where economy_group.group_code <> economy_group.economy
),
printed as (
    select
        observation_id, economy, '' as code, edition, value, dated, year, quarter, obs_status,
        row_number() over (partition by economy, breakdown, dated order by edition desc, observation_id) as place
    from observation
    where series_id = $series
      and economy in (select asked_code from asked union all select economy from member)
      and year between cast($from as integer) and cast($to as integer)
),
summed as (
    select
        member.asked_code, printed.code, printed.dated, printed.year, printed.quarter,
        sum(printed.value) as value,
        min(printed.edition) as edition,
        max(printed.obs_status) as obs_status,
        count(*) as n
    from printed
    join member on member.economy = printed.economy
    join series on series.series_id = $series and series.aggregation = 'sum'
    where printed.place = 1
    group by member.asked_code, printed.code, printed.dated, printed.year, printed.quarter
    having count(*) = max(member.members) and min(printed.edition) = max(printed.edition)
),
figure as (
    select asked.asked_code, printed.code, printed.dated, printed.year, printed.quarter, printed.value, printed.edition, printed.obs_status,
        1 as n, false as is_sum
    from printed
    join asked on asked.asked_code = printed.economy
    where printed.place = 1
    union all
    select asked_code, code, dated, year, quarter, value, edition, obs_status, n, true as is_sum
    from summed
),
single as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        row_number() over (partition by asked_code, code, dated order by is_sum) as place
    from figure
),
chosen as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        cast(year as varchar) as period,
        row_number() over (partition by asked_code, code, cast(year as varchar) order by dated desc) as place
    from single
    where place = 1
),
behind as (
    select printed.observation_id, chosen.code, chosen.period, chosen.asked_code
    from chosen
    join printed on printed.code = chosen.code and printed.dated = chosen.dated and printed.place = 1
    left join member on member.asked_code = chosen.asked_code and member.economy = printed.economy
    where chosen.place = 1
      and (not chosen.is_sum and printed.economy = chosen.asked_code or chosen.is_sum and member.economy is not null)
)
select
    dataset_id,
    count(*) as n,
    0 as missing,
    count(distinct source_url) as documents,
    max(dated) as last_row,
    0 as undated,
    0 as year_only,
    count(*) filter (where obs_status = 'U') as uncertain
from observation
where observation_id in (select observation_id from behind)
group by dataset_id
order by dataset_id
-- $economies = "EU27_2020,US,CN"
-- $from = "0"
-- $series = "aiindex-funded-companies-cumulative"
-- $to = "9999"

-- One row per printed value behind a figure, largest first: funded-companies-since-2013.
with asked as (
    select economy as asked_code
    from economy
    where economy in (select unnest(string_to_array($economies, ',')))
    union
    select group_code as asked_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
),
member as (
    select
        economy_group.group_code as asked_code,
        economy_group.economy,
        count(*) over (partition by economy_group.group_code) as members
    from economy_group
    join asked on asked.asked_code = economy_group.group_code
    where economy_group.group_code <> economy_group.economy
),
printed as (
    select
        observation_id, economy, '' as code, edition, value, dated, year, quarter, obs_status,
        row_number() over (partition by economy, breakdown, dated order by edition desc, observation_id) as place
    from observation
    where series_id = $series
      and economy in (select asked_code from asked union all select economy from member)
      and year between cast($from as integer) and cast($to as integer)
),
summed as (
    select
        member.asked_code, printed.code, printed.dated, printed.year, printed.quarter,
        sum(printed.value) as value,
        min(printed.edition) as edition,
        max(printed.obs_status) as obs_status,
        count(*) as n
    from printed
    join member on member.economy = printed.economy
    join series on series.series_id = $series and series.aggregation = 'sum'
    where printed.place = 1
    group by member.asked_code, printed.code, printed.dated, printed.year, printed.quarter
    having count(*) = max(member.members) and min(printed.edition) = max(printed.edition)
),
figure as (
    select asked.asked_code, printed.code, printed.dated, printed.year, printed.quarter, printed.value, printed.edition, printed.obs_status,
        1 as n, false as is_sum
    from printed
    join asked on asked.asked_code = printed.economy
    where printed.place = 1
    union all
    select asked_code, code, dated, year, quarter, value, edition, obs_status, n, true as is_sum
    from summed
),
single as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        row_number() over (partition by asked_code, code, dated order by is_sum) as place
    from figure
),
chosen as (
    select
        asked_code, code, dated, year, quarter, value, edition, obs_status, n, is_sum,
        cast(year as varchar) as period,
        row_number() over (partition by asked_code, code, cast(year as varchar) order by dated desc) as place
    from single
    where place = 1
),
behind as (
    select printed.observation_id, chosen.code, chosen.period, chosen.asked_code
    from chosen
    join printed on printed.code = chosen.code and printed.dated = chosen.dated and printed.place = 1
    left join member on member.asked_code = chosen.asked_code and member.economy = printed.economy
    where chosen.place = 1
      and (not chosen.is_sum and printed.economy = chosen.asked_code or chosen.is_sum and member.economy is not null)
)
select
    behind.observation_id as id, observation.label, observation.economy, observation.dated, behind.code,
    cast(observation.value as double precision) as value,
    cast(null as double precision) as amount,
    cast(null as varchar) as currency,
    cast(null as double precision) as fx_rate,
    observation.obs_status, observation.note, observation.dataset_id, observation.source_url, observation.source_title,
    observation.snapshot_sha256, observation.source_line,
    cast(null as double precision) as latitude, cast(null as double precision) as longitude,
    cast(null as varchar) as owner_economy, cast(null as varchar) as link, behind.period, behind.asked_code
from behind
join observation on observation.observation_id = behind.observation_id
where cast($period as varchar) in ('', behind.period)
  and cast($code as varchar) in ('', behind.code)
order by value desc nulls last, id, asked_code
-- $code = ""
-- $economies = "EU27_2020,US,CN"
-- $from = "0"
-- $period = ""
-- $series = "aiindex-funded-companies-cumulative"
-- $to = "9999"

