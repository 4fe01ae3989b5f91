-- One row per round and investor named in it, and one more for each round without a named lead: who leads stays unknown there. Derived from rounds and investors; amounts stay with the round, for what each investor paid is rarely known.
create table participation (
    participation_id varchar primary key,     -- round and investor
    label varchar not null,                   -- investor and round, for people
    round_id varchar not null references round (round_id),
    investor_id varchar references investor (investor_id), -- null: no lead is named
    role varchar not null check (role in ('lead', 'other')), -- code list investor_role
    is_lead boolean not null,                 -- leads, and its home is known; or the home of no lead of the round is known
    is_party boolean not null,                -- leads or joins, and its home is known; or the home of nobody in the round is known
    origin varchar not null,                  -- bloc of the investor; UNKNOWN if its home is not known
    investor_economy varchar references economy (economy), -- null is unknown
    investor_kind varchar,                    -- code list investor_kind; null is unknown
    organisation_id varchar not null references organisation (organisation_id),
    economy varchar not null references economy (economy), -- of the company
    founding_economy varchar not null references economy (economy), -- of the company
    sector varchar not null,                  -- of the company
    open_source varchar not null,             -- of the company
    round_type varchar not null,
    instrument varchar not null,
    size_class varchar not null,              -- code list round_size
    is_counted boolean not null,              -- as the round
    dated varchar,
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,             -- of the round
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
