-- One row per programme. A programme that broader.csv names is for more than AI; one that overlaps.csv names lies inside
-- another, although the source gives it no whole; one that stages.csv names is what another became.
insert into programme by name
select
    programmes.programme_id,
    programmes.name as label,
    programmes.name_local,
    programmes.sponsor,
    programmes.economy,
    programmes.level,
    programmes.instrument,
    programmes.focus,
    programmes.start_year,
    programmes.end_year,
    coalesce(programmes.parent_id, nesting.contained_in) as parent_id,
    stages.earlier_id,
    programmes.open_source as is_open_source,
    broader.programme_id is null as is_ai_only,
    broader.reason as broader_reason,
    case when doubts(programmes.note) then 'U' else 'A' end as obs_status,
    programmes.note,
    programmes.dataset_id,
    programmes.snapshot_sha256,
    programmes.source_line,
    programmes.source_url,
    programmes.source_title,
    programmes.source_on
from staged.public_programmes__programmes as programmes
left join staged.public_programmes__broader as broader using (programme_id)
left join staged.public_programmes__overlaps as nesting using (programme_id)
left join staged.public_programmes__stages as stages using (programme_id)
order by programmes.programme_id;

-- One row per programme and reported amount at one stage.
with recursive said as (
    -- the first word of size in the note, and the number it stands before
    select
        amounts.*,
        amounts.announced_on as dated,
        regexp_extract(
            amounts.note,
            '(''?)\b(up to|as much as|could total|well over|more than|over|at least|not less than|exceed|nearly|approximately|about|around|approaching)(''?)'
            || '(?: ?(?:EUR|GBP|USD|CAD|HKD|JPY|KRW|PLN|SEK|NT\$)? ?([0-9.]+) ?(tn|bn|m)\b)?',
            ['opening', 'word', 'closing', 'number', 'scale'], 'i'
        ) as found
    from staged.public_programmes__amounts as amounts
),
qualified as (
    -- the word counts if it is the source's own, in quotes, or stands before the amount itself
    select
        said.*,
        case
            when regexp_matches(said.note, '^(yearly: )?ceiling|^maximum|^upper end', 'i') then 'up-to'
            when said.found.number <> ''
                and said.amount <> try_cast(said.found.number as decimal(18, 2))
                    * case lower(said.found.scale) when 'tn' then 1000000000000 when 'bn' then 1000000000 else 1000000 end
                then 'exact'
            when coalesce(said.found.word, '') = '' or (said.found.number = '' and said.found.opening = '') then 'exact'
            when lower(said.found.word) in ('up to', 'as much as', 'could total') then 'up-to'
            when lower(said.found.word) in ('nearly', 'approximately', 'about', 'around', 'approaching') then 'about'
            else 'more-than'
        end as qualifier,
        case
            when said.note like 'yearly:%' then 'yearly'
            when regexp_matches(said.note, 'stock figure|cumulative', 'i') then 'stock'
            else 'envelope'
        end as period_kind,
        case
            when said.note like 'context:%' then 'context'
            when said.note like 'split:%' then 'split'
            when said.note like 'yearly:%' then 'yearly'
            when said.includes_private then 'mobilised'
            when not programme.is_ai_only then 'broader'
            else 'total'
        end as money_role,
        nullif(regexp_extract(said.note, '^overlap:([a-z0-9-]+)', 1), '') as overlaps_id
    from said
    join programme using (programme_id)
),
converted as (
    select
        qualified.*,
        own.units_per_eur,
        own.obs_status as rate_status,
        to_eur(qualified.amount, own.units_per_eur) as amount_eur,
        dollar.units_per_eur as dollars_per_eur,
        yuan.units_per_eur as yuan_per_eur
    from qualified
    left join exchange_rate as own on own.currency = qualified.currency and own.year = partial_year(qualified.dated)
    left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(qualified.dated)
    left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(qualified.dated)
),
ancestor as (
    select programme_id, parent_id as ancestor_id
    from programme
    where parent_id is not null
    union
    select ancestor.programme_id, programme.parent_id as ancestor_id
    from ancestor
    join programme on programme.programme_id = ancestor.ancestor_id
    where programme.parent_id is not null
),
fit as (
    -- what may enter a total, before nesting and overlaps are looked at
    select programme_id, stage
    from converted
    where money_role = 'total' and amount_eur is not null and overlaps_id is null
),
inside as (
    -- programmes whose money, at a stage, is already in the total through themselves or a whole above them
    select programme_id, stage
    from fit
    union
    select ancestor.programme_id, fit.stage
    from ancestor
    join fit on fit.programme_id = ancestor.ancestor_id
),
eligible as (
    select programme_id, stage
    from fit
    union
    select converted.programme_id, converted.stage
    from converted
    left join inside on inside.programme_id = converted.overlaps_id and inside.stage = converted.stage
    where converted.money_role = 'total' and converted.amount_eur is not null
        and converted.overlaps_id is not null and inside.programme_id is null
),
counted as (
    select eligible.programme_id, eligible.stage
    from eligible
    where not exists (
        select 1
        from ancestor
        join eligible as whole on whole.programme_id = ancestor.ancestor_id
        where ancestor.programme_id = eligible.programme_id and whole.stage = eligible.stage
    )
)
insert into programme_amount by name
select
    converted.programme_id || '-' || converted.stage as programme_amount_id,
    converted.programme_id,
    programme.label,
    programme.economy,
    programme.level,
    programme.instrument,
    programme.focus,
    case when programme.is_open_source then 'yes' else 'no' end as open_source,
    converted.stage,
    converted.qualifier,
    converted.period_kind,
    converted.money_role,
    counted.programme_id is not null as is_counted,
    converted.dated,
    partial_year(converted.dated) as year,
    partial_quarter(converted.dated) as quarter,
    converted.amount::decimal(18, 2) as amount,
    converted.currency,
    converted.units_per_eur as fx_rate,
    converted.amount_eur,
    in_currency(converted.amount, converted.currency, converted.amount_eur, 'USD', converted.dollars_per_eur) as amount_usd,
    in_currency(converted.amount, converted.currency, converted.amount_eur, 'CNY', converted.yuan_per_eur) as amount_cny,
    case
        when doubts(converted.note) then 'U'
        when converted.rate_status = 'P' then 'P'
        else 'A'
    end as obs_status,
    converted.note,
    converted.dataset_id,
    converted.snapshot_sha256,
    converted.source_line,
    converted.source_url,
    converted.source_title,
    converted.source_on
from converted
join programme using (programme_id)
left join counted on counted.programme_id = converted.programme_id and counted.stage = converted.stage
order by programme_amount_id;

-- The programmes by name, in which figures can be told apart by programme.
insert into code
select 'programme', programme_id, row_number() over (order by programme_id), label, label
from programme
order by programme_id;

-- Two rows for each programme whose source tells public from private money.
insert into programme_leverage by name
with sided as (
    select leverage.programme_id, leverage.certainty, leverage.currency, leverage.reason, 'public' as side, leverage.public_amount as amount, leverage.dataset_id, leverage.snapshot_sha256, leverage.source_line
    from staged.public_programmes__leverage as leverage
    union all
    select leverage.programme_id, leverage.certainty, leverage.currency, leverage.reason, 'private' as side, leverage.private_amount as amount, leverage.dataset_id, leverage.snapshot_sha256, leverage.source_line
    from staged.public_programmes__leverage as leverage
),
rated as (
    select
        sided.*,
        reported.label,
        reported.economy,
        reported.instrument,
        reported.focus,
        reported.dated,
        reported.year,
        reported.quarter,
        reported.source_url,
        reported.source_title,
        reported.source_on,
        own.units_per_eur,
        own.obs_status as rate_status,
        to_eur(sided.amount, own.units_per_eur) as amount_eur,
        dollar.units_per_eur as dollars_per_eur,
        yuan.units_per_eur as yuan_per_eur
    from sided
    join programme_amount as reported using (programme_id)
    left join exchange_rate as own on own.currency = sided.currency and own.year = reported.year
    left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = reported.year
    left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = reported.year
)
select
    rated.programme_id || '/' || rated.side as programme_leverage_id,
    rated.programme_id,
    rated.label,
    rated.economy,
    rated.instrument,
    rated.focus,
    rated.side,
    rated.certainty,
    rated.dated,
    rated.year,
    rated.quarter,
    rated.amount::decimal(18, 2) as amount,
    rated.currency,
    rated.units_per_eur as fx_rate,
    rated.amount_eur,
    in_currency(rated.amount, rated.currency, rated.amount_eur, 'USD', rated.dollars_per_eur) as amount_usd,
    in_currency(rated.amount, rated.currency, rated.amount_eur, 'CNY', rated.yuan_per_eur) as amount_cny,
    case when rated.rate_status = 'P' then 'P' else 'A' end as obs_status,
    rated.reason as note,
    rated.dataset_id,
    rated.snapshot_sha256,
    rated.source_line,
    rated.source_url,
    rated.source_title,
    rated.source_on
from rated
order by programme_leverage_id;
