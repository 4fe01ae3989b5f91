-- One row that the check snapshot-rows returns.
update snapshot set rows_rejected = rows_rejected + 1 where snapshot_sha256 = (select min(snapshot_sha256) from snapshot);
