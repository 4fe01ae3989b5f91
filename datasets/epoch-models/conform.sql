-- One row per model and economy of a contributing organisation: a model of two economies counts fully in each.
insert into ai_model
select
    models.model_id as ai_model_id,
    unnest(string_split(models.economy, ';')) as economy,
    models.name as label,
    models.organisation,
    case models.open_weights when true then 'open-weights' when false then 'closed' else 'unknown' end as openness,
    models.licence,
    replace(string_split(models.domain, ';')[1], ' ', '-') as domain,
    models.parameters,
    models.training_compute_flop,
    models.released_on as dated,
    partial_year(models.released_on) as year,
    partial_quarter(models.released_on) as quarter,
    'A' as obs_status,
    null as note,
    models.dataset_id,
    models.snapshot_sha256,
    models.source_line,
    models.source_url,
    null as source_title,
    null as source_on
from staged.epoch_models__models as models
order by models.model_id;
