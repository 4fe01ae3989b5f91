-- One row per award of public money to a recipient, and one per project for its total. Only rows about AI are here: ai_score 30 or more.
create table award (
    award_id varchar primary key,
    label varchar not null,                   -- recipient and title, for people
    project_key varchar not null,             -- what the parts of one grant share: funder's own number of it
    title varchar not null,                   -- of the project
    acronym varchar,
    funder varchar not null,
    funder_economy varchar not null references economy (economy), -- EU of the Union's institutions
    economy varchar references economy (economy), -- of the recipient; null is unknown. Of a project's total, which has no recipient, the funder's
    recipient_bloc varchar not null,          -- of the recipient's economy; UNKNOWN if not known
    scheme varchar not null,                  -- code list award_scheme: framework programme or kind of grant
    programme varchar,                        -- part of the scheme that paid: legal basis, budget line, division
    agency varchar,                           -- of US federal awards: code list us_agency
    listing varchar,                          -- of US federal awards: assistance listing, code list us_listing
    call varchar,
    topic varchar,
    topic_title varchar,
    recipient varchar,                        -- null of totals; people are 'Natural person' or 'Natural persons'
    recipient_key varchar,                    -- the funder's own number of the recipient: PIC, UEI
    recipient_vat varchar,                    -- number for value added tax, as the source has it; null is unknown
    organisation_id varchar,                  -- null until the recipient is known to be one of ours
    role varchar not null,                    -- code list award_role; project-total is the row of the project
    organisation_kind varchar,                -- code list award_organisation_kind; null is unknown
    sme varchar check (sme in ('yes', 'no')), -- null is unknown
    city varchar,
    amount_kind varchar not null check (amount_kind in ('max-contribution', 'commitment', 'obligation')), -- kinds are never added
    is_counted boolean not null,              -- false: shown, never summed
    counted_reason varchar check (counted_reason in ('below-threshold', 'total', 'duplicate', 'placeholder')), -- why it is not counted
    duplicate_of varchar,                     -- project_key of the same grant in another source
    ai_score integer not null check (ai_score between 30 and 100), -- 50 or more counts
    ai_reasons varchar not null,              -- method:evidence, several by '; '
    status varchar,                           -- the funder's own word
    start_on varchar,                         -- ISO 8601, as precise as known
    end_on varchar,
    dated varchar,                            -- signed; ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2),                    -- in currency; null is undisclosed; below zero takes back
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
    source_on varchar,                        -- ISO date of the source, as precise as known
    check (is_counted = (counted_reason is null))
);
