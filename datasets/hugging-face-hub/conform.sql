-- One row per model, as the newest snapshot that has it shows it. The licence is the tag license:…; region:us is where the
-- repository lies and says nothing about its publisher. The Hub has kept days of creation since 2 March 2022: what it dates to
-- that day is older.
with ranked as (
    select
        *,
        row_number() over (partition by model order by fetched_on desc, source_line) as newest,
        max(fetched_on) over () as last_on
    from staged.hugging_face_hub__models
),
tagged as (
    select
        *,
        list_filter(from_json(tags, '["varchar"]'), lambda tag: starts_with(tag, 'license:'))[1][9:] as licence_tag,
        nullif(left(created_at, 10), '2022-03-02') as created_on
    from ranked
    where newest = 1
)
insert into hub_model by name
select
    tagged.model as hub_model_id,
    tagged.model as label,
    tagged.publisher,
    coalesce(publishers.name, tagged.publisher) as publisher_name,
    publishers.economy,
    licences.spdx as licence,
    tagged.licence_tag,
    coalesce(licences.openness, 'other') as openness,
    case tagged.gated when 'false' then 'no' else tagged.gated end as gated,
    tagged.task,
    tagged.library,
    tagged.downloads,
    tagged.downloads_all_time,
    tagged.likes,
    tagged.fetched_on = tagged.last_on as is_listed,
    tagged.created_on as dated,
    partial_year(tagged.created_on) as year,
    partial_quarter(tagged.created_on) as quarter,
    'A' as obs_status,
    publishers.note,
    tagged.dataset_id,
    tagged.snapshot_sha256,
    tagged.source_line,
    'https://huggingface.co/' || tagged.model as source_url,
    'Hugging Face Hub, ' || tagged.model as source_title,
    tagged.fetched_on::varchar as source_on
from tagged
left join staged.hugging_face_hub__publishers as publishers using (publisher)
left join staged.hugging_face_hub__licences as licences on licences.tag = tagged.licence_tag
order by hub_model_id;

-- One row per model and snapshot.
with readings as (
    select
        models.*,
        list_filter(from_json(models.tags, '["varchar"]'), lambda tag: starts_with(tag, 'license:'))[1][9:] as licence_tag,
        partial_quarter(models.fetched_on::varchar) as quarter,
        max(models.fetched_on) over (partition by partial_quarter(models.fetched_on::varchar)) as last_of_quarter
    from staged.hugging_face_hub__models as models
)
insert into hub_reading by name
select
    readings.model || '-' || readings.fetched_on::varchar as hub_reading_id,
    readings.model || ', ' || readings.fetched_on::varchar as label,
    readings.model as hub_model_id,
    hub_model.publisher,
    hub_model.economy,
    coalesce(licences.openness, 'other') as openness,
    readings.downloads,
    readings.likes,
    readings.fetched_on = readings.last_of_quarter as is_last_of_quarter,
    readings.fetched_on::varchar as dated,
    year(readings.fetched_on) as year,
    readings.quarter,
    'A' as obs_status,
    hub_model.note,
    readings.dataset_id,
    readings.snapshot_sha256,
    readings.source_line,
    hub_model.source_url,
    hub_model.source_title,
    readings.fetched_on::varchar as source_on
from readings
join hub_model on hub_model.hub_model_id = readings.model
left join staged.hugging_face_hub__licences as licences on licences.tag = readings.licence_tag
order by hub_reading_id;
