-- One row per public programme or fund. Money is in programme_amount. Programmes nest: a part names its whole.
create table programme (
    programme_id varchar primary key,
    label varchar not null,                   -- name
    name_local varchar,
    sponsor varchar not null,
    economy varchar not null references economy (economy), -- of the funder; EU is the institutions
    level varchar not null,                   -- code list government_level: national, supranational, regional, public-private
    instrument varchar not null,              -- code list funding_instrument
    focus varchar not null,                   -- code list focus
    start_year integer,
    end_year integer,
    parent_id varchar,                        -- programme_id of the whole; checked
    earlier_id varchar,                       -- programme_id of the entry that is this very programme at an earlier stage; its amount became this one
    is_open_source boolean not null,
    is_ai_only boolean not null,              -- false: broader than AI, stays out of AI totals
    broader_reason varchar,                   -- why it is broader; null if is_ai_only
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
