package statistics_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"sextant/analytics/statistics"
)

// years are complete readings from 2018 on.
func years(values ...float64) []statistics.Reading {
	var all []statistics.Reading
	for n, v := range values {
		all = append(all, statistics.Reading{Start: fmt.Sprintf("%d-01-01", 2018+n), End: fmt.Sprintf("%d-12-31", 2018+n), Value: v, Final: true})
	}
	return all
}

func TestBeforeAfter(t *testing.T) {
	c, err := statistics.BeforeAfter(years(9, 10, 20, 99, 40, 50, 7), "2021-08-01", "2021-08-01", 2)
	if err != nil || c.Before != 15 || c.After != 45 || c.Change != 2 || c.First != 1 || c.LastBefore != 2 || c.FirstAfter != 4 || c.Last != 5 {
		t.Errorf("got %+v, %v: the mean of 2019 and 2020 is 15, of 2022 and 2023 45, three times as much", c, err)
	}
	if c, _ := statistics.BeforeAfter(years(0, 1, 4), "2019-04-01", "2019-04-30", 1); !math.IsNaN(c.Change) || c.After != 4 {
		t.Errorf("from nothing to %v is a change of %v: it has no percentage", c.After, c.Change)
	}
}

func TestBeforeAfter_edges(t *testing.T) {
	if c, err := statistics.BeforeAfter(years(1, 2, 3), "2019-12-31", "2019-12-31", 1); err != nil || c.Before != 1 || c.After != 3 {
		t.Errorf("the last day of a year is in it: %+v, %v", c, err)
	}
	if c, err := statistics.BeforeAfter(years(1, 2, 3, 4), "2019-12-31", "2020-01-01", 1); err != nil || c.Before != 1 || c.After != 4 {
		t.Errorf("an event that lies in one of two years is in neither: %+v, %v", c, err)
	}
}

func TestBeforeAfter_refuses(t *testing.T) {
	running, unknown, broken, early := years(1, 2, 3, 4), years(1, 2, 3, 4), years(1, 2, 3, 4), years(1, 2, 3, 4)
	running[3].Final, unknown[0].Final, broken[2].Break, early[0].Break = false, false, true, true
	for name, c := range map[string]struct {
		all    []statistics.Reading
		on     string
		window int
		want   error
	}{
		"no year before":                 {years(1, 2, 3), "2018-05-05", 1, statistics.ErrFewBefore},
		"no year after":                  {years(1, 2, 3), "2020-05-05", 1, statistics.ErrFewAfter},
		"window too wide":                {years(1, 2, 3), "2019-05-05", 2, statistics.ErrFewBefore},
		"running year after":             {running, "2020-05-05", 1, statistics.ErrFewAfter},
		"unknown year before":            {unknown, "2019-05-05", 1, statistics.ErrFewBefore},
		"break between":                  {broken, "2019-05-05", 1, statistics.ErrBreak},
		"break before the first matters": {early, "2019-05-05", 1, nil},
	} {
		if _, err := statistics.BeforeAfter(c.all, c.on, c.on, c.window); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}
