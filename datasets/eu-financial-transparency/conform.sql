-- Rows that are about AI: by subject, by budget line, or because CORDIS knows the project. Countries come in names.
create or replace table staged.fts__judged as
with places as (
    select lower(name_en) as name, economy
    from staged.codes__economy
    where not is_aggregate
    union
    from (values
        ('united states of america', 'US'), ('united kingdom of great britain and northern ireland', 'GB'), ('korea', 'KR'), ('republic of korea', 'KR'),
        ('turkey', 'TR'), ('türkiye', 'TR'), ('czech republic', 'CZ'), ('republic of moldova', 'MD'), ('moldova', 'MD'), ('russian federation', 'RU'),
        ('taiwan', 'TW'), ('viet nam', 'VN'), ('hong kong', 'HK'), ('republic of north macedonia', 'MK')
    ) as long_form (name, economy)
),
known as (
    select project_key, max(ai_score) as score
    from award
    where dataset_id = 'cordis'
    group by project_key
),
read as (
    select
        *,
        regexp_extract(subject, '^\s*(\d{6,9})\b', 1) as project,
        beneficiary is null or regexp_full_match(trim(beneficiary), '\*+') as is_masked,
        trim(regexp_replace(regexp_replace(lower(country), '\((the )?([^)]*)\)', ' \2', 'g'), '\s+', ' ', 'g')) as place_name,
        coalesce(contracted, estimated)::decimal(18, 2) as amount,
        contracted is null and estimated is not null as is_estimate,
        coalesce(line_name, programme) as line,
        case
            when programme ilike '%digital europe%' then 'digital-europe'
            when programme ilike '%horizon europe%' then 'horizon-europe'
            when programme ilike '%horizon 2020%' then 'h2020'
            else 'eu-other'
        end as scheme
    from staged.eu_financial_transparency__commitments
),
judged as (
    select
        read.*,
        places.economy,
        known.project_key as duplicate_of,
        [
            ai_reason(80, 'programme', ai_phrase(read.line_name, read.line_name, 'en')),
            ai_reason(70, 'title', ai_phrase(read.subject, read.subject, 'en')),
            ai_reason(known.score, 'cordis', known.project_key)
        ] as reasons
    from read
    left join places on places.name = regexp_replace(read.place_name, ' the$', '')
    left join known on known.project_key = read.project
)
select * exclude (reasons), ai_score(reasons) as score, ai_reasons(reasons) as reasons
from judged
where ai_score(reasons) >= 30;

-- One row per beneficiary of a commitment and year, and one for all people of a year, budget line and country. A commitment that
-- comes again with its amount is the same one: the latest counts.
insert into award by name
with named as (
    select
        'fts-' || year || '-' || trim(regexp_replace(lower(concat_ws('-', commitment, budget)), '[^a-z0-9.]+', '-', 'g'), '-') || '-' || left(md5(lower(trim(beneficiary))), 8) || '-'
            || row_number() over (partition by year, commitment, budget, lower(trim(beneficiary)) order by asked, source_line) as award_id,
        coalesce(nullif(project, ''), commitment, budget, 'unknown') as project_key,
        coalesce(subject, line_name, 'Commitment of the EU budget') as title,
        trim(beneficiary) as recipient,
        coalesce(vat, recipient_number, beneficiary_number) as recipient_key,
        case when lower(trim(coordinator)) in ('yes', 'y', 'true', '1') then 'coordinator' else 'beneficiary' end as role,
        case
            when beneficiary_type ilike 'private compan%' then 'company'
            when beneficiary_type ilike 'public%' then 'public'
            when beneficiary_type ilike '%universit%' or beneficiary_type ilike 'higher%education%' then 'university'
            when beneficiary_type ilike 'research%' then 'research'
        end as organisation_kind,
        city,
        coalesce(committed > 0, false)
            and coalesce(lead(year) over (partition by commitment, budget, lower(trim(beneficiary)), coalesce(committed > 0, false) order by year, source_line) > year, false) as comes_again,
        amount, is_estimate, economy, country, year, scheme, line, project, duplicate_of, score, reasons, null as persons,
        dataset_id, snapshot_sha256, source_line
    from staged.fts__judged
    where not is_masked
),
people as (
    select
        'fts-' || year || '-people-' || left(md5(concat_ws('|', scheme, line, country, duplicate_of)), 12) as award_id,
        coalesce(duplicate_of, 'people-' || year || '-' || scheme) as project_key,
        coalesce(line, 'Commitment of the EU budget') as title,
        'Natural persons' as recipient,
        'beneficiary' as role,
        'person' as organisation_kind,
        false as comes_again,
        sum(amount) as amount,
        bool_or(is_estimate) as is_estimate,
        min(economy) as economy,
        country, year, scheme,
        line,
        duplicate_of,
        max(score) as score,
        max_by(reasons, score) as reasons,
        count(*) as persons,
        dataset_id, snapshot_sha256,
        min(source_line) as source_line
    from staged.fts__judged
    where is_masked
    group by year, scheme, line, country, duplicate_of, dataset_id, snapshot_sha256
),
both_kinds as (
    select * from named
    union all by name
    select * from people
)
select
    rows_of_both.award_id,
    rows_of_both.recipient || ': ' || rows_of_both.title as label,
    rows_of_both.project_key,
    rows_of_both.title,
    'European Commission' as funder,
    'EU' as funder_economy,
    rows_of_both.economy,
    coalesce(recipient.bloc, 'UNKNOWN') as recipient_bloc,
    rows_of_both.scheme,
    rows_of_both.line as programme,
    rows_of_both.recipient,
    rows_of_both.recipient_key,
    rows_of_both.role,
    rows_of_both.organisation_kind,
    rows_of_both.city,
    'commitment' as amount_kind,
    rows_of_both.duplicate_of is null and rows_of_both.score >= 50 and not rows_of_both.comes_again as is_counted,
    case when rows_of_both.score < 50 then 'below-threshold' when rows_of_both.duplicate_of is not null or rows_of_both.comes_again then 'duplicate' end as counted_reason,
    rows_of_both.duplicate_of,
    rows_of_both.score as ai_score,
    rows_of_both.reasons as ai_reasons,
    rows_of_both.year::varchar as dated,
    rows_of_both.year::integer as year,
    null as quarter,
    rows_of_both.amount,
    'EUR' as currency,
    own.units_per_eur as fx_rate,
    to_eur(rows_of_both.amount, own.units_per_eur) as amount_eur,
    in_currency(rows_of_both.amount, 'EUR', to_eur(rows_of_both.amount, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(rows_of_both.amount, 'EUR', to_eur(rows_of_both.amount, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when own.obs_status = 'P' then 'P' when rows_of_both.is_estimate then 'E' else 'A' end as obs_status,
    nullif(concat_ws('; ',
        case when rows_of_both.persons is not null then 'rows of people added up: ' || rows_of_both.persons end,
        case when rows_of_both.economy is null then 'place as the source has it: ' || coalesce(rows_of_both.country, 'none') end,
        case when rows_of_both.comes_again then 'comes again in a later year' end
    ), '') as note,
    rows_of_both.dataset_id,
    rows_of_both.snapshot_sha256,
    rows_of_both.source_line,
    'https://ec.europa.eu/budget/financial-transparency-system/download/' || rows_of_both.year || '_FTS_dataset_en.xlsx' as source_url,
    'Financial Transparency System ' || rows_of_both.year as source_title
from both_kinds as rows_of_both
left join economy as recipient on recipient.economy = rows_of_both.economy
left join exchange_rate as own on own.currency = 'EUR' and own.year = rows_of_both.year
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = rows_of_both.year
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = rows_of_both.year
order by rows_of_both.award_id;

drop table staged.fts__judged;
