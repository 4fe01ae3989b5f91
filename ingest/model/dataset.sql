-- One row per dataset of the release: where its rows come from and under which terms. Written by the build from dataset.yaml.
create table dataset (
    dataset_id varchar primary key,
    title varchar not null,
    producer varchar not null,
    url varchar not null,                     -- landing page of the producer
    citation varchar not null,
    licence varchar not null,
    redistribution varchar not null check (redistribution in ('open', 'quote', 'restricted')),
    cadence varchar not null,                 -- daily, weekly, monthly, quarterly, yearly, irregular
    as_of date not null,                      -- the day its bytes were known to be current
    is_curated boolean not null,              -- a hand-compiled sample: counts are not the population
    coverage varchar not null,                -- what the source covers and what absence means
    caveats varchar not null                  -- lines, separated by line feeds; may be empty
);
