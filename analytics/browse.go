package analytics

import (
	"embed"
	"fmt"
)

//go:embed browse/*.sql
var browseFiles embed.FS

// browseSQL is the text of one of the fixed queries. A name that is not there is a slip in this package.
func browseSQL(name string) string {
	text, err := browseFiles.ReadFile("browse/" + name + ".sql")
	if err != nil {
		panic(fmt.Sprintf("query %s: %v", name, err))
	}
	return string(text)
}

// A ListedCode is an entry of a code list.
type ListedCode struct {
	Code Code
	Name Name
}

// An Economy is a country or a published aggregate.
type Economy struct {
	Code       Code
	Name       Name
	Bloc       Code   // EU27_2020, EU, EUROPE_OTHER, US, CN, OTHER; an aggregate is its own bloc
	Aggregate  bool   // EU, EUROPE, WORLD, EU27_2020: reported as one, has no members here
	MemberFrom string // ISO date of joining the European Union; empty for others
	Latitude   Value
	Longitude  Value
}

// A Group is a set of economies that is asked for by one code.
type Group struct {
	Code    Code
	Name    Name
	Members []Code
}

// A Dataset says where rows come from and under which terms.
type Dataset struct {
	ID, Title, Producer, URL, Citation, Licence string
	Redistribution                              string // "open", "quote" or "restricted"
	Cadence                                     string
	AsOf                                        string // ISO date
	Curated                                     bool   // a hand-compiled sample
	Coverage                                    string
	Caveats                                     []string
}

func (d Dataset) source() Source {
	return Source{Dataset: d.ID, Title: d.Title, Producer: d.Producer, URL: d.URL, Citation: d.Citation, Licence: d.Licence,
		Redistribution: d.Redistribution, AsOf: d.AsOf}
}
