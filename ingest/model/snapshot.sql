-- One row per file that went into the release: the bytes behind the rows.
create table snapshot (
    snapshot_sha256 varchar primary key,
    dataset_id varchar not null references dataset (dataset_id),
    file varchar not null,
    bytes bigint not null,
    rows_in bigint not null,
    rows_staged bigint not null,
    rows_rejected bigint not null,
    fetched_on date not null,
    url varchar not null
);
