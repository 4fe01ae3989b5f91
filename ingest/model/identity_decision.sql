-- One row per decision of a person on what is one organisation. It stands above every rule of matching.
create table identity_decision (
    identity_decision_id varchar primary key,
    decision varchar not null,                -- code list identity_decision: same, keep-apart, moved
    record_dataset varchar not null,          -- dataset of the record; of 'moved' the kind of page: organisation or programme
    record_key varchar not null,              -- key of the record in its dataset; of 'moved' the public id that was
    other_dataset varchar not null,           -- of the record that it is, or is not; the id of that record stays
    other_key varchar not null,
    reason varchar not null,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%')
);
