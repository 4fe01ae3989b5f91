package dashboard

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// A poster is a drawing that leaves the page: it carries its question, unit, source and release inside.
type poster struct {
	sheet         // the drawing inside the frame
	width, height int
	unit          float64 // of the frame's sizes: 1 at 1200 pixels
	zoom          float64 // of the drawing, which is made for a page
	heading       []string
	sub           []string
	words         []string // in the place of a drawing: why there is none
	source        string
	events        []string // what the numbers over the drawing stand for
}

// poster lays out the frame of a figure w by h pixels; h 0 is what the drawing needs.
func (s *Server) poster(p *locale.Printer, f figure, theme string, w, h int) (poster, error) {
	out := poster{width: w, unit: math.Max(0.5, math.Min(1, float64(w)/1200))}
	inner := float64(w) - 2*out.margin()
	out.heading = wrapText(chartTitle(p, f.spec), inner/(30*out.unit), 3)
	out.sub = wrapText(f.subtitle(p), inner/(18*out.unit), 2)
	var names []string
	for _, source := range f.frame.Sources {
		names = append(names, source.Producer)
	}
	out.source = p.Text("ui.release", "Release") + " " + f.frame.Release
	if len(names) > 0 {
		out.source = p.Text("ui.source", "Source") + ": " + strings.Join(unique(names), "; ") + " · " + out.source
	}
	out.zoom = 1.4 * out.unit
	if f.isEmpty() {
		return out.worded(p, f, inner, h), nil
	}
	drawn := 0
	if h > 0 {
		drawn = max(minDrawn, int((float64(h)-out.top()-out.bottom())/out.zoom))
	}
	sh, err := f.sheet(p, theme, int(inner/out.zoom), drawn)
	if isEmptyPlot(err) {
		return out.worded(p, f, inner, h), nil
	}
	out.sheet = sh
	for _, line := range f.eventLines(p) {
		out.events = append(out.events, wrapText(line, inner/(15*out.unit), 2)...)
	}
	out.height = int(out.top() + float64(sh.height)*out.zoom + out.bottom())
	return out, err
}

// worded puts words in the place of a drawing: a picture of nothing would say zero.
func (p poster) worded(printer *locale.Printer, f figure, inner float64, h int) poster {
	st := f.emptyState(printer, place{lang: printer.Lang()})
	p.title, p.desc = chartTitle(printer, f.spec), st.Head+". "+st.Text
	p.words = append(wrapText(st.Head, inner/(24*p.unit), 2), wrapText(st.Text, inner/(18*p.unit), 6)...)
	p.height = max(h, int(p.top()+float64(len(p.words)+2)*30*p.unit+p.bottom()))
	return p
}

// minDrawn is the least height of a drawing: a picture asked for lower grows.
const minDrawn = 160

func (p poster) margin() float64 { return 36 * p.unit }
func (p poster) top() float64 {
	return p.margin() + float64(len(p.heading))*36*p.unit + float64(len(p.sub))*25*p.unit + 14*p.unit
}
func (p poster) bottom() float64 { return 56*p.unit + float64(len(p.events))*eventLine*p.unit }

// eventLine is the height of a line of the list of events.
const eventLine = 21

// framed draws a poster.
func (s *studio) framed(ctx context.Context, p poster, theme string) ([]byte, error) {
	var inner []byte
	if p.words == nil {
		var err error
		if inner, err = s.svg(ctx, p.sheet); err != nil {
			return nil, err
		}
	}
	c := colours(theme)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" font-family="%s">`,
		p.width, p.height, p.width, p.height, "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif")
	b.WriteString("<title>" + xmlText(p.title) + "</title><desc>" + xmlText(p.desc) + "</desc>")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="%s"/>`, p.width, p.height, c.Paper)
	y := p.margin()
	for _, line := range p.heading {
		y += 36 * p.unit
		p.text(&b, p.margin(), y-8*p.unit, 30, c.Ink, ` font-weight="600"`, line)
	}
	for _, line := range p.sub {
		y += 25 * p.unit
		p.text(&b, p.margin(), y-6*p.unit, 18, c.Muted, "", line)
	}
	if p.words == nil {
		b.WriteString(p.placed(inner))
	}
	for i, line := range p.words {
		weight := ""
		if i == 0 {
			weight = ` font-weight="600"`
		}
		y += 30 * p.unit
		p.text(&b, p.margin(), y+20*p.unit, 18, c.Ink, weight, line)
	}
	foot := float64(p.height) - 22*p.unit
	for i, line := range p.events {
		p.text(&b, p.margin(), foot-(float64(len(p.events)-i)*eventLine+6)*p.unit, 15, c.Ink, "", line)
	}
	p.text(&b, p.margin(), foot, 15, c.Muted, "", p.source)
	p.text(&b, float64(p.width)-p.margin(), foot, 15, c.Muted, ` text-anchor="end" letter-spacing="2"`, "SEXTANT")
	b.WriteString("</svg>")
	return b.Bytes(), nil
}

func (p poster) text(b *bytes.Buffer, x, y, size float64, fill, more, text string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" font-size="%.1f" fill="%s"%s>%s</text>`, x, y, size*p.unit, fill, more, xmlText(text))
}

// placed puts the drawing into its place in the frame.
func (p poster) placed(svg []byte) string {
	_, rest, _ := strings.Cut(string(svg), ">")
	return fmt.Sprintf(`<svg x="%.1f" y="%.1f" width="%.1f" height="%.1f" viewBox="0 0 %d %d" font-size="12">`, p.margin(), p.top(),
		float64(p.sheet.width)*p.zoom, float64(p.sheet.height)*p.zoom, p.sheet.width, p.sheet.height) + rest
}

func xmlText(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a buffer takes everything
		return ""
	}
	return b.String()
}

// wrapText breaks a text into lines of so many times the font size, of at most so many lines.
func wrapText(text string, ems float64, lines int) []string {
	most := int(ems / 0.54)
	var out []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			out = append(out, line)
			line = word
			continue
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	out = append(out, line)
	if len(out) > lines {
		out = out[:lines]
		out[lines-1] += " …"
	}
	return out
}

func unique(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, one := range list {
		if !seen[one] {
			out = append(out, one)
		}
		seen[one] = true
	}
	return out
}

func isEmptyPlot(err error) bool { return errors.Is(err, plot.ErrEmpty) }
