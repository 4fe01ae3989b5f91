-- One row per public contract notice: of the list compiled by hand, or of a register of notices or awards. The registers
-- overlap each other and the list: figures take one of them, by column register, and none adds two.
create table contract (
    contract_id varchar primary key,
    register varchar not null check (register in ('compiled', 'ted', 'usaspending', 'decp')), -- compiled: the list made by hand
    label varchar not null,                   -- title
    buyer varchar not null,
    economy varchar references economy (economy), -- of the buyer; null: of a register, and not known
    supplier varchar,
    supplier_key varchar,                     -- the register's own number of the supplier: UEI, SIRET; null if there are several
    organisation_id varchar,                  -- null until the supplier is known to be one organisation
    supplier_economy varchar references economy (economy),
    supplier_bloc varchar not null,           -- UNKNOWN if not known
    stage varchar not null check (stage in ('plan', 'tender', 'framework', 'award', 'change')), -- a ceiling is not an award
    open_source varchar not null check (open_source in ('yes', 'no')),
    is_counted boolean not null,              -- false: totals and aggregates, changes of a contract, rows of a register that are little about AI
    counted_reason varchar check (counted_reason in ('below-threshold', 'change', 'review')), -- of a register: why a row is not counted
    ai_score integer check (ai_score between 0 and 100), -- of a register: how sure it is that the contract is about AI; 50 and more counts
    ai_reasons varchar,                       -- what the score rests on
    procedure_id varchar,                     -- several notices may belong to one procedure
    agency varchar,                           -- of federal contracts of the United States: code list us_agency
    cpv varchar,                              -- codes of the common procurement vocabulary, separated by ;
    deadline_on varchar,                      -- last day for tenders, ISO date
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known
    value_kind varchar check (value_kind in ('estimated', 'total', 'result', 'tender-sum', 'framework-maximum', 'contract', 'obligation')), -- code list notice_value; null in the compiled list
    amount decimal(18, 2) check (amount >= 0 or value_kind = 'obligation'), -- in currency; null is undisclosed; an obligation may be taken back
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
