-- check: snapshot-rows   level: error
-- Every row of a file is either staged or rejected.
select snapshot_sha256, file, rows_in, rows_staged, rows_rejected
from snapshot
where rows_in <> rows_staged + rows_rejected
order by snapshot_sha256
