-- One row per record of a source that is taken for an organisation. Records that stand alone, and rows of table organisation themselves, are left out.
create table organisation_match (
    dataset_id varchar not null references dataset (dataset_id),
    source_key varchar not null,              -- of the record in its dataset
    organisation_id varchar not null,         -- of table organisation, or made of the strongest identifier where there is no such row
    label varchar not null,                   -- name in the source
    method varchar not null,                  -- code list match_method: decision, identifier, website, name, similar-name
    score double not null,                    -- similarity of the names, 0 to 1
    reason varchar not null,
    primary key (dataset_id, source_key)
);
