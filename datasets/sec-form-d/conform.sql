-- One row per offering of an issuer that may be a company of the list: the newest filing of each chain of amendments. Who the issuer is,
-- is found out later; offerings of issuers that are nobody on the list then go.
with recursive names as (
    select roster_name(unnest([regexp_replace(label, '\s*\(.*$', ''), regexp_extract(label, '\((?:formerly |ex |previously )?([^()]+)\)', 1)])) as name
    from organisation
),
roster as (
    select distinct name
    from names
    where length(name) > 1
),
issuers as (
    select issuers.*, ltrim(issuers.cik, '0') as number
    from staged.sec_form_d__issuers as issuers
    where upper(issuers.is_primary) = 'YES'
        and (
            roster_name(issuers.name) in (select name from roster)
            or ltrim(issuers.cik, '0') in (select identifier from organisation_identifier where scheme = 'cik')
        )
    qualify row_number() over (partition by issuers.accession order by issuers.source_line) = 1
),
filings as (
    select
        offerings.*,
        issuers.number,
        issuers.name,
        issuers.city,
        issuers.state,
        issuers.place,
        filing_day(submissions.filed_on) as filed_day,
        filing_day(offerings.sold_on) as sold_day
    from staged.sec_form_d__offerings as offerings
    join issuers using (accession)
    join staged.sec_form_d__submissions as submissions using (accession)
    where submissions.kind in ('D', 'D/A')
        and coalesce(upper(submissions.test_or_live), 'LIVE') <> 'TEST'
        and coalesce(lower(offerings.is_pooled), 'false') not in ('true', '1', 'yes')
        and coalesce(offerings.industry, '') <> 'Pooled Investment Fund'
),
steps as (
    select accession, accession as root, previous, 0 as depth
    from filings
    union all
    select steps.accession, coalesce(earlier.accession, steps.previous) as root, earlier.previous, steps.depth + 1 as depth
    from steps
    left join filings as earlier on earlier.accession = steps.previous
    where steps.previous is not null and steps.depth < 40
),
chains as (
    select accession, arg_max(root, depth) as root
    from steps
    group by accession
),
ranked as (
    select
        filings.*,
        chains.root,
        count(*) over (partition by chains.root) as filings,
        row_number() over (partition by chains.root order by filings.filed_day desc, filings.accession desc) as rank
    from filings
    join chains using (accession)
)
insert into round_report by name
select
    'form-d/' || ranked.root as round_report_id,
    ranked.name || ', offering ' || ranked.accession as label,
    ranked.name as company,
    ranked.number as company_key,
    null as organisation_id,
    case
        when ranked.state in (
            'AL', 'AK', 'AZ', 'AR', 'CA', 'CO', 'CT', 'DE', 'DC', 'FL', 'GA', 'HI', 'ID', 'IL', 'IN', 'IA', 'KS', 'KY', 'LA', 'ME', 'MD', 'MA', 'MI', 'MN', 'MS',
            'MO', 'MT', 'NE', 'NV', 'NH', 'NJ', 'NM', 'NY', 'NC', 'ND', 'OH', 'OK', 'OR', 'PA', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VT', 'VA', 'WA', 'WV', 'WI', 'WY'
        ) then 'US'
        else economy.economy
    end as economy,
    ranked.city,
    case
        when lower(ranked.is_equity) = 'true' and lower(ranked.is_debt) = 'true' then 'equity and debt'
        when lower(ranked.is_debt) = 'true' then 'debt'
        when lower(ranked.is_equity) = 'true' then 'equity'
    end as round_type,
    'offering-sold' as amount_kind,
    'filed' as status,
    null as confidence,
    null as valuation,
    ranked.filings,
    coalesce(ranked.sold_day, ranked.filed_day)::varchar as dated,
    year(coalesce(ranked.sold_day, ranked.filed_day)) as year,
    partial_quarter(coalesce(ranked.sold_day, ranked.filed_day)::varchar) as quarter,
    ranked.sold::decimal(18, 2) as amount,
    'USD' as currency,
    dollar.units_per_eur as fx_rate,
    to_eur(ranked.sold, dollar.units_per_eur) as amount_eur,
    in_currency(ranked.sold, 'USD', to_eur(ranked.sold, dollar.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(ranked.sold, 'USD', to_eur(ranked.sold, dollar.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when dollar.obs_status = 'P' then 'P' else 'A' end as obs_status,
    concat_ws(
        '; ',
        case when lower(ranked.offered) = 'indefinite' then 'of an amount without a limit' when ranked.offered is not null then 'of ' || ranked.offered || ' offered' end,
        case when ranked.filings > 1 then 'newest of ' || ranked.filings || ' filings' end
    ) as note,
    ranked.dataset_id,
    ranked.snapshot_sha256,
    ranked.source_line,
    'https://www.sec.gov/Archives/edgar/data/' || ranked.number || '/' || replace(ranked.accession, '-', '') || '/' as source_url,
    'SEC EDGAR, Form D' as source_title,
    ranked.filed_day::varchar as source_on
from ranked
left join economy on lower(economy.name_en) = lower(ranked.place) and not economy.is_aggregate
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = year(coalesce(ranked.sold_day, ranked.filed_day))
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = year(coalesce(ranked.sold_day, ranked.filed_day))
where ranked.rank = 1 and ranked.sold > 0 and coalesce(ranked.sold_day, ranked.filed_day) is not null
order by round_report_id;
