-- One row per identifier of an organisation that more than one record is known of, and record that gives it.
create table organisation_identifier (
    organisation_id varchar not null,         -- of table organisation, or made of the strongest identifier where there is no such row
    scheme varchar not null,                  -- code list identifier_scheme
    identifier varchar not null,
    dataset_id varchar not null references dataset (dataset_id), -- of the record
    source_key varchar not null,              -- of the record in its dataset
    source_url varchar,                       -- where the identifier is read, if the record itself does not say
    primary key (organisation_id, scheme, identifier, dataset_id, source_key)
);
