package analytics

import (
	"database/sql"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// templates hold the few shapes of SQL that a figure needs. DuckDB and PostgreSQL share every word of them. Names come from
// definitions, which are checked against the model; values come as named arguments, never as text.
var templates = template.Must(template.ParseFS(sqlFiles, "sql/facts.sql", "sql/nowcast.sql", "sql/published.sql"))

// A statement is SQL text and its named arguments.
type statement struct {
	text string
	args []sql.NamedArg
}

// The statements that answer a question about one indicator.
const (
	figures  = "figures"  // one row per economy, period and code
	coverage = "coverage" // one row per dataset
	rows     = "rows"     // one row per fact

	samples   = "sample"    // one row per economy, period, code and entity
	existence = "existence" // one row: whether there is any fact
)

// shape fills the templates. Its fields are SQL made of column names and fixed words.
type shape struct {
	ID, From, Economy, Where, Period, Code, Value, Columns string
	Limits                                                 []string
	Within                                                 bool // rows say what holds them
	All, Own, Convert, Money, Whole                        bool
	Count, Missing, Figure, Largest, Complete              string
	Entity, Mark                                           string
	Inside, Undated, YearOnly, Chosen, RowValue            string
}

// compile writes the statement of a kind for one indicator of a query. Rows are those of one cell; other kinds ignore it.
func compile(i Indicator, q Query, kind string, cell Cell) (statement, error) {
	c := compiler{i: i, q: q, d: *i.def, frequency: i.frequency(q), cell: cell}
	var s shape
	family := "facts-"
	if i.isFacts() {
		s = c.facts(kind)
	} else {
		family = "published-"
		s = c.published(kind)
	}
	var text strings.Builder
	if err := templates.ExecuteTemplate(&text, family+kind, s); err != nil {
		return statement{}, fmt.Errorf("indicator %s: compile: %w", i.ID, err)
	}
	return statement{text: text.String(), args: c.named(text.String(), kind)}, nil
}

type compiler struct {
	i         Indicator
	q         Query
	d         spec
	frequency string
	cell      Cell
}

func (c compiler) common() shape {
	return shape{
		ID: c.i.ID, From: c.d.From, Economy: "economy", All: c.q.Economies == allEconomies && c.cell.Economy == "",
		Own: c.d.Groups == "own", Code: "''", Where: "true", Money: c.i.IsMoney(),
	}
}

func (c compiler) facts(kind string) shape {
	s := c.common()
	if column := basisColumns[c.q.Basis]; len(c.d.Bases) > 0 && column != "" {
		s.Economy = column
	}
	if c.q.By != "" && !c.i.byOption(c.q) {
		s.Code = known(c.d.dimension(c.q.By).Column)
	}
	if c.d.Where != "" {
		s.Where = c.d.Where
	}
	for _, d := range slices.Sorted(maps.Keys(parseWhere(c.q.Where))) {
		s.Where += fmt.Sprintf("\n      and %s in (select unnest(string_to_array($where_%s, ',')))", known(c.d.dimension(d).Column), snake(d))
	}
	s.Value = c.value()
	c.time(&s)
	c.aggregate(&s)
	switch kind {
	case samples:
		s.Entity, s.Mark = orElse(c.i.entity(c.q), c.d.From+"_id"), orElse(methods[c.d.Method].mark, "false")
		s.Columns = strings.Join([]string{s.Entity + " as entity", s.Value + " as value", s.Mark + " as mark", "obs_status"}, ",\n        ")
	case figures:
		s.Columns = strings.Join(c.figureColumns(), ",\n        ")
	case rows:
		s.Within = facts[c.d.From].within != ""
		s.Columns = strings.Join(c.rowColumns(s.Value), ",\n        ")
		s.Limits = append(s.Limits, fmt.Sprintf("cast($period as varchar) in ('', %s)", s.Period), fmt.Sprintf("cast($code as varchar) in ('', %s)", s.Code))
	}
	return s
}

// known gives facts without a code a code of their own: unknown is an answer, not an absence.
func known(column string) string { return fmt.Sprintf("coalesce(%s, 'UNKNOWN')", column) }

func snake(id string) string { return strings.ReplaceAll(id, "-", "_") }

// value is the column that is summed, or what counts as known where facts are counted.
func (c compiler) value() string {
	switch {
	case c.d.Value == valueAmount:
		return "amount_" + orElse(c.q.Currency, currencies[0])
	case c.d.Value != "":
		return c.d.Value
	}
	return "1"
}

func (c compiler) time(s *shape) {
	s.Period, s.Inside, s.Undated, s.YearOnly = "'all'", "true", "false", "false"
	if c.d.Time == "none" {
		return
	}
	s.Undated = "year is null"
	inYears := "year between cast($from as integer) and cast($to as integer)"
	s.Inside = "coalesce(" + inYears + ", false)"
	s.Limits = []string{inYears}
	switch c.frequency {
	case freqYear:
		s.Period = "cast(year as varchar)"
	case freqQuarter:
		s.Period = "quarter"
		s.Limits = append(s.Limits, "quarter is not null")
		s.Inside = "coalesce(" + inYears + ", false) and quarter is not null"
		s.YearOnly = "coalesce(" + inYears + ", false) and quarter is null"
	}
}

func (c compiler) aggregate(s *shape) {
	s.Count, s.Missing, s.Complete = "count(*)", "count(*) - count(value)", "true"
	s.Largest = "cast(null as double precision)"
	switch c.d.Aggregate {
	case aggSum:
		s.Largest = "cast(max(value) as double precision)"
		s.Figure = "cast(sum(value) as double precision)"
	case aggCount:
		s.Figure = "cast(count(*) as double precision)"
	case aggDistinct:
		s.Count, s.Missing = "count(distinct value)", "0"
		s.Figure = "cast(count(distinct value) as double precision)"
	case aggMedian:
		s.Figure = "cast(percentile_cont(0.5) within group (order by value) as double precision)"
	}
	if c.d.Annual == annualSum && c.frequency == freqYear {
		s.Complete = "count(distinct quarter) = 4"
		s.Figure = fmt.Sprintf("case when count(distinct quarter) = 4 then %s end", s.Figure)
	}
}

func (c compiler) figureColumns() []string {
	value := c.value()
	if c.d.Aggregate == aggDistinct {
		value = c.d.Entity
	}
	columns := []string{value + " as value", "obs_status"}
	if c.d.Annual == annualSum && c.frequency == freqYear {
		columns = append(columns, "quarter")
	}
	return columns
}

// A factTable says which of the optional columns a table of facts has.
type factTable struct {
	money, place bool
	sized        bool   // facts are shown with their money also where they are counted
	within       string // column of the id of the fact that holds this one
	owner        string
	link         string // column of our own page's id
	page         string // address of the page before the id
}

var facts = map[string]factTable{
	"award":              {money: true},
	"compute_site":       {money: true, place: true, owner: "owner_economy"},
	"contract":           {money: true},
	"data_centre":        {place: true, owner: "owner_economy"},
	"data_centre_year":   {place: true, owner: "owner_economy"},
	"organisation":       {place: true, link: "organisation_id", page: "/organisations/"},
	"oss_grant":          {money: true},
	"oss_project":        {link: "oss_project_id", page: "/projects/"},
	"package_download":   {link: "oss_project_id", page: "/projects/"},
	"participation":      {link: "organisation_id", page: "/organisations/"},
	"programme_amount":   {money: true, link: "programme_id", page: "/programmes/"},
	"programme_entry":    {money: true, sized: true, within: "parent_id", link: "programme_id", page: "/programmes/"},
	"programme_leverage": {money: true, link: "programme_id", page: "/programmes/"},
	"programme_step":     {money: true, link: "reported_id", page: "/programmes/"},
	"round":              {money: true, link: "organisation_id", page: "/organisations/"},
	"round_wait":         {link: "organisation_id", page: "/organisations/"},
	"site_announcement":  {place: true, owner: "owner_economy"},
	"site_cost":          {money: true, place: true, owner: "owner_economy"},
	"transition":         {link: "organisation_id", page: "/organisations/"},
}

func (c compiler) rowColumns(value string) []string {
	t := facts[c.d.From]
	optional := func(has bool, column, kind, name string) string {
		if has {
			return column + " as " + name
		}
		return fmt.Sprintf("cast(null as %s) as %s", kind, name)
	}
	amount := "value"
	if t.money {
		amount = "amount"
	}
	isMoney := t.money && (c.i.IsMoney() || t.sized)
	place := "1 as place"
	if c.d.Aggregate == aggDistinct {
		once := c.d.Entity
		if c.q.By != "" {
			once += ", " + known(c.d.dimension(c.q.By).Column)
		}
		place = fmt.Sprintf("row_number() over (partition by asked.asked_code, %s order by %s.economy) as place", once, c.d.From)
	}
	columns := []string{
		c.d.From + "_id as id", "label", c.d.From + ".economy as economy", "dated", value + " as value",
		optional(isMoney, amount, "double precision", "amount"),
		optional(isMoney, "currency", "varchar", "currency"), optional(isMoney, "fx_rate", "double precision", "fx_rate"),
		"obs_status", "note", "dataset_id", "source_url", "source_title", "snapshot_sha256", "source_line",
		optional(t.place, "latitude", "double precision", "latitude"), optional(t.place, "longitude", "double precision", "longitude"),
		optional(t.owner != "", t.owner, "varchar", "owner_economy"), optional(t.link != "", t.link, "varchar", "link"), place,
	}
	if t.within != "" {
		columns = append(columns, t.within+" as within")
	}
	return columns
}

func (c compiler) published(kind string) shape {
	s := c.common()
	s.Code = "''"
	if c.q.By != "" {
		s.Code = known(c.d.dimension(c.q.By).Column)
	}
	s.Limits = []string{"year between cast($from as integer) and cast($to as integer)"}
	for _, d := range slices.Sorted(maps.Keys(parseWhere(c.q.Where))) {
		s.Limits = append(s.Limits, fmt.Sprintf("%s in (select unnest(string_to_array($where_%s, ',')))", known(c.d.dimension(d).Column), snake(d)))
	}
	s.Convert = c.i.IsMoney() && c.q.Currency != strings.ToLower(c.d.Unit)
	s.Period, s.Chosen, s.Complete = "cast(year as varchar)", "chosen.place = 1", "true"
	value := "cast(%s.value as double precision)"
	if s.Convert {
		value += " * cast(target.units_per_eur as double precision) / nullif(cast(native.units_per_eur as double precision), 0)"
	}
	s.RowValue = fmt.Sprintf(value, "observation")
	s.Figure = "max(" + fmt.Sprintf(value, "chosen") + ")"
	switch {
	case c.frequency == freqQuarter:
		s.Period, s.Chosen = "quarter", "chosen.place = 1 and chosen.quarter is not null"
	case c.d.Annual == annualLast:
		s.Complete = "bool_and(chosen.quarter is null or chosen.quarter like '%-Q4')"
	case c.d.Annual == annualSum:
		s.Chosen = "chosen.quarter is not null"
		s.Complete = "count(*) = 4"
		s.Figure = "case when count(*) = 4 then sum(" + fmt.Sprintf(value, "chosen") + ") end"
		if !s.Convert {
			s.Figure = "cast(case when count(*) = 4 then sum(chosen.value) end as double precision)"
		}
	}
	return s
}

// named returns the arguments that a text mentions: the drivers refuse others.
func (c compiler) named(text, kind string) []sql.NamedArg {
	values := map[string]string{
		"economies": c.q.Economies, "from": orElse(c.q.From, "0"), "to": orElse(c.q.To, "9999"), "series": c.d.Series,
		"native": c.d.Unit, "target": currencyCode(c.q.Currency), "period": string(c.cell.Period), "code": string(c.cell.By),
	}
	if kind == rows && c.cell.Economy != "" {
		values["economies"] = string(c.cell.Economy)
	}
	for d, codes := range parseWhere(c.q.Where) {
		values["where_"+snake(d)] = strings.Join(codes, ",")
	}
	var args []sql.NamedArg
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if mentions(text, name) {
			args = append(args, sql.Named(name, values[name]))
		}
	}
	return args
}

func mentions(text, name string) bool {
	for _, found := range argument.FindAllString(text, -1) {
		if found == "$"+name {
			return true
		}
	}
	return false
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}
