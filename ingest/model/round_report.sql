-- One row per round, or part of one of another instrument, as a source other than the list of companies reports it. Such rows stand beside the rounds of the list and are never added to them.
create table round_report (
    round_report_id varchar primary key,
    label varchar not null,                   -- company and what is reported, for people
    company varchar not null,                 -- name in the source
    company_key varchar not null,             -- of the company in the source: CIK, or its name
    organisation_id varchar,                  -- null until the company is known to be one of the list
    economy varchar references economy (economy), -- as the source says; null where it does not
    city varchar,
    round_type varchar,                       -- in the source's words
    amount_kind varchar not null,             -- code list report_amount_kind: equity-round, debt-round, offering-sold; kinds are never added
    status varchar not null,                  -- code list report_status: closed, filed, announced, in-discussion, cancelled
    confidence varchar,                       -- in the source's words
    valuation decimal(18, 2),                 -- post-money, in currency
    filings integer,                          -- SEC: filings of the offering, of which this is the newest
    dated varchar,                            -- closed, sold or announced; ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known
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
