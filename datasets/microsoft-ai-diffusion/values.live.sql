-- One row per economy and wave. The columns of the file are the waves: a half-year stands at its last quarter. Names of places that
-- no list knows stay as they are, so that the list of economies refuses them; columns that name no wave are left out.
with waves as (
    select
        trim(diffusion.place) as name,
        regexp_extract(diffusion.wave, '\b([HQ])([1-4]) (20[0-9]{2})\b', ['kind', 'part', 'year']) as wave,
        try_cast(rtrim(trim(diffusion.share), '%') as decimal(38, 6)) as value,
        diffusion.snapshot_sha256,
        diffusion.source_line
    from staged.microsoft_ai_diffusion__diffusion as diffusion
),
placed as (
    select waves.*, coalesce(place.economy, waves.name) as economy
    from waves
    left join staged.codes__place_name as place on place_key(place.name) = place_key(waves.name)
    where waves.wave.year <> ''
        and waves.value is not null
)
select
    'microsoft-ai-user-share' as series_id,
    economy,
    wave.year || '-Q' || case when wave.kind = 'H' then (wave.part::integer * 2)::varchar else wave.part end as period,
    value,
    null as edition,
    case when wave.kind = 'H' then case wave.part when '1' then 'first half of ' else 'second half of ' end || wave.year end as note,
    'https://github.com/microsoft/ai-diffusion-report/blob/main/data/AI_Diffusion_Q12026_Update.csv' as source_url,
    'Microsoft AI Diffusion Q1 2026 update' as source_title,
    null as source_on,
    null as breakdown,
    snapshot_sha256,
    source_line
from placed
where (wave.kind = 'Q' or wave.part in ('1', '2'))
    and (economy in (select economy from staged.codes__economy) or economy not in (select economy from staged.codes__place_name))
