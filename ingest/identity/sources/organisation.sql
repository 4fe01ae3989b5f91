-- One row per company of the list, with the identifiers that the list of identities gives it.
select
    organisation.dataset_id as dataset_id,
    organisation.organisation_id as source_key,
    organisation.label as name,
    organisation.economy,
    organisation.city,
    organisation.website,
    (
        select string_agg(known.scheme || ':' || known.identifier, ';' order by known.scheme, known.identifier)
        from organisation_identifier as known
        where known.organisation_id = organisation.organisation_id
    ) as identifiers,
    organisation.organisation_id as public_id,
    true as is_roster
from organisation
