-- Figures made from single facts: what an economy or group is asked for, and which facts belong to it.
{{define "asked"}}with asked as (
{{- if .All}}
    select economy as asked_code, economy as member_code
    from economy
    where not is_aggregate
{{- else if .Own}}
    select economy as asked_code, economy as member_code
    from economy
    where economy in (select unnest(string_to_array($economies, ',')))
{{- else}}
    select group_code as asked_code, economy as member_code
    from economy_group
    where group_code in (select unnest(string_to_array($economies, ',')))
{{- end}}
){{end}}

{{define "facts"}}{{template "asked" .}},
fact as (
    select
        asked.asked_code,
        {{.Period}} as period,
        {{.Code}} as code,
        {{.Columns}}
    from {{.From}}
    join asked on asked.member_code = {{.From}}.{{.Economy}}
    where {{.Where}}
{{- range .Limits}}
      and {{.}}
{{- end}}
){{end}}

{{define "facts-figures"}}-- One row per economy asked, period and code: {{.ID}}.
{{template "facts" .}}
select
    asked_code,
    period,
    code,
    {{.Count}} as n,
    {{.Missing}} as missing,
    {{.Figure}} as value,
    {{.Largest}} as largest,
    bit_or({{template "mask" "fact"}}) as statuses,
    '' as edition,
    {{.Complete}} as is_complete,
    false as is_sum
from fact
group by asked_code, period, code
order by asked_code, period, code
{{end}}

{{define "facts-sample"}}-- One row per economy asked, period, code and entity: {{.ID}}.
{{template "facts" .}}
select
    asked_code,
    period,
    code,
    entity,
    cast(sum(value) as double precision) as value,
    max(case when mark then 1.0 else 0.0 end) as mark,
    count(*) as n,
    count(*) - count(value) as missing,
    bit_or({{template "mask" "fact"}}) as statuses
from fact
group by asked_code, period, code, entity
order by asked_code, period, code, entity
{{end}}

{{define "facts-coverage"}}-- One row per dataset: how much stands behind the figures, and what is in no period. {{.ID}}.
{{template "asked" .}},
fact as (
    select
        dataset_id,
        source_url,
        dated,
        obs_status,
        {{.Inside}} as is_inside,
        {{.Undated}} as is_undated,
        {{.YearOnly}} as is_year_only,
        {{.Value}} as value
    from {{.From}}
    where {{.Economy}} in (select member_code from asked)
      and {{.Where}}
)
select
    dataset_id,
    count(*) filter (where is_inside) as n,
    count(*) filter (where is_inside and value is null) as missing,
    count(distinct source_url) filter (where is_inside) as documents,
    max(dated) filter (where is_inside) as last_row,
    count(*) filter (where is_undated) as undated,
    count(*) filter (where is_year_only) as year_only,
    count(*) filter (where is_inside and obs_status = 'U') as uncertain
from fact
group by dataset_id
order by dataset_id
{{end}}

{{define "facts-rows"}}-- One row per fact behind a figure, largest value first: {{.ID}}.
{{template "facts" .}}
select
    id, label, economy, dated, code,
    cast(value as double precision) as value,
    cast(amount as double precision) as amount,
    currency,
    cast(fx_rate as double precision) as fx_rate,
    obs_status, note, dataset_id, source_url, source_title, snapshot_sha256, source_line,
    latitude, longitude, owner_economy, link, period, asked_code{{if .Within}}, within{{end}}
from fact
where place = 1
order by value desc nulls last, id, asked_code
{{end}}

{{define "facts-existence"}}-- One row: whether there is any fact of {{.ID}}.
select exists (select 1 from {{.From}} where {{.Where}}) as is_there
{{end}}

{{define "mask"}}case {{.}}.obs_status when 'A' then 1 when 'B' then 2 when 'E' then 4 when 'F' then 8 when 'P' then 16 else 32 end{{end}}

{{define "facts-spread"}}-- One row per economy asked, in one period: how its sum hangs on its largest facts, and a fact in the middle. {{.ID}}.
{{template "facts" .}},
ranked as (
    select
        asked_code,
        value,
        row_number() over (partition by asked_code order by value desc) as place
    from fact
    where value is not null
)
select
    asked_code,
    count(*) as known,
    cast(sum(value) as double precision) as whole,
    cast(sum(value) filter (where place > 1) as double precision) as without_one,
    cast(sum(value) filter (where place > 3) as double precision) as without_three,
    cast(percentile_cont(0.5) within group (order by value) as double precision) as median
from ranked
group by asked_code
order by asked_code
{{end}}
