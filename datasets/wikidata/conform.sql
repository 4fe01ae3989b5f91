-- One row per item. Of several values of an item the first in the order of the alphabet stands; a country that the list of economies
-- lacks is unknown. A date of the first of January stands for a year.
with items as (
    select
        regexp_extract(company, '/entity/(Q[1-9][0-9]*)$', 1) as qid,
        min(label) as label,
        min(country) as country,
        count(distinct country) as countries,
        min(city) as city,
        min(website) filter (where regexp_full_match(website, 'https?://\S+')) as website,
        min(lei) as lei,
        min(cik) as cik,
        min(siren) as siren,
        min(pic) as pic,
        min(vat) as vat,
        min(github) as github,
        min(left(founded, 10)) filter (where regexp_matches(founded, '^\d{4}-\d{2}-\d{2}T')) as founded,
        min(snapshot_sha256) as snapshot_sha256,
        min(source_line) as source_line,
        min(dataset_id) as dataset_id
    from staged.wikidata__companies
    group by qid
)
insert into organisation_record by name
select
    'wikidata/' || items.qid as organisation_record_id,
    items.qid as source_key,
    items.label,
    economy.economy,
    items.city,
    items.website,
    concat_ws(';', 'qid:' || items.qid, 'lei:' || items.lei, 'cik:' || items.cik, 'siren:' || items.siren, 'pic:' || items.pic, 'vat:' || items.vat, 'github:' || items.github) as identifiers,
    case when right(items.founded, 6) = '-01-01' then left(items.founded, 4) else items.founded end as dated,
    partial_year(items.founded) as year,
    case when right(items.founded, 6) = '-01-01' then null else partial_quarter(items.founded) end as quarter,
    'A' as obs_status,
    items.dataset_id,
    items.snapshot_sha256,
    items.source_line,
    'https://www.wikidata.org/wiki/' || items.qid as source_url
from items
left join economy on economy.economy = items.country and items.countries = 1 and not economy.is_aggregate
where items.qid <> '' and items.label <> items.qid
order by items.qid;
