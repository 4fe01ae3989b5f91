package upstreamtest

import (
	"fmt"
	"strings"
)

const graphPath = "/github/innovationgraph/main/data/"

func init() {
	for _, f := range graphFiles {
		register(publisher{paths: []string{graphPath + f.name + ".csv"}, answer: always("text/plain; charset=utf-8", f.whole)})
	}
}

// graphFile is a file of the Innovation Graph: its name and the columns before year and quarter.
type graphFile struct{ name, columns string }

var graphFiles = []graphFile{
	{"developers", "developers,iso2_code"}, {"git_pushes", "git_pushes,iso2_code"}, {"repositories", "repositories,iso2_code"},
	{"organizations", "organizations,iso2_code"}, {"topics", "num_pushers,topic,iso2_code"}, {"economy_collaborators", "weight,source,destination"},
}

// whole is a file of the Innovation Graph: quarters from 2020 on, the Union beside its members, places we have no code for.
func (f graphFile) whole(revision int) []byte {
	var out strings.Builder
	out.WriteString(f.columns + ",year,quarter\n")
	for q := range 23 + revision {
		f.quarter(&out, 2020+q/4, 1+q%4, 1000+10*q)
	}
	return []byte(out.String())
}

// quarter writes the rows of one quarter.
func (f graphFile) quarter(out *strings.Builder, year, quarter, level int) {
	for i, place := range []string{"EU", "FR", "DE", "US", "CN", "IN", "XK"} {
		switch f.name {
		case "topics":
			for j, topic := range []string{"ai", "llm", "pytorch", "gardening"} {
				fmt.Fprintf(out, "%d,%s,%s,%d,%d\n", (level+100*j)*(7-i), topic, place, year, quarter)
			}
		case "economy_collaborators":
			for j, other := range []string{"US", "EU", "CN", "BE"} {
				if other != place {
					fmt.Fprintf(out, "%d,%s,%s,%d,%d\n", level+i+100*j, place, other, year, quarter)
				}
			}
		default:
			fmt.Fprintf(out, "%d,%s,%d,%d\n", level*(7-i)*3000, place, year, quarter)
		}
	}
}
