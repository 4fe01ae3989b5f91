-- One row per notable model published since 2018 of which a country is known; of several entries with one name the first that
-- says something counts, column by column. Countries come in long names, one per organisation and thus repeated; a name that is
-- not known here is kept as it is, so that the list of economies refuses it. Domains beyond the list of domains are other.
with entries as (
    select
        trim(regexp_replace(regexp_replace(strip_accents(lower(name)), '[^\x00-\x7f]', '', 'g'), '[^a-z0-9]+', '-', 'g'), '-') as model_id,
        *
    from staged.epoch_models__notable
    where published >= '2018'
),
models as (
    select
        model_id,
        first(name order by source_line) as name,
        first(organisations order by source_line) filter (where organisations is not null) as organisations,
        first(published order by source_line) as published,
        first(domains order by source_line) filter (where domains is not null) as domains,
        first(parameters order by source_line) filter (where parameters is not null) as parameters,
        first(training_compute_flop order by source_line) filter (where training_compute_flop is not null) as training_compute_flop,
        first(countries order by source_line) filter (where countries is not null) as countries,
        first(accessibility order by source_line) filter (where accessibility is not null) as accessibility,
        min(snapshot_sha256) as snapshot_sha256,
        min(source_line) as source_line
    from entries
    where model_id <> ''
    group by model_id
),
known_places as (
    select name_en as country, economy
    from staged.codes__economy
    where not is_aggregate
    union
    from (values
        ('United States of America', 'US'), ('Korea (Republic of)', 'KR'), ('United Kingdom of Great Britain and Northern Ireland', 'GB'), ('Hong Kong', 'HK'),
        ('Taiwan', 'TW'), ('Russia', 'RU'), ('Russian Federation', 'RU'), ('Viet Nam', 'VN'), ('Czech Republic', 'CZ'), ('Türkiye', 'TR'),
        ('United Arab Emirates', 'AE'), ('Iran (Islamic Republic of)', 'IR')
    ) as long_form (country, economy)
),
named as (
    select model_id, trim(unnest(string_split(countries, ','))) as country
    from models
),
placed as (
    select
        named.model_id,
        string_agg(distinct coalesce(known_places.economy, named.country), ';' order by coalesce(known_places.economy, named.country)) as economy
    from named
    left join known_places on known_places.country = named.country
    where named.country not in ('', 'Multinational')
    group by named.model_id
),
subjects as (
    select model_id, unnest(string_split(domains, ',')) as subject, generate_subscripts(string_split(domains, ','), 1) as place
    from models
),
domained as (
    select subjects.model_id, string_agg(lower(trim(subjects.subject)), ';' order by subjects.place) as domain
    from subjects
    where replace(lower(trim(subjects.subject)), ' ', '-') in (select code from staged.codes__model_domain)
    group by subjects.model_id
)
select
    models.model_id,
    models.name,
    regexp_replace(models.organisations, ' *, *', ';', 'g') as organisation,
    placed.economy,
    models.published as released_on,
    case when models.accessibility is not null then starts_with(lower(models.accessibility), 'open weights') end as open_weights,
    null as licence,
    models.parameters,
    models.training_compute_flop,
    coalesce(domained.domain, 'other') as domain,
    'https://epoch.ai/data/ai-models' as source_url,
    models.snapshot_sha256,
    models.source_line
from models
join placed using (model_id)
left join domained using (model_id)
