-- What was known on a day of the year, and what the year became.
{{define "dated"}}fact as (
    select
        {{if .Whole}}''{{else}}asked.asked_code{{end}} as asked_code,
        year,
        {{.Columns}},
        dated || case length(dated) when 4 then '-01-01' when 7 then '-01' else '' end as first_on,
        case
            when source_on is null then dated || case length(dated) when 4 then '-12-31' when 7 then '-31' else '' end
            else greatest(
                dated || case length(dated) when 4 then '-01-01' when 7 then '-01' else '' end,
                source_on || case length(source_on) when 4 then '-12-31' when 7 then '-31' else '' end)
        end as known_on
    from {{.From}}
{{- if not .Whole}}
    join asked on asked.member_code = {{.From}}.{{.Economy}}
{{- end}}
    where {{.Where}}
{{- range .Limits}}
      and {{.}}
{{- end}}
){{end}}

{{define "facts-reach"}}-- One row: the last day up to the release's on which a fact became known. {{.ID}}.
with {{template "dated" .}}
select coalesce(max(known_on), '') as reach
from fact
where known_on <= $as_of
{{end}}

{{define "facts-nowcast"}}-- One row per part, economy and year: all facts of the year, those known by the day of it, those of them not older than some weeks. {{.ID}}.
{{if .Whole}}with {{else}}{{template "asked" .}},
{{end}}{{template "dated" .}},
part as (
    select 'whole' as part, asked_code, year, value from fact
    union all
    select 'known', asked_code, year, value from fact
    where known_on <= cast(year as varchar) || $day
    union all
    select 'recent', asked_code, year, value from fact
    where known_on <= cast(year as varchar) || $day and first_on >= cast(year as varchar) || $since
)
select part, asked_code, year, {{.Count}} as n, {{.Figure}} as value
from part
group by part, asked_code, year
order by part, asked_code, year
{{end}}
