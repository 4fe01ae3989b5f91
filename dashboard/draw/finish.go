package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// fonts is the one font list of every drawing; the rasterizer maps it to its own sans.
const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

var (
	number = regexp.MustCompile(`-?\d+\.\d+(e-?\d+)?`)
	// Ids of ECharts count drawings of a machine; ours name the drawing, so that two drawings on a page never share one.
	counted = regexp.MustCompile(`zr\d+-`)
)

// finish makes ECharts' text into ours: named and described, styles as attributes (a page's policy forbids style), ids that
// depend on the drawing alone, coordinates to a tenth of a pixel, nothing that points outside.
func finish(raw []byte, prefix, title, desc string) ([]byte, error) {
	in := xml.NewDecoder(bytes.NewReader(bytes.Map(printable, raw)))
	w := writer{prefix: prefix, title: title, desc: desc}
	for {
		token, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("drawing is not well-formed: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			w.text(string(t))
		}
	}
	if w.depth != 0 {
		return nil, errors.New("drawing is not well-formed: an element is open")
	}
	return w.out.Bytes(), nil
}

// A writer writes the finished drawing.
type writer struct {
	out                 bytes.Buffer
	prefix, title, desc string
	depth, skip         int
	open                bool // a start tag waits for its end: nothing is in the element yet
}

func (w *writer) start(t xml.StartElement) {
	w.depth++
	if w.skip > 0 || dropped(t) {
		w.skip++
		return
	}
	w.enter()
	w.out.WriteString("<" + t.Name.Local)
	root := w.depth == 1
	if root {
		w.out.WriteString(` xmlns="http://www.w3.org/2000/svg" role="img"`)
	}
	for _, a := range attributes(t) {
		w.out.WriteString(" " + a.Name.Local + `="`)
		escape(&w.out, counted.ReplaceAllString(a.Value, w.prefix+"-"))
		w.out.WriteByte('"')
	}
	if root {
		w.out.WriteString(` font-family="` + fonts + `" font-size="12">`)
		name(&w.out, w.title, w.desc)
	}
	w.open = !root
}

// enter ends a start tag that something follows.
func (w *writer) enter() {
	if w.open {
		w.out.WriteByte('>')
	}
	w.open = false
}

func (w *writer) end(name string) {
	w.depth--
	if w.skip > 0 {
		w.skip--
		return
	}
	if w.open {
		w.out.WriteString("/>")
	} else {
		w.out.WriteString("</" + name + ">")
	}
	w.open = false
}

func (w *writer) text(s string) {
	if w.skip > 0 || w.depth == 0 || strings.TrimSpace(s) == "" {
		return
	}
	w.enter()
	escape(&w.out, s)
}

// dropped says whether an element draws nothing we want: style sheets, and ECharts' background (the page has its own).
func dropped(t xml.StartElement) bool {
	if t.Name.Local == "style" || t.Name.Local == "script" {
		return true
	}
	if t.Name.Local != "rect" {
		return false
	}
	for _, a := range t.Attr {
		if a.Name.Local == "fill" && a.Value == "none" || a.Name.Local == "id" && a.Value == "0" {
			return true
		}
	}
	return false
}

// attributes returns an element's attributes as we want them, in a fixed order.
func attributes(t xml.StartElement) []xml.Attr {
	var kept []xml.Attr
	keep := func(name, value string) {
		kept = append(kept, xml.Attr{Name: xml.Name{Local: name}, Value: value})
	}
	enlarged := slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == "transform" && strings.HasPrefix(a.Value, "matrix") })
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case a.Name.Space != "" || name == "xmlns" || name == "baseProfile" || name == "version" || strings.HasPrefix(name, "ecmeta_"):
		case name == "class" || name == "pointer-events" || strings.HasPrefix(name, "on"):
		case name == "style":
			for _, d := range strings.Split(a.Value, ";") {
				property, value, found := strings.Cut(d, ":")
				if found && presentation[strings.TrimSpace(property)] {
					keep(strings.TrimSpace(property), strings.TrimSuffix(strings.TrimSpace(value), "px"))
				}
			}
		case name == "transform" && strings.HasPrefix(a.Value, "matrix"), name == "viewBox", name == "id":
			keep(name, round(a.Value, 3))
		case name == "d" && len(a.Value) > outline && !strings.Contains(a.Value, "l"):
			keep(name, round(a.Value, 0))
		case name == "d" && enlarged: // a circle of one unit ends a hair before it begins, and would be nothing without the hair
			keep(name, round(a.Value, 3))
		case geometry[name]:
			keep(name, round(a.Value, 1))
		default:
			keep(name, a.Value)
		}
	}
	return kept
}

// presentation are the style properties that ECharts writes and that exist as attributes. The font list is the drawing's.
var presentation = map[string]bool{"font-size": true, "font-weight": true, "font-style": true, "fill": true, "stroke": true, "opacity": true}

var geometry = map[string]bool{
	"d": true, "x": true, "y": true, "x1": true, "x2": true, "y1": true, "y2": true, "cx": true, "cy": true, "r": true, "rx": true, "ry": true,
	"width": true, "height": true, "points": true, "transform": true,
}

// outline is the length of a path beyond which it is the coast of a map, to whole pixels; steps from point to point would add
// up what rounding takes away.
const outline = 4000

// round shortens the decimals in a list of numbers.
func round(s string, digits int) string {
	return number.ReplaceAllStringFunc(s, func(n string) string {
		v, err := strconv.ParseFloat(n, 64)
		if err != nil {
			return n
		}
		short := strconv.FormatFloat(v, 'f', digits, 64)
		if digits > 0 {
			short = strings.TrimRight(strings.TrimRight(short, "0"), ".")
		}
		if short == "-0" || short == "" {
			return "0"
		}
		return short
	})
}

// name writes what a reader hears instead of the drawing.
func name(out *bytes.Buffer, title, desc string) {
	out.WriteString("<title>")
	escape(out, title)
	out.WriteString("</title>")
	if desc != "" {
		out.WriteString("<desc>")
		escape(out, desc)
		out.WriteString("</desc>")
	}
}

// escape writes text so that no mark in it is markup, in an element or an attribute, in XML and in HTML alike.
func escape(out *bytes.Buffer, s string) {
	for _, r := range s {
		switch {
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '&':
			out.WriteString("&amp;")
		case r == '"':
			out.WriteString("&#34;")
		default:
			if r = printable(r); r >= 0 {
				out.WriteRune(r)
			}
		}
	}
}

// printable drops what is no character of XML.
func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' {
		return -1
	}
	return r
}
