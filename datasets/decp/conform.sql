-- One row per contract whose object speaks of AI, at least a little, in its latest version. The file has a row for each supplier,
-- each with the whole amount.
insert into contract by name
with latest as (
    select
        uid,
        coalesce(min(buyer), 'SIRET ' || min(buyer_id)) as buyer,
        nullif(string_agg(distinct supplier, '; ' order by supplier), '') as supplier,
        case when count(distinct supplier_id) = 1 then min(supplier_id) end as supplier_key,
        -- A French number of an establishment says where the supplier sits; a foreign one does not say where it is.
        bool_and(regexp_matches(supplier_id, '^\d{14}$') and coalesce(supplier_id_kind, 'SIRET') = 'SIRET') as is_french,
        min(object) as object,
        max(try_cast(amount as decimal(18, 2))) as amount,
        min(cpv) as cpv,
        left(min(notified_on), 10) as notified,
        min(nature) as nature,
        min(dataset_id) as dataset_id,
        min(snapshot_sha256) as snapshot_sha256,
        min(source_line) as source_line
    from staged.decp__contracts
    -- A coarse sieve, so that a million objects are not judged: it holds the stem of every phrase that gives a score.
    where is_latest and regexp_matches(
        object,
        '(?i)artifici|intelligen|apprenti|neuron|learning|langage|language|vision|speech|generative|g[ée]n[ée]rative|foundation|trustworthy|explainable'
        || '|data mining|robotic|autonomous|predictive|big data|algorithm|digital twin|\bI\.?A\b|\bAI|LLM'
    )
    group by uid
),
judged as (
    select
        *,
        ai_text_reasons(object, null, 'fr') as reasons,
        case when amount >= 100 and amount <= 500000000 then amount end as money,
        case when amount > 500000000 then 'Amount held back until reviewed: ' || amount || ' EUR' end as doubt
    from latest
)
select
    'decp-' || judged.uid as contract_id,
    'decp' as register,
    judged.object as label,
    judged.buyer,
    'FR' as economy,
    judged.supplier,
    case when judged.is_french and judged.supplier is not null then judged.supplier_key end as supplier_key,
    case when judged.is_french and judged.supplier is not null then 'FR' end as supplier_economy,
    case when judged.is_french and judged.supplier is not null then 'EU27_2020' else 'UNKNOWN' end as supplier_bloc,
    case when judged.nature ilike 'accord%cadre%' then 'framework' else 'award' end as stage,
    says_open_source(judged.object) as open_source,
    ai_score(judged.reasons) >= 50 as is_counted,
    case when ai_score(judged.reasons) < 50 then 'below-threshold' end as counted_reason,
    ai_score(judged.reasons) as ai_score,
    ai_reasons(judged.reasons) as ai_reasons,
    judged.cpv,
    judged.notified as dated,
    partial_year(judged.notified) as year,
    partial_quarter(judged.notified) as quarter,
    case when judged.money is not null then case when judged.nature ilike 'accord%cadre%' then 'framework-maximum' else 'contract' end end as value_kind,
    judged.money as amount,
    case when judged.money is not null then 'EUR' end as currency,
    case when judged.money is not null then own.units_per_eur end as fx_rate,
    to_eur(judged.money, own.units_per_eur) as amount_eur,
    in_currency(judged.money, 'EUR', to_eur(judged.money, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(judged.money, 'EUR', to_eur(judged.money, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when judged.doubt is not null then 'U' when own.obs_status = 'P' then 'P' else 'A' end as obs_status,
    judged.doubt as note,
    judged.dataset_id,
    judged.snapshot_sha256,
    judged.source_line,
    dataset.url as source_url,
    'DECP consolidées, contract ' || judged.uid as source_title,
    judged.notified as source_on
from judged
join dataset on dataset.dataset_id = judged.dataset_id
left join exchange_rate as own on own.currency = 'EUR' and own.year = partial_year(judged.notified)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(judged.notified)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(judged.notified)
where ai_score(judged.reasons) >= 30
order by contract_id;
