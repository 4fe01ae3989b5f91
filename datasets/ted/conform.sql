-- One row per notice whose text speaks of AI, at least a little.
insert into contract by name
with notice as (
    select
        *,
        ltrim(publication_number, '0') as number,
        cell_language(buyer_name) as language,
        concat_ws(' ', cell_all(notice_title), cell_all(title_proc), cell_all(title_lot)) as titles,
        concat_ws(' ', cell_all(description_proc), cell_all(description_lot)) as body,
        coalesce(cell_list(cpv_main)[1], cell_list(cpv)[1]) as first_cpv,
        list_distinct(cell_list(buyer_country)) as buyer_countries,
        form_type = 'result' and len(list_filter(cell_list(framework), lambda one: one like 'fa-%')) > 0 as is_framework,
        list_transform(cell_list(tender_values), lambda one: try_cast(one as decimal(18, 2))) as tenders,
        list_distinct(cell_list(tender_currencies)) as tender_money,
        list_filter(cell_texts(winner_names, cell_language(winner_names)), lambda one: trim(one) != '') as winners,
        cell_list(winner_countries) as winner_places
    from staged.ted__notices
),
judged as (
    select
        *,
        -- A medical device that mentions AI once in a long description is no purchase of AI.
        ai_text_reasons(titles, case when first_cpv like '33%' then null else body end, null)
        || ai_text_reasons(
            concat_ws(' ', cell_in(notice_title, 'fra'), cell_in(title_proc, 'fra'), cell_in(title_lot, 'fra')),
            case when first_cpv like '33%' then null else concat_ws(' ', cell_in(description_proc, 'fra'), cell_in(description_lot, 'fra')) end, 'fr')
        || ai_text_reasons(
            concat_ws(' ', cell_in(notice_title, 'deu'), cell_in(title_proc, 'deu'), cell_in(title_lot, 'deu')),
            case when first_cpv like '33%' then null else concat_ws(' ', cell_in(description_proc, 'deu'), cell_in(description_lot, 'deu')) end, 'de')
        || [ai_reason(30, 'device', case when first_cpv like '33%' then ai_phrase(body, concat_ws(' ', titles, body), null) end)] as reasons,
        list_filter(winners, lambda one, n: list_position(winners, one) = n) as names
    from notice
),
valued as (
    select
        *,
        list_distinct(list_transform(list_filter(reasons, lambda one: one is not null), lambda one: one)) as evidence,
        case
            when is_framework and coalesce(cell_money(framework_value), cell_money(result_value), cell_money(total_value)) is not null then 'framework-maximum'
            when cell_money(result_value) is not null and not is_framework then 'result'
            when cell_money(total_value) is not null and not is_framework then 'total'
            when list_sum(tenders) >= 100 and len(tender_money) = 1 and not is_framework then 'tender-sum'
            when cell_money(estimated_value) is not null and form_type != 'result' then 'estimated'
        end as value_kind,
        case when len(winner_places) in (len(names), len(winners)) then winner_places else []::varchar[] end as places
    from judged
),
priced as (
    select
        *,
        case value_kind
            when 'framework-maximum' then coalesce(cell_money(framework_value), cell_money(result_value), cell_money(total_value))
            when 'result' then cell_money(result_value)
            when 'total' then cell_money(total_value)
            when 'tender-sum' then list_sum(tenders)
            when 'estimated' then cell_money(estimated_value)
        end::decimal(18, 2) as money,
        case value_kind
            when 'framework-maximum' then case
                when cell_money(framework_value) is not null then cell_list(framework_currency)[1]
                when cell_money(result_value) is not null then cell_list(result_currency)[1]
                else cell_list(total_currency)[1]
            end
            when 'result' then cell_list(result_currency)[1]
            when 'total' then cell_list(total_currency)[1]
            when 'tender-sum' then tender_money[1]
            when 'estimated' then cell_list(estimated_currency)[1]
        end as money_currency,
        left(cell_list(publication_date)[1], 10) as published
    from valued
),
-- Where the suppliers of a notice sit; several blocs are mixed.
placed as (
    select
        supplied.publication_number,
        count(*) = count(economy.economy) as is_known,
        case when count(distinct economy.economy) = 1 then min(economy.economy) end as economy,
        case when count(distinct economy.bloc) = 1 then min(economy.bloc) else 'MIXED' end as bloc
    from (select publication_number, unnest(list_distinct(places)) as place from priced) as supplied
    left join economy on economy.iso3 = supplied.place and not economy.is_aggregate
    group by supplied.publication_number
)
select
    'ted-' || priced.number as contract_id,
    'ted' as register,
    coalesce(cell_texts(notice_title, language)[1], 'Notice ' || priced.number) as label,
    array_to_string(cell_texts(buyer_name, language), '; ') as buyer,
    buyer.economy,
    nullif(array_to_string(names, '; '), '') as supplier,
    case when placed.is_known then placed.economy end as supplier_economy,
    case when placed.is_known then placed.bloc else 'UNKNOWN' end as supplier_bloc,
    case
        when form_type = 'planning' then 'plan'
        when form_type = 'competition' then 'tender'
        when is_framework then 'framework'
        when form_type = 'result' then 'award'
        else 'change'
    end as stage,
    says_open_source(concat_ws(' ', titles, body)) as open_source,
    ai_score(reasons) >= 50 and form_type in ('planning', 'competition', 'result') as is_counted,
    case
        when ai_score(reasons) < 50 then 'below-threshold'
        when form_type not in ('planning', 'competition', 'result') then 'change'
    end as counted_reason,
    ai_score(reasons) as ai_score,
    ai_reasons(evidence) as ai_reasons,
    priced.procedure_id,
    nullif(array_to_string(list_sort(list_distinct(cell_list(cpv))), ';'), '') as cpv,
    left(list_sort(cell_list(deadline))[-1], 10) as deadline_on,
    published as dated,
    partial_year(published) as year,
    partial_quarter(published) as quarter,
    value_kind,
    money as amount,
    money_currency as currency,
    own.units_per_eur as fx_rate,
    to_eur(money, own.units_per_eur) as amount_eur,
    in_currency(money, money_currency, to_eur(money, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(money, money_currency, to_eur(money, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when own.obs_status = 'P' then 'P' else 'A' end as obs_status, -- that a value is an estimate stands in value_kind
    case
        when form_type = 'result' and value_kind is null and cell_money(estimated_value) is not null
            then 'No value of the award; the procedure was estimated at ' || cell_money(estimated_value) || ' ' || coalesce(cell_list(estimated_currency)[1], '')
        when not is_framework and len(tender_money) > 1 and value_kind is null then 'Tenders in several currencies'
    end as note,
    priced.dataset_id,
    priced.snapshot_sha256,
    priced.source_line,
    coalesce(link, 'https://ted.europa.eu/en/notice/-/detail/' || priced.number) as source_url,
    'TED, notice ' || priced.number as source_title,
    published as source_on
from priced
left join economy as buyer on buyer.iso3 = buyer_countries[1] and not buyer.is_aggregate
left join placed using (publication_number)
left join exchange_rate as own on own.currency = money_currency and own.year = partial_year(published)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(published)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(published)
where ai_score(reasons) >= 30
order by contract_id;
