-- One row per series, economy, period and edition. Totals of a group are the publisher's own; the 27 are EU27_2020, whatever the publisher calls them.
create table observation (
    observation_id varchar primary key,       -- series_id, economy, period, edition
    label varchar not null,
    series_id varchar not null references series (series_id),
    economy varchar not null references economy (economy),
    breakdown varchar,                        -- code within a family of series: the topic of ai-topic-developers
    edition varchar not null,                 -- publication the value was printed in; '' where a series has one living edition
    value decimal(38, 6) using compression uncompressed not null, -- packed, the engine unpacks a wide decimal slowly, row by row
    dated varchar not null,                   -- 2024 or 2024-Q3
    year integer not null,
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
