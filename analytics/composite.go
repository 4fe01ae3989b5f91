package analytics

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sextant/internal/definition"
)

//go:embed index/*.yaml
var compositeFiles embed.FS

// A CompositeDefinition says what the composite index is made from, and what is left out.
type CompositeDefinition struct {
	Title    string            `yaml:"title"`
	Question string            `yaml:"question"`
	Compared []string          `yaml:"compared"` // the economies that the page is about
	Group    string            `yaml:"group"`    // the group that is ranked in the place of its members
	Least    int               `yaml:"least"`    // economies that an indicator needs a figure of
	Enough   float64           `yaml:"enough"`   // share of the pillars with a weight that an economy needs figures in; 0: half
	History  int               `yaml:"history"`  // years that are looked back
	Pillars  []CompositePillar `yaml:"pillars"`
	LeftOut  []LeftOut         `yaml:"left_out"`
}

// A CompositePillar is a part of the index, or says why it is empty.
type CompositePillar struct {
	ID         string               `yaml:"id"`
	Title      string               `yaml:"title"`
	Weight     int                  `yaml:"weight"` // by the authors' judgement, in percent
	Without    string               `yaml:"without"`
	Indicators []CompositeIndicator `yaml:"indicators"`
}

// A CompositeIndicator is an indicator of a pillar, and how its figures become comparable.
type CompositeIndicator struct {
	ID      string `yaml:"id"`
	Per     string `yaml:"per"`     // capita where the size of an economy is in the figures
	Falling bool   `yaml:"falling"` // less is better
	Members string `yaml:"members"` // population: where no figure of the group is printed, the mean of its members by population
}

// LeftOut says why indicators are not in the index.
type LeftOut struct {
	What string `yaml:"what"` // ids, comma-separated
	Why  string `yaml:"why"`
}

// loadComposite reads the index of the program and checks it against the indicators.
func loadComposite(c *Catalogue) (CompositeDefinition, error) {
	all, err := definition.Load[CompositeDefinition](compositeFiles, "index/*.yaml")
	var found definition.Findings
	if err != nil && !errors.As(err, &found) {
		return CompositeDefinition{}, fmt.Errorf("index: %w", err)
	}
	for _, one := range all {
		for _, reason := range one.Value.lint(c) {
			found = append(found, one.Finding(reason))
		}
	}
	if err := found.Err(); err != nil {
		return CompositeDefinition{}, err
	}
	if len(all) != 1 {
		return CompositeDefinition{}, fmt.Errorf("index: %d definitions instead of one", len(all))
	}
	return all[0].Value, nil
}

// lint says what is wrong. No indicator is named twice; those that are not named at all are left out without a word.
func (d CompositeDefinition) lint(c *Catalogue) (problems []string) {
	placed := map[string]int{}
	weights := 0
	for _, p := range d.Pillars {
		weights += p.Weight
		if (len(p.Indicators) == 0) != (p.Without != "") || (len(p.Indicators) == 0) != (p.Weight == 0) {
			problems = append(problems, "pillar "+p.ID+" has indicators and a weight, or says why it has none")
		}
		for _, i := range p.Indicators {
			placed[i.ID]++
			problems = append(problems, i.lint(c)...)
		}
	}
	if weights != 100 {
		problems = append(problems, fmt.Sprintf("weights add up to %d instead of 100", weights))
	}
	for _, one := range d.LeftOut {
		for _, id := range splitList(one.What) {
			placed[strings.TrimSpace(id)]++
		}
	}
	for _, id := range c.ids() {
		if placed[id] > 1 {
			problems = append(problems, "indicator "+id+" is named more than once")
		}
		delete(placed, id)
	}
	for id := range placed {
		problems = append(problems, "indicator "+id+" does not exist")
	}
	slices.Sort(problems)
	return problems
}

func (i CompositeIndicator) lint(c *Catalogue) []string {
	known, err := c.Indicator(i.ID)
	switch {
	case err != nil:
		return nil // reported with those that do not exist
	case i.Per != "" && !slices.Contains(known.Per, i.Per):
		return []string{"indicator " + i.ID + " is not divided by " + i.Per}
	case i.Members != "" && i.Members != membersByPopulation:
		return []string{"indicator " + i.ID + ": members is population or left out"}
	}
	return nil
}

// Composite returns what the composite index is made from.
func (c *Catalogue) Composite() CompositeDefinition { return c.composite }

// Used returns the pillars that have indicators.
func (d CompositeDefinition) Used() []CompositePillar {
	return slices.DeleteFunc(slices.Clone(d.Pillars), func(p CompositePillar) bool { return len(p.Indicators) == 0 })
}
