-- One row per programme, pair of stages and amount. Money of two stages may be compared only within one programme: side 'earlier' is
-- what the programme named first, side 'later' what is known of it at the later stage. Both sides carry the programme's own codes and
-- the date of the earlier amount, and convert at its rate, so that no ratio moves with exchange rates. Derived from programme and
-- programme_amount after corrections.
create table programme_step (
    programme_step_id varchar primary key,    -- step/programme_id/reported_id/side
    programme_id varchar not null references programme (programme_id), -- whose stages are compared
    reported_id varchar not null references programme (programme_id),  -- the entry with this amount: itself, what it became, or a part
    step varchar not null,                    -- code list programme_step
    side varchar not null check (side in ('earlier', 'later')),
    reported varchar not null,                -- code list programme_reported
    label varchar not null,
    economy varchar not null references economy (economy),
    level varchar not null,
    instrument varchar not null,
    focus varchar not null,
    open_source varchar not null,
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency; null is undisclosed
    currency varchar,
    fx_rate decimal(18, 6),                   -- units of currency per euro that made amount_eur
    amount_eur decimal(28, 8),                -- amount / fx_rate
    amount_usd decimal(28, 8),                -- amount itself if in USD, else amount_eur at the same year's rate
    amount_cny decimal(28, 8),
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
