package analytics

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func load(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	c := load(t)
	for _, one := range []struct{ name, indicators, defaults, params, want string }{
		{"nothing asked", "investment", "", "", "economies=EU27_2020,US,CN frequency=year currency=eur prices=current basis=headquarters"},
		{"not money", "notable-models", "", "", "economies=EU27_2020,US,CN frequency=year"},
		{"usual economies of the indicator", "european-cloud-share", "", "", "economies=EUROPE frequency=year"},
		{"order stays, repeats and blanks go, case is mended", "investment", "", "economies=us,+CN,us,eu27_2020", "economies=US,CN,EU27_2020 frequency=year currency=eur prices=current basis=headquarters"},
		{"a list in several parameters", "gdp", "", "economies=US&economies=CN", "economies=US,CN frequency=year currency=eur prices=current"},
		{"all economies", "companies", "", "economies=All", "economies=all frequency=all basis=headquarters"},
		{"restrictions are sorted", "investment", "", "where.sector=health,chips&where.round-type=seed", "economies=EU27_2020,US,CN frequency=year where=round-type:seed;sector:chips,health currency=eur prices=current basis=headquarters"},
		{"an empty parameter clears a default", "investment", "by=sector where=sector:chips from=2015", "by=&where.sector=&from=", "economies=EU27_2020,US,CN frequency=year currency=eur prices=current basis=headquarters"},
		{"an empty currency is the usual one", "investment", "currency=usd", "currency=", "economies=EU27_2020,US,CN frequency=year currency=eur prices=current basis=headquarters"},
		{"codes that may not be summed are fixed", "ai-topic-developers", "", "", "economies=EU27_2020,US,CN frequency=quarter where=topic:machine-learning"},
		{"codes that may not be summed are told apart", "ai-topic-developers", "", "by=topic", "economies=EU27_2020,US,CN frequency=quarter by=topic"},
		{"told apart over a fixed default", "ai-topic-developers", "where=topic:machine-learning", "by=topic", "economies=EU27_2020,US,CN frequency=quarter by=topic"},
		{"a frequency that the defaults cannot have", "companies", "frequency=year", "", "economies=EU27_2020,US,CN frequency=all basis=headquarters"},
		{"unlike indicators share a question", "investment,compute-power", "", "from=2020", "economies=EU27_2020,US,CN from=2020 frequency=year currency=eur prices=current basis=headquarters"},
		{"divided", "investment", "", "per=gdp&currency=CNY", "economies=EU27_2020,US,CN frequency=year currency=cny prices=current per=gdp basis=headquarters"},
	} {
		t.Run(one.name, func(t *testing.T) {
			v, err := url.ParseQuery(one.params)
			if err != nil {
				t.Fatal(err)
			}
			q, err := c.Parse(v, queryOf(one.indicators, one.defaults))
			if err != nil {
				t.Fatal(err)
			}
			if want := queryOf(one.indicators, one.want); q != want {
				t.Errorf("got %+v\nwant %+v", q, want)
			}
		})
	}
}

// queryOf reads "name=value name=value".
func queryOf(indicators, text string) Query {
	q := Query{Indicators: indicators}
	fields := map[string]*string{"economies": &q.Economies, "from": &q.From, "to": &q.To, "frequency": &q.Frequency, "by": &q.By,
		"where": &q.Where, "currency": &q.Currency, "prices": &q.Prices, "per": &q.Per, "basis": &q.Basis}
	for _, pair := range strings.Fields(text) {
		name, value, _ := strings.Cut(pair, "=")
		*fields[name] = value
	}
	return q
}

func TestParse_invalid(t *testing.T) {
	c := load(t)
	for _, one := range []struct{ indicators, params, param, allowed string }{
		{"investment", "economy=US", "economy", "economies"},
		{"investment", "where.topic=ai", "where.topic", "where.sector"},
		{"investment", "lang=fr", "lang", "where.lead-origin"},
		{"investment", "by=governance", "by", "round-type"},
		{"investment", "economies=U$", "economies", ""},
		{"investment", "economies=all,US", "economies", ""},
		{"investment", "from=25", "from", ""},
		{"investment", "from=2025&to=2020", "from", ""},
		{"investment", "to=2025-Q1", "to", ""},
		{"investment", "to=2025&to=2024", "to", ""},
		{"investment", "frequency=month", "frequency", "quarter"},
		{"notable-models", "frequency=all", "frequency", "year"},
		{"investment", "currency=gbp", "currency", "usd"},
		{"notable-models", "currency=eur", "currency", ""},
		{"investment", "prices=constant", "prices", "current"},
		{"notable-models", "prices=current", "prices", ""},
		{"investment", "per=head", "per", "gdp"},
		{"notable-models", "per=gdp", "per", "capita"},
		{"median-round", "per=capita", "per", ""},
		{"investment", "basis=nowhere", "basis", "founding"},
		{"gdp", "basis=founding", "basis", ""},
		{"companies", "from=2020", "from", ""},
		{"investment", "where.sector=<script>", "where.sector", ""},
		{"ai-topic-developers", "where.topic=ai,llm", "where.topic", ""},
		{"contract-value", "where.stage=award,tender", "where.stage", ""},
		{"investment,notable-models", "by=sector", "by", ""},
		{"no-such", "", "indicator", "investment"},
		{"", "", "indicator", "investment"},
	} {
		v, err := url.ParseQuery(one.params)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Parse(v, Query{Indicators: one.indicators})
		var invalid *InvalidError
		if !errors.As(err, &invalid) || invalid.Param != one.param || invalid.Reason == "" {
			t.Errorf("%s?%s: %v, want an error of %s", one.indicators, one.params, err, one.param)
			continue
		}
		if one.allowed != "" && !slices.Contains(invalid.Allowed, one.allowed) {
			t.Errorf("%s?%s: allowed are %v, without %s", one.indicators, one.params, invalid.Allowed, one.allowed)
		}
	}
}

func TestQuery_Values(t *testing.T) {
	c := load(t)
	defaults, err := c.Parse(nil, queryOf("investment", "by=sector from=2015 where=sector:chips"))
	if err != nil {
		t.Fatal(err)
	}
	if v := defaults.Values(defaults); len(v) != 0 {
		t.Errorf("the defaults print as %v", v)
	}
	q, err := c.Parse(url.Values{"where.sector": {""}, "by": {""}, "currency": {"usd"}, "where.lead-origin": {"US,CN"}}, defaults)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := q.Values(defaults).Encode(), "by=&currency=usd&where.lead-origin=CN%2CUS&where.sector="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Whatever strangers send is an *InvalidError or a query that prints and parses to itself, and that compiles.
func FuzzParse(f *testing.F) {
	f.Add(0, "economies=EU27_2020,US&from=2015&by=sector")
	f.Add(1, "where.topic=ai&frequency=year&by=topic")
	f.Add(2, "economies=all&per=capita&where.sector=&currency=CNY")
	f.Add(3, "where.stage=;&where.stage=:,")
	f.Add(9, "basis=founding&from=2100&to=2199&prices=current")
	c, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	ids := c.ids()
	f.Fuzz(func(t *testing.T, at int, text string) {
		v, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		defaults, err := c.Default(ids[(at%len(ids)+len(ids))%len(ids)])
		if err != nil {
			t.Fatal(err)
		}
		q, err := c.Parse(v, defaults)
		var invalid *InvalidError
		if errors.As(err, &invalid) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.Parse(q.Values(defaults), defaults)
		if err != nil || again != q {
			t.Fatalf("%q: %+v prints and parses to %+v, %v", text, q, again, err)
		}
		i, err := c.Indicator(q.Indicators)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := compile(i, q, figures, Cell{}); err != nil {
			t.Fatal(err)
		}
	})
}
