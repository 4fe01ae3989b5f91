package analytics

import (
	"slices"
	"strconv"
	"strings"
)

// A Code is an entry of a code list: an economy, an economy group, a sector, a round type.
type Code string

// A Status says how an observation may be read (SDMX observation status).
type Status string

// The statuses that Sextant uses, from SDMX code list CL_OBS_STATUS.
const (
	StatusNormal      Status = "A"
	StatusBreak       Status = "B"
	StatusEstimated   Status = "E"
	StatusForecast    Status = "F"
	StatusMissing     Status = "M"
	StatusProvisional Status = "P"
	StatusUncertain   Status = "U" // low reliability
)

// A Period is a year ("2025"), a quarter ("2025-Q3"), or "all" for the whole selected range.
type Period string

// A Name is what a code or definition is called, by language; English is always there.
type Name map[string]string

// In returns the name in lang, or the English one.
func (n Name) In(lang string) string {
	if s := n[lang]; s != "" {
		return s
	}
	return n["en"]
}

// A Value is a number that may be missing. The zero Value is missing: missing is not zero.
type Value struct {
	Float float64
	Known bool
}

// An Observation is one value of one indicator at one point.
type Observation struct {
	Indicator string
	Economy   Code
	Period    Period
	By        Code // code of the frame's dimension; empty without one
	Value     Value
	Status    Status
	N         int   // facts behind it
	Missing   int   // facts among them without a value (undisclosed)
	Low, High Value // bounds of the value, in its unit; what they are says Series.Interval. Missing where the series has none
}

// A Note is something a reader must know before quoting the figure. Text is the English of Key, with {0}, {1}, … for Args; a
// catalogue translates it. An argument may be a list of codes of economies, or of ids of datasets that are not loaded:
// Frame.NoteArgs turns them into names.
type Note struct {
	Kind string // "caveat", "curated", "provisional", "break", "denominator", "currency", "small-n", "not-covered", "not-loaded", "is-not"
	Key  string // "note.provisional", or for texts of a definition "indicator.investment.is_not.1"
	Args []string
	Text string
}

// A Source is a dataset that figures of a frame come from.
type Source struct {
	Dataset        string `json:"dataset"`
	Title          string `json:"title"`
	Producer       string `json:"producer"`
	URL            string `json:"url"`
	Citation       string `json:"citation"`
	Licence        string `json:"licence"`
	Redistribution string `json:"redistribution"` // "open", "quote" or "restricted"
	AsOf           string `json:"as_of"`          // ISO date
	Rows           int    `json:"rows"`           // facts of the frame that come from it
}

// A Lack is a dataset that facts of a frame would come from as well, and of which the release lacks rows: they are at its
// publisher and were not fetched.
type Lack struct {
	Dataset  string `json:"dataset"`
	Title    string `json:"title"`
	Producer string `json:"producer"`
	URL      string `json:"url"`
	Licence  string `json:"licence"`

	Redistribution string `json:"redistribution"`
	Cadence        string `json:"cadence"`

	Sources []string `json:"-"` // live sources of which nothing is held
	Reason  string   `json:"-"` // why the last look brought nothing; empty if nobody has looked
}

// A Series describes one indicator of a frame.
type Series struct {
	Indicator string
	Title     string // English; key indicator.<id>.title
	Unit      Unit
	Kind      Kind
	Interval  string // what the bounds of its observations are; empty if they have none. Key interval.<interval>
}

// Coverage says how much stands behind a frame.
type Coverage struct {
	Rows      int    `json:"rows"`               // facts
	Missing   int    `json:"missing"`            // facts without a value
	Documents int    `json:"documents"`          // distinct source addresses
	LastRow   string `json:"last_row,omitempty"` // date of the latest fact, ISO, as precise as known
	Curated   bool   `json:"curated"`            // the facts are a hand-compiled sample
}

// A Frame is an answer: the one thing that pages, embeds, exports and charts are made from.
// Observations are totally ordered: by indicator in the order asked, economy in the order asked, period, breakdown in code-list order.
type Frame struct {
	Query        Query
	Release      string
	AsOf         string // ISO date of the release; periods that end after it are provisional
	Series       []Series
	Economies    []Code // in the order asked
	Periods      []Period
	Codes        []Code // of the dimension, in code-list order; nil without one
	EconomyNames map[Code]Name
	CodeNames    map[Code]Name
	Dimension    string // id of the breakdown, as in Query.By; empty without one
	Observations []Observation
	Nowcasts     []Nowcast // estimates of the running year, by indicator and economy as asked; nil unless the query asks for them
	Overlay      Overlay   // events laid over the series; a question of the drawing, which Eval leaves empty
	Gaps         []Gap
	Coverage     Coverage
	Notes        []Note
	Sources      []Source
	Lacks        []Lack // in order of id
	Predates     bool   // the release was made before any indicator of the frame was measured; it has no observations
}

// The intervals that observations may carry.
const (
	IntervalBootstrap  = "bootstrap-95"  // percentile bootstrap: of 1 000 samples drawn from the facts, the middle 95 percent
	IntervalGreenwood  = "greenwood-95"  // confidence of a Kaplan-Meier estimate, variance after Greenwood
	IntervalPrediction = "prediction-80" // four of five former years ended within it
	IntervalQuartiles  = "quartiles"     // the middle half of the facts: lower and upper quartile
	IntervalBounds     = "bounds"        // all unknowns against, all unknowns for
)

// Bounded says whether an observation has a value between two bounds. Bounds that are one number leave nothing open: there is nothing
// to draw or to say of them.
func (o Observation) Bounded() bool {
	return o.Value.Known && o.Low.Known && o.High.Known && o.Low.Float < o.High.Float
}

// ByOption says whether the breakdown is by an option of the indicators: its codes are values of the option, without names of their own.
func (f Frame) ByOption() bool { return f.Dimension != "" && f.Query.Option(f.Dimension) != "" }

// HasIntervals says whether observations of the frame have bounds.
func (f Frame) HasIntervals() bool {
	return slices.ContainsFunc(f.Series, func(s Series) bool { return s.Interval != "" }) ||
		slices.ContainsFunc(f.Nowcasts, func(n Nowcast) bool { return n.Value.Known })
}

// NotLoaded says that the release holds no fact of any indicator of the frame because nothing was fetched of the datasets in
// Lacks, or because it predates them. Such a frame has no observations: there is nothing that an economy could be said to have none of.
func (f Frame) NotLoaded() bool { return f.Predates || len(f.Lacks) > 0 && len(f.Observations) == 0 }

// A Gap compares the European economy of a frame with another at the latest complete period that both have.
type Gap struct {
	Indicator      string
	Subject, Other Code
	Period         Period
	Ratio          Value // subject / other
	Previous       Period
	PreviousRatio  Value
	Trend          string // "widening", "closing", "unchanged", or empty when there is nothing to compare with
}

// A Row is one fact behind a figure.
type Row struct {
	Indicator    string
	ID           string
	Label        string
	Economy      Code
	Dated        string // ISO, as precise as known
	By           Code
	Value        Value  // in the unit of the query; missing is undisclosed
	Amount       Value  // money only: original amount
	Currency     string // money only: original currency
	FXRate       Value  // money only: units of currency per euro
	Status       Status
	Note         string
	Dataset      string
	SourceURL    string
	SourceTitle  string
	SnapshotSHA  string
	SourceLine   int
	Latitude     Value  // sites only
	Longitude    Value  // sites only
	EconomyOwner Code   // sites only
	Denominator  Value  // per-head and per-GDP queries: what the sum is divided by
	Within       string // id of the fact that holds this one; programmes only
	Link         string // our own page of the thing, without language prefix; empty if it has none
}

// NoteArgs are a note's arguments as a reader sees them: codes of economies become names in a language.
func (f Frame) NoteArgs(n Note, lang string) []string {
	list := make([]string, len(n.Args))
	for i, arg := range n.Args {
		names := strings.Split(arg, ",")
		for at, code := range names {
			if name, ok := f.EconomyNames[Code(code)]; ok {
				names[at] = name.In(lang)
			}
			for _, lack := range f.Lacks {
				if n.Kind == "not-loaded" && lack.Dataset == code {
					names[at] = lack.Title
				}
			}
		}
		list[i] = strings.Join(names, ", ")
	}
	return list
}

// NoteText is a note in English.
func (f Frame) NoteText(n Note) string {
	var pairs []string
	for i, arg := range f.NoteArgs(n, "en") {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", arg)
	}
	return strings.NewReplacer(pairs...).Replace(n.Text)
}
