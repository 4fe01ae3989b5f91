-- One row per series, economy and year with a value, of the share of enterprises by activity one per activity. Millions become
-- euros; the TSV form has all dimensions in one cell, and flags behind the value. Only places that Eurostat's
-- terms let everybody reuse: the Union, its members, EFTA and candidates. Flags become words of the note, from which the status follows.
with readings as (
    select
        case size
            when 'GE10' then 'eurostat-enterprise-ai-use'
            when '10-49' then 'eurostat-enterprise-ai-use-small'
            when '50-249' then 'eurostat-enterprise-ai-use-medium'
            when 'GE250' then 'eurostat-enterprise-ai-use-large'
        end as series_id,
        'isoc_eb_ai' as code,
        geo,
        year,
        value,
        flags,
        null as breakdown,
        snapshot_sha256,
        source_line
    from staged.eurostat__enterprise_ai_use
    union all
    select 'eurostat-population-1-january' as series_id, 'demo_pjan' as code, geo, year, value, flags, null as breakdown, snapshot_sha256, source_line
    from staged.eurostat__population
    union all
    select 'eurostat-gdp' as series_id, 'nama_10_gdp' as code, geo, year, value * 1000000 as value, flags, null as breakdown, snapshot_sha256, source_line
    from staged.eurostat__gdp
    union all
    select 'eurostat-government-research' as series_id, 'gba_nabsfin07' as code, geo, year, value * 1000000 as value, flags, null as breakdown, snapshot_sha256, source_line
    from staged.eurostat__government_research
    union all
    select 'eurostat-research-spending-share' as series_id, 'rd_e_gerdtot' as code, geo, year, value, flags, null as breakdown, snapshot_sha256, source_line
    from staged.eurostat__research_spending
    union all
    select 'eurostat-enterprise-cloud-use' as series_id, 'isoc_cicce_usen2' as code, geo, year, value, flags, null as breakdown, snapshot_sha256, source_line
    from staged.eurostat__cloud_use
    union all
    select 'eurostat-enterprise-ai-use-by-activity' as series_id, 'isoc_eb_ain2' as code, geo, year, value, flags, activity as breakdown, snapshot_sha256, source_line
    from staged.eurostat__ai_use_by_activity
    union all
    select
        case string_split(dimensions, ',')[2] when 'IND_TOTAL' then 'eurostat-people-generative-ai' when 'Y16_24' then 'eurostat-people-generative-ai-young' end as series_id,
        'isoc_ai_iaiu' as code,
        string_split(dimensions, ',')[5] as geo,
        try_cast(trim(year) as integer) as year,
        try_cast(string_split(trim(cell), ' ')[1] as decimal(38, 6)) as value,
        string_split(trim(cell), ' ')[2] as flags,
        null as breakdown,
        snapshot_sha256,
        source_line
    from staged.eurostat__generative_ai
    where string_split(dimensions, ',')[3] = 'I_IUAI'
        and string_split(dimensions, ',')[4] = 'PC_IND'
),
placed as (
    select
        *,
        case geo when 'EL' then 'GR' when 'UK' then 'GB' else geo end as economy
    from readings
    where series_id is not null
        and value is not null
)
select
    placed.series_id,
    placed.economy,
    placed.year::varchar as period,
    placed.value,
    null as edition,
    nullif(concat_ws('; ',
        case when contains(placed.flags, 'b') then 'flagged by the publisher: suggests a break' end,
        case when contains(placed.flags, 'e') or contains(placed.flags, 's') then 'flagged by the publisher: estimated' end,
        case when contains(placed.flags, 'u') then 'flagged by the publisher: low reliability, unverified' end,
        case when contains(placed.flags, 'p') then 'flagged by the publisher: provisional' end,
        case when contains(placed.flags, 'd') then 'flagged by the publisher: definition differs' end
    ), '') as note,
    'https://ec.europa.eu/eurostat/databrowser/view/' || placed.code || '/default/table?lang=en' as source_url,
    'Eurostat ' || placed.code as source_title,
    null as source_on,
    placed.breakdown,
    placed.snapshot_sha256,
    placed.source_line
from placed
where placed.economy in (
    'EU27_2020', 'AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL',
    'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'CH', 'NO', 'IS', 'LI', 'TR', 'RS', 'BA', 'ME', 'MK', 'AL', 'MD', 'UA', 'GE'
)
