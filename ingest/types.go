package ingest

import (
	"fmt"
	"slices"
	"strings"

	"sextant/datasets"
)

// A typing says how the text of a column becomes a value, as expressions of the engine over the raw text. Staging is derived
// from the descriptor, so this is where Go writes SQL: names and codes come from linted definitions, and are quoted.
type typing struct {
	typed string // the value; null if the text is not of the type
	valid string // whether the text is of the type; empty if any text is
	want  string // what the text is not, for people
}

// columnTyping returns the typing of a declared type over a quoted column.
func columnTyping(kind, c string) typing {
	matches := func(pattern string) string { return fmt.Sprintf("regexp_full_match(%s, '%s')", c, pattern) }
	// The patterns admit only texts that the cast takes: it never fails, and is not needed to judge a text.
	number := func(cast, pattern, want string) typing {
		valid := matches(pattern)
		return typing{fmt.Sprintf("case when %s then %s end", valid, cast), valid, want}
	}
	switch kind {
	case "integer":
		return number(fmt.Sprintf("cast(%s as bigint)", c), `[+-]?\d{1,18}`, "a whole number")
	case "decimal":
		// The engine reads wide decimals a hundred times slower than those that fit a machine word.
		cast := fmt.Sprintf("case when length(%[1]s) <= 12 then cast(%[1]s as decimal(18, 6))::decimal(38, 6) else cast(%[1]s as decimal(38, 6)) end", c)
		return number(cast, `[+-]?\d{1,32}(\.\d+)?`, "a decimal number")
	case "amount":
		point := fmt.Sprintf("replace(%s, ',', '.')", c)
		cast := fmt.Sprintf("case when length(%[1]s) <= 12 then cast(%[2]s as decimal(18, 6))::decimal(38, 6) else cast(%[2]s as decimal(38, 6)) end", c, point)
		return number(cast, `[+-]?\d{1,32}([.,]\d+)?`, "an amount such as 1234.50 or 1234,50")
	case "double":
		return number(fmt.Sprintf("cast(%s as double)", c), `[+-]?\d{1,40}(\.\d+)?([eE][+-]?\d{1,2})?`, "a number")
	case "boolean":
		return typing{fmt.Sprintf("case %s when 'true' then true when 'false' then false end", c), c + " in ('true', 'false')", "true or false"}
	case "date":
		day := fmt.Sprintf("try_cast(%s as date)", c)
		return typing{day, fmt.Sprintf("(%s and %s is not null)", matches(`\d{4}-\d{2}-\d{2}`), day), "a date such as 2025-03-14"}
	case "partial-date":
		day := fmt.Sprintf("try_cast(%s || substr('0000-01-01', length(%s) + 1) as date)", c, c)
		return typing{c, fmt.Sprintf("(%s and %s is not null)", matches(`\d{4}(-\d{2}(-\d{2})?)?`), day), "a date such as 2025, 2025-03 or 2025-03-14"}
	case "period":
		return typing{c, matches(`\d{4}(-Q[1-4])?`), "a period such as 2025 or 2025-Q3"}
	case "url":
		return typing{c, matches(`https?://\S+`), "a web address"}
	}
	return typing{typed: c}
}

// A rule is one way in which a cell rejects its record.
type rule struct {
	column string
	broken string // condition of the engine
	reason string // expression of the engine
}

// rulesOf returns the rules of a file, in the order of its columns. Only a column's first broken rule is reported.
func rulesOf(f datasets.File, lists map[string][]string) []rule {
	var rules []rule
	for _, column := range f.Columns {
		c := quote(column.Name)
		add := func(broken, reason string) { rules = append(rules, rule{column.Name, broken, reason}) }
		if column.Required || slices.Contains(f.Key, column.Name) && len(f.Key) == 1 {
			add(c+" is null", literal("is empty, but every row needs it"))
		}
		if t := columnTyping(column.Type, c); t.valid != "" {
			add(fmt.Sprintf("%s is not null and not %s", c, t.valid), shown(c)+" || "+literal(" is not "+t.want))
		}
		if column.List == "" {
			continue
		}
		codes := make([]string, len(lists[column.List]))
		for i, code := range lists[column.List] {
			codes[i] = literal(code)
		}
		unknown := fmt.Sprintf("%s not in (%s)", c, strings.Join(codes, ", "))
		if column.Type == "list" {
			unknown = fmt.Sprintf("not list_has_all([%s]::varchar[], list_transform(string_split(%s, ';'), lambda code: trim(code)))", strings.Join(codes, ", "), c)
		}
		add(fmt.Sprintf("%s is not null and %s", c, unknown), shown(c)+" || "+literal(" is not in the code list "+column.List))
	}
	return rules
}

// shown is the expression of a raw value for people: quoted, and cut if it is long.
func shown(c string) string {
	return fmt.Sprintf(`'"' || case when length(%[1]s) > 80 then left(%[1]s, 80) || '…' else %[1]s end || '"'`, c)
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
