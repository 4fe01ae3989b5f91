-- One row per published series.
select series_id, label, definition, coalesce(note, '') as note, dataset_id
from series
order by series_id
