-- One row changed per company of the list whose city or website is unknown there and known in a register of identities.
update organisation
set
    city = coalesce(organisation.city, record.city),
    website = coalesce(organisation.website, record.website),
    note = concat_ws(
        '; ',
        organisation.note,
        concat_ws(
            ' and ',
            case when organisation.city is null and record.city is not null then 'city' end,
            case when organisation.website is null and record.website is not null then 'website' end
        ) || ' from ' || dataset.producer || ' (' || record.source_key || ')'
    )
from organisation_match as match
join organisation_record as record on record.dataset_id = match.dataset_id and record.source_key = match.source_key
join dataset on dataset.dataset_id = match.dataset_id
where match.organisation_id = organisation.organisation_id
    and (organisation.city is null and record.city is not null or organisation.website is null and record.website is not null);
