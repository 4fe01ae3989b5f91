package plot

import (
	"bytes"
	"slices"
	"strings"

	"sextant/analytics"
)

// A Theme is the ground that a picture stands on.
type Theme string

// The two themes. A page serves both with one drawing, see Inline.
const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// A Palette is the colours of a drawing. The first three mean economies and nothing else.
type Palette struct {
	EU, US, CN, Other string
	Ink, Muted, Line  string
	Paper, Raised     string
	Category          []string // for what is no economy: sectors, stages, instruments
}

// Colours returns the palette of a theme; the light one for an unknown theme.
func Colours(t Theme) Palette {
	if t == Dark {
		return Palette{
			EU: "#7AA2FF", US: "#FF9D66", CN: "#4FD1B5", Other: "#94A3B8",
			Ink: "#E8ECF4", Muted: "#9AA7BD", Line: "#243047", Paper: "#0F1420", Raised: "#161D2E",
			Category: []string{"#B9A6F2", "#E3A1D1", "#D9C27A", "#8FB0C4", "#C98A8A", "#A3A3B5", "#5F6B85"},
		}
	}
	return Palette{
		EU: "#1E40AF", US: "#D9480F", CN: "#138A72", Other: "#6B7280",
		Ink: "#0F172A", Muted: "#475569", Line: "#E2E8F0", Paper: "#FFFFFF", Raised: "#F8FAFC",
		Category: []string{"#5B4A9E", "#A8518F", "#9A7B1F", "#5D8299", "#8F4A4A", "#7C7C92", "#B4BCCB"},
	}
}

// tokens pairs each colour with the name that a page's style sheet gives it.
func (c Palette) tokens() [][2]string {
	pairs := [][2]string{
		{c.EU, "--eu"}, {c.US, "--us"}, {c.CN, "--cn"}, {c.Other, "--other"}, {c.Ink, "--ink"}, {c.Muted, "--muted"},
		{c.Line, "--line"}, {c.Paper, "--paper"}, {c.Raised, "--raised"},
	}
	for i, colour := range c.Category {
		pairs = append(pairs, [2]string{colour, "--c" + string(rune('1'+i))})
	}
	return pairs
}

// Inline turns the light palette's colours in a drawing into references to the page's style sheet (--eu, --us, --cn, --other,
// --ink, --muted, --line, --paper, --raised, --c1 … --c7), so that one drawing serves a light and a dark page.
func Inline(svg []byte) []byte {
	for _, pair := range Colours(Light).tokens() {
		for _, hex := range []string{pair[0], strings.ToLower(pair[0])} {
			svg = bytes.ReplaceAll(svg, []byte(`"`+hex+`"`), []byte(`"var(`+pair[1]+`)"`))
		}
	}
	return svg
}

// A look is how an economy appears everywhere: a hue is never its only sign.
type look struct {
	Colour string
	Symbol string // of markers
	Dash   any    // of complete lines: "solid" or lengths
	Width  float64
	Faint  bool // shares its hue with another that is drawn
}

func (l look) opacity() float64 {
	if l.Faint {
		return 0.5
	}
	return 1
}

// paint returns the style of a mark.
func (l look) paint() props {
	if l.Faint {
		return props{"color": l.Colour, "opacity": l.opacity()}
	}
	return props{"color": l.Colour}
}

// greys tells economies without a hue of their own apart.
var greys = []any{"solid", []int{8, 3}, []int{2, 3}, []int{10, 3, 2, 3}}

// look returns how an economy or bloc appears; rank is its place among those drawn, which tells the grey ones apart.
func (c Palette) look(economy analytics.Code, rank int) look {
	switch economy {
	case "EU27_2020", "EU", "EUROPE":
		return look{Colour: c.EU, Symbol: "circle", Dash: "solid", Width: 3}
	case "US":
		return look{Colour: c.US, Symbol: "rect", Dash: "solid", Width: 2}
	case "CN":
		return look{Colour: c.CN, Symbol: "triangle", Dash: "solid", Width: 2}
	}
	return look{Colour: c.Other, Symbol: "diamond", Dash: greys[rank%len(greys)], Width: 1.5}
}

// isBloc says whether a code names one of the blocs of the partition, whose colours mean economies.
func isBloc(code analytics.Code) bool {
	return slices.Contains([]analytics.Code{"EU27_2020", "EU", "EUROPE_OTHER", "US", "CN", "OTHER", "UNKNOWN", "MIXED"}, code)
}

// isPlace says whether a code names a bloc and cannot be anything else: other, unknown and mixed are codes of other lists too.
func isPlace(code analytics.Code) bool {
	return isBloc(code) && !slices.Contains([]analytics.Code{"OTHER", "UNKNOWN", "MIXED"}, code)
}

// bloc returns the colour of a bloc. Wider Europe is grey like every other economy; what is not known is lighter still.
func (c Palette) bloc(code analytics.Code) string {
	switch code {
	case "UNKNOWN":
		return c.Category[6]
	case "MIXED":
		return c.Category[5]
	case "EUROPE_OTHER":
		return c.Category[3]
	}
	return c.look(code, 0).Colour
}

// look returns how an economy of the frame appears; rank is its place in the frame. The Union's institutions and Europe are
// faint beside the 27, whose hue they share.
func (d *draft) look(e analytics.Code, rank int) look {
	greys := 0
	for _, before := range d.f.Economies[:min(rank, len(d.f.Economies))] {
		if d.c.look(before, 0).Colour == d.c.Other {
			greys++
		}
	}
	l := d.c.look(e, greys)
	l.Faint = (e == "EU" || e == "EUROPE") && slices.Contains(d.f.Economies, "EU27_2020")
	return l
}
