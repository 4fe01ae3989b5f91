-- One row per model that a publisher of the list has, or had, on the Hugging Face Hub: as its newest snapshot shows it. Models that others made from it, and copies, are theirs.
create table hub_model (
    hub_model_id varchar primary key,         -- name of the repository: publisher/name
    label varchar not null,
    publisher varchar not null,               -- account on the Hub
    publisher_name varchar not null,
    economy varchar references economy (economy), -- of the organisation that runs the account; null is unknown
    licence varchar,                          -- SPDX; null if the tag stands for none
    licence_tag varchar,                      -- as on the Hub; null if there is none
    openness varchar not null,                -- code list hub_openness
    gated varchar not null check (gated in ('no', 'auto', 'manual')), -- whether one must ask for the weights
    task varchar,
    library varchar,
    downloads decimal(18, 0) not null,        -- of the 30 days before the snapshot
    downloads_all_time decimal(18, 0),
    likes decimal(18, 0) not null,
    is_listed boolean not null,               -- false: the last snapshot does not have it any more
    dated varchar,                            -- day on which the repository was created; null if before the Hub kept it, in March 2022
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
