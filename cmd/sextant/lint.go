package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sextant/analytics"
	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
)

func (a *app) lintCommand() *cobra.Command {
	var tree string
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Check every definition: datasets, checks, indicators, charts, pages",
		Long:  "Reports all problems at once, each with its file and line.",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.lint(tree) },
	}
	addTreeFlag(cmd, &tree)
	return cmd
}

// lint loads everything that is defined and prints the problems.
func (a *app) lint(tree string) error {
	c, datasetsErr := catalogue(tree)
	checks, checksErr := ingest.Checks()
	indicators, indicatorsErr := analytics.Load()
	var dashboardErr error
	if indicatorsErr == nil {
		dashboardErr = dashboard.Lint(indicators)
	}
	if indicatorsErr == nil && datasetsErr == nil && tree == "" {
		indicatorsErr = knownDatasets(indicators, c)
	}
	failed := 0
	for _, part := range []struct {
		name string
		err  error
	}{{"datasets", datasetsErr}, {"checks", checksErr}, {"indicators", indicatorsErr}, {"charts and pages", dashboardErr}} {
		if part.err != nil {
			failed++
			fmt.Fprintf(a.out, "%s:\n%v\n", part.name, part.err)
		}
	}
	if failed > 0 {
		return errors.New("definitions have problems")
	}
	fmt.Fprintf(a.log, "%d datasets, %d checks, %d indicators, charts and pages: no problem\n",
		len(c.Datasets), len(checks), len(indicators.Indicators()))
	return nil
}

// knownDatasets says which indicators name datasets that the program does not have.
func knownDatasets(indicators *analytics.Catalogue, c *datasets.Catalogue) error {
	var wrong []error
	for _, i := range indicators.Indicators() {
		for _, id := range i.Datasets {
			if _, ok := c.Dataset(id); !ok {
				wrong = append(wrong, fmt.Errorf("analytics/indicators/%s.yaml: there is no dataset %q", i.ID, id))
			}
		}
	}
	return errors.Join(wrong...)
}
