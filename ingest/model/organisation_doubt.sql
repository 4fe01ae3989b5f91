-- One row per pair of records that look alike and stay apart, of which one is a row of table organisation or the two share an identifier.
create table organisation_doubt (
    dataset_id varchar not null references dataset (dataset_id),
    source_key varchar not null,
    label varchar not null,
    other_dataset varchar not null references dataset (dataset_id),
    other_key varchar not null,
    other_label varchar not null,
    score double not null,                    -- similarity of the names, 0 to 1
    reason varchar not null,                  -- what is alike, and what speaks against
    primary key (dataset_id, source_key, other_dataset, other_key)
);
