-- One row per company of which another source reports rounds, as its newest report has it.
select
    dataset_id,
    company_key as source_key,
    arg_max(company, (coalesce(dated, ''), round_report_id)) as name,
    arg_max(economy, (coalesce(dated, ''), round_report_id)) as economy,
    arg_max(city, (coalesce(dated, ''), round_report_id)) as city,
    null as website,
    case when dataset_id = 'sec-form-d' then 'cik:' || company_key end as identifiers,
    null as public_id,
    dataset_id = 'epoch-company-rounds' as is_roster
from round_report
group by dataset_id, company_key
