package draw

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

const sample = `{"animation":false,"tokens":[["#1E40AF","--eu"]],"words":{"keys":"x"},
"grid":[{"left":40,"right":80,"top":20,"bottom":30,"outerBoundsMode":"none"}],
"xAxis":[{"type":"category","data":["2019","2020","2021","2022"]}],
"yAxis":[{"type":"value","min":0,"max":10,"interval":5,"name":"€10 bn"}],
"graphic":[{"type":"text","style":{"text":"United States","x":600,"y":40,"fontSize":12,"fill":"#0F172A","stroke":"#FFFFFF","lineWidth":3}}],
"series":[{"type":"line","name":"EU","data":[1,null,8,9],"symbolSize":7,"color":"#1E40AF"},{"type":"bar","name":"US","data":[3,4,5,6],"color":"#D9480F"}]}`

// drawer is shared by tests: the engine takes a while to compile.
var drawer = sync.OnceValues(func() (*Drawer, error) { return New(context.Background()) })

// built returns the drawer, or skips where the front end is not built: then there is nothing to test.
func built(t *testing.T) *Drawer {
	t.Helper()
	d, err := drawer()
	if errors.Is(err, ErrNotBuilt) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func drawn(t *testing.T, option string) []byte {
	t.Helper()
	svg, err := built(t).SVG(t.Context(), []byte(option), 760, 420, "How much?", "Line chart. 2019 to 2022.")
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// An element is what a test looks for in a drawing.
type element struct {
	name  string
	attrs map[string]string
	text  string
}

// elements reads a drawing as strict XML.
func elements(t *testing.T, svg []byte) []element {
	t.Helper()
	in := xml.NewDecoder(bytes.NewReader(svg))
	var all []element
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch tok := token.(type) {
		case xml.StartElement:
			e := element{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(tok)
			}
		}
	}
}

func TestSVG_isNamedAndCarriesNoStyle(t *testing.T) {
	all := elements(t, drawn(t, sample))
	if all[0].name != "svg" || all[0].attrs["role"] != "img" || all[0].attrs["viewBox"] != "0 0 760 420" {
		t.Errorf("the drawing begins with %+v", all[0])
	}
	if all[1].name != "title" || all[1].text != "How much?" || all[2].name != "desc" || all[2].text != "Line chart. 2019 to 2022." {
		t.Errorf("it is named %+v, %+v", all[1], all[2])
	}
	var texts []string
	for _, e := range all {
		if e.name == "style" || e.name == "script" || e.name == "image" || e.name == "a" {
			t.Errorf("it has a %s", e.name)
		}
		for name, value := range e.attrs {
			if name == "style" || name == "class" || strings.HasPrefix(name, "on") || strings.HasPrefix(name, "ecmeta") {
				t.Errorf("it has %s=%q", name, value)
			}
			if strings.Contains(value, "://") && name != "xmlns" || strings.Contains(value, "url(") && !strings.HasPrefix(value, "url(#k") {
				t.Errorf("it points outside: %s=%q", name, value)
			}
		}
		texts = append(texts, e.text)
	}
	for _, want := range []string{"€10 bn", "United States", "2021"} {
		if !strings.Contains(strings.Join(texts, "\n"), want) {
			t.Errorf("no text %q", want)
		}
	}
}

func TestSVG_sameBytesFreshAndUsed(t *testing.T) {
	d := built(t)
	first := drawn(t, sample)
	for range 3 {
		if again := drawn(t, sample); !bytes.Equal(first, again) {
			t.Fatal("a used machine draws other bytes")
		}
	}
	fresh, err := start(d.program)
	if err != nil {
		t.Fatal(err)
	}
	raw, _, err := fresh.draw(t.Context(), []byte(sample), 760, 420)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := finish([]byte(raw), "k"+d.Key([]byte(sample), 760, 420)[:6], "How much?", "Line chart. 2019 to 2022.")
	if err != nil || !bytes.Equal(first, svg) {
		t.Errorf("a fresh machine draws other bytes: %v", err)
	}
}

func TestSVG_idsDifferBetweenDrawings(t *testing.T) {
	ids := func(option string) map[string]bool {
		found := map[string]bool{}
		for _, e := range elements(t, drawn(t, option)) {
			if id := e.attrs["id"]; id != "" {
				found[id] = true
			}
		}
		return found
	}
	one, two := ids(sample), ids(strings.Replace(sample, "2019", "2018", 1))
	if len(one) == 0 {
		t.Fatal("no ids to compare")
	}
	for id := range one {
		if two[id] {
			t.Errorf("both drawings have the id %s", id)
		}
	}
}

func TestSVG_missingIsNoPoint(t *testing.T) {
	with := bytes.Count(drawn(t, strings.Replace(sample, "[1,null,8,9]", "[1,4,8,9]", 1)), []byte("<path"))
	without := bytes.Count(drawn(t, sample), []byte("<path"))
	if without >= with {
		t.Errorf("a missing point draws as much as a known one: %d and %d", without, with)
	}
}

func TestSVG_hostileText(t *testing.T) {
	const evil = `</script><script>alert(1)</script>"'&<b>` + "\u202e\u0001"
	svg, err := built(t).SVG(t.Context(), []byte(strings.Replace(sample, "United States", `<\/script><script>alert(1)<\/script>\"'&<b>\u202e\u0001`, 1)), 760, 420, evil, evil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range elements(t, svg) {
		if e.name == "script" || e.name == "b" {
			t.Errorf("text became an element %s", e.name)
		}
	}
	if bytes.Contains(svg, []byte("</script")) || bytes.Contains(svg, []byte("<script")) {
		t.Error("text can end a script of the page")
	}
	if bytes.ContainsRune(svg, '\u0001') {
		t.Error("a character that XML forbids is left")
	}
}

func TestSVG_worldMap(t *testing.T) {
	svg := drawn(t, `{"animation":false,"geo":{"map":"world","silent":true,"aspectScale":1},"series":[{"type":"scatter","coordinateSystem":"geo","data":[[14.6,176.5]]}]}`)
	if n := len(svg); n < 10_000 || n > 60_000 {
		t.Errorf("the map has %d bytes", n)
	}
}

func TestSVG_deadlineAndErrors(t *testing.T) {
	d := built(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := d.SVG(ctx, []byte(sample), 760, 420, "", ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a passed deadline: %v", err)
	}
	for _, bad := range []string{"", "{", `{"series":[{"type":"line","data":1}]}`} {
		if _, err := d.SVG(t.Context(), []byte(bad), 760, 420, "", ""); err == nil && bad != `{"series":[{"type":"line","data":1}]}` {
			t.Errorf("%q draws", bad)
		}
	}
	drawn(t, sample) // and the next one draws
}

func TestSVG_manyAtOnce(t *testing.T) {
	want := drawn(t, sample)
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			got, err := built(t).SVG(t.Context(), []byte(sample), 760, 420, "How much?", "Line chart. 2019 to 2022.")
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("drawn beside others: %v", err)
			}
		})
	}
	group.Wait()
}

func TestFinish_refusesBrokenText(t *testing.T) {
	for _, bad := range []string{"<svg>", "<svg><path</svg>", "<svg a=></svg>"} {
		if out, err := finish([]byte(bad), "k", "", ""); err == nil {
			t.Errorf("%q becomes %s", bad, out)
		}
	}
}

func TestKey_isOfOptionAndSize(t *testing.T) {
	d := built(t)
	keys := map[string]bool{}
	for _, k := range []string{d.Key([]byte("a"), 1, 2), d.Key([]byte("a"), 2, 1), d.Key([]byte("b"), 1, 2), d.Key([]byte("a"), 12, 0)} {
		keys[k] = true
	}
	if len(keys) != 4 || !keys[d.Key([]byte("a"), 1, 2)] {
		t.Errorf("keys %v", keys)
	}
}

func TestPNG_pictureWithItsWords(t *testing.T) {
	d := built(t)
	svg := drawn(t, sample)
	const alt = "Line chart. €10\u00a0bn – <b>&"
	got, err := d.PNG(t.Context(), svg, 1, map[string]string{"Title": "How much?", "Description": alt, "Source": "release 2026-11-23.1"})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 760 || b.Dy() != 420 {
		t.Errorf("the picture is %v", b)
	}
	words := chunks(t, got)
	if words["Description"] != alt || words["Source"] != "release 2026-11-23.1" {
		t.Errorf("words in the picture: %q", words)
	}
	dark := 0
	for x := 600; x < 700; x++ { // the text is drawn, so the font is there
		if r, _, _, a := img.At(x, 46).RGBA(); a > 0x8000 && r < 0x8000 {
			dark++
		}
	}
	if dark == 0 {
		t.Error("no text in the picture")
	}
	again, err := d.PNG(t.Context(), svg, 1, map[string]string{"Title": "How much?", "Description": alt, "Source": "release 2026-11-23.1"})
	if err != nil || !bytes.Equal(got, again) {
		t.Errorf("the same drawing gives another picture: %v", err)
	}
}

// chunks reads the texts of a PNG.
func chunks(t *testing.T, b []byte) map[string]string {
	t.Helper()
	found := map[string]string{}
	for at := 8; at+12 <= len(b); {
		n := int(binary.BigEndian.Uint32(b[at:]))
		if string(b[at+4:at+8]) == "iTXt" {
			key, rest, _ := bytes.Cut(b[at+8:at+8+n], []byte{0})
			found[string(key)] = string(rest[4:])
		}
		at += 12 + n
	}
	return found
}

func TestPNG_badDrawingIsAnError(t *testing.T) {
	d := built(t)
	if _, err := d.PNG(t.Context(), []byte("<svg"), 1, nil); err == nil {
		t.Error("half a drawing is a picture")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.PNG(ctx, drawn(t, sample), 1, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled picture: %v", err)
	}
	if _, err := d.PNG(t.Context(), drawn(t, sample), 1, nil); err != nil {
		t.Errorf("the next picture: %v", err)
	}
}
