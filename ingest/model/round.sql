-- One row per financing or exit event of a company.
create table round (
    round_id varchar primary key,
    label varchar not null,                   -- company and round, for people
    organisation_id varchar not null references organisation (organisation_id),
    economy varchar not null references economy (economy),          -- company's headquarters economy
    founding_economy varchar not null references economy (economy),
    sector varchar not null,                  -- of the company
    open_source varchar not null,             -- of the company
    city varchar,                             -- of the company; null is unknown
    round_type varchar not null,              -- code list round_type; 'undisclosed' is a round whose label is unknown
    instrument varchar not null check (instrument in ('equity', 'debt', 'grant', 'ipo', 'acquisition')),
    lead_origin varchar not null,             -- bloc of the lead investors; MIXED if they differ, UNKNOWN if none is known
    lead_side varchar not null,               -- code list capital_side: whether the known leads sit on the company's own side
    acquirer_economy varchar references economy (economy), -- acquisitions only
    acquirer_side varchar,                    -- code list capital_side; acquisitions only
    size_class varchar not null,              -- code list round_size: by the amount in dollars
    is_counted boolean not null,              -- false: lies inside another round, is a tranche, a year's total, a ceiling, or came undone; shown, never summed
    valuation decimal(18, 2),
    valuation_currency varchar,
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency; null is undisclosed
    currency varchar,
    fx_rate decimal(18, 6),                   -- units of currency per euro that made amount_eur
    amount_eur decimal(28, 8),                -- amount / fx_rate; eight decimals so that sums carry no rounding
    amount_usd decimal(28, 8),                -- amount itself if in USD, else amount_eur at the same year's rate
    amount_cny decimal(28, 8),
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
