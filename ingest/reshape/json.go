package reshape

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"sextant/datasets"
	"sextant/ingest/fetch"
)

// json reads one answer that holds a list of records.
func (t *table) json(in io.Reader) error {
	root, err := decode(in)
	if err != nil {
		return err
	}
	found := fetch.At(root, t.source.Records)
	if found == nil {
		return nil // a publisher's word for no records; an answer that is an error has failed before
	}
	list, ok := found.([]any)
	if one, is := found.(map[string]any); is {
		list, ok = []any{one}, true
	}
	if !ok {
		return &FileError{Reason: fmt.Sprintf("at %q there is no list of records", t.source.Records)}
	}
	for _, record := range list {
		t.line++
		if err := t.object(root, record); err != nil {
			return err
		}
	}
	return nil
}

// lines reads one answer that holds a record on each line. A server that gives up in the middle says so in a line that is no
// record: what it has sent before is not all.
func (t *table) lines(in io.Reader) error {
	body := bufio.NewReaderSize(in, 1<<16)
	for n := int64(1); ; n++ {
		line, err := body.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if text := bytes.TrimSpace(line); len(text) > 0 {
			record, wrong := fetch.Decode(text)
			if _, ok := record.(map[string]any); wrong != nil || !ok {
				return &FileError{Reason: fmt.Sprintf("line %d is no record: %.160q", n, text)}
			}
			t.line++
			if err := t.object(record, record); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

// object writes one record.
func (t *table) object(root, record any) error {
	in, ok := record.(map[string]any)
	if !ok {
		t.reject(t.line, "the record is no object")
		return nil
	}
	if t.seen == nil {
		t.seen = map[string]bool{}
	}
	cells := t.filled()
	for i, c := range t.source.Columns {
		if isFilled(c) {
			t.seen[c.Name] = true
			continue
		}
		v, has := look(root, record, from(c))
		t.seen[c.Name] = t.seen[c.Name] || has
		cells[i] = cell(v)
	}
	t.keys(in)
	return t.row(t.line, cells)
}

func decode(in io.Reader) (any, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	v, err := fetch.Decode(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return nil, &FileError{Reason: err.Error()}
	}
	return v, nil
}

// look finds a value in a record, or from the root of the answer, and says whether its key is there at all.
func look(root, record any, path string) (any, bool) {
	if rest, ok := strings.CutPrefix(path, "/"); ok {
		v := fetch.At(root, rest)
		return v, v != nil
	}
	parent, key := "", path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		parent, key = path[:i], path[i+1:]
	}
	in, ok := fetch.At(record, parent).(map[string]any)
	if !ok {
		return fetch.At(record, path), false
	}
	v, ok := in[key]
	return v, ok
}

// cell is a JSON value as text: null is empty, what has parts stays JSON.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	text, _ := json.Marshal(v) // decoded from JSON a moment ago
	return string(text)
}

// keys notes the first level of keys that no column takes.
func (t *table) keys(record map[string]any) {
	if len(t.report.Extra) > 0 && t.line > 1 {
		return // the first record names them; later ones rarely add any
	}
	var names []string
	for key := range record {
		if !slices.ContainsFunc(t.source.Columns, func(c datasets.Column) bool { return strings.SplitN(from(c), ".", 2)[0] == key }) {
			names = append(names, key)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		t.extra(name)
	}
}

// lacking reports a declared column that no record of the source has.
func (t *table) lacking() error {
	for _, c := range t.source.Columns {
		if t.seen != nil && !t.seen[c.Name] && !c.Optional {
			return &FileError{c.Name, fmt.Sprintf("no record of the source has %q any more", from(c))}
		}
	}
	return nil
}

// jsonStat reads one cube of JSON-stat 2.0: a row for each cell with a value, or a status and no value. Columns come from
// dimensions, by their id, from value and from status. The line of a row is the number of its cell.
func (t *table) jsonStat(in io.Reader) error {
	root, err := decode(in)
	if err != nil {
		return err
	}
	c, err := newCube(root)
	if err != nil {
		return err
	}
	places, err := t.places(c)
	if err != nil {
		return err
	}
	for n := range c.cells {
		value, status := c.at("value", n), c.at("status", n)
		if value == "" && status == "" {
			continue
		}
		cells := t.filled()
		for i, column := range t.source.Columns {
			switch {
			case places[i] >= 0:
				cells[i] = c.code(places[i], n)
			case from(column) == "value":
				cells[i] = value
			case from(column) == "status":
				cells[i] = status
			}
		}
		if err := t.row(int64(n+1), cells); err != nil {
			return err
		}
	}
	return nil
}

// places finds the dimension of each declared column; -1 for value and status.
func (t *table) places(c cube) ([]int, error) {
	places := make([]int, len(t.source.Columns))
	for i, column := range t.source.Columns {
		places[i] = slices.Index(c.ids, from(column))
		if places[i] < 0 && !isFilled(column) && from(column) != "value" && from(column) != "status" && !column.Optional {
			return nil, &FileError{column.Name, fmt.Sprintf("the cube has no dimension %q any more; it has %s", from(column), strings.Join(c.ids, ", "))}
		}
	}
	for _, id := range c.ids {
		if !slices.ContainsFunc(t.source.Columns, func(column datasets.Column) bool { return from(column) == id }) {
			t.extra(id)
		}
	}
	return places, nil
}

// cube is a decoded JSON-stat dataset.
type cube struct {
	root  any
	ids   []string
	sizes []int
	codes [][]string // by dimension, in order of position
	cells int
}

// maxCells is how many cells a cube may have.
const maxCells = 20_000_000

func newCube(root any) (cube, error) {
	c := cube{root: root, cells: 1}
	ids, _ := fetch.At(root, "id").([]any)
	sizes, _ := fetch.At(root, "size").([]any)
	if len(ids) == 0 || len(ids) != len(sizes) {
		return c, &FileError{Reason: "this is no JSON-stat dataset: id and size do not agree: " + cell(root)[:min(120, len(cell(root)))]}
	}
	for i := range ids {
		id, size := cell(ids[i]), 0
		if n, ok := fetch.Whole(sizes[i], ""); ok && n > 0 && n <= maxCells {
			size = int(n)
		}
		if size == 0 || c.cells > maxCells/size {
			return c, &FileError{Reason: fmt.Sprintf("dimension %s has %s categories", id, cell(sizes[i]))}
		}
		codes, err := categories(root, id, size)
		if err != nil {
			return c, err
		}
		c.ids, c.sizes, c.codes, c.cells = append(c.ids, id), append(c.sizes, size), append(c.codes, codes), c.cells*size
	}
	return c, nil
}

// categories returns the codes of a dimension by position. They are listed, or numbered; a single one may only have a label.
func categories(root any, id string, size int) ([]string, error) {
	dimension, _ := fetch.At(root, "dimension").(map[string]any)
	codes := make([]string, size)
	n := 0
	switch index := fetch.At(dimension[id], "category.index").(type) {
	case []any:
		for i := range min(size, len(index)) {
			codes[i] = cell(index[i])
		}
		n = len(index)
	case map[string]any:
		for code, at := range index {
			if i, ok := fetch.Whole(at, ""); ok && i >= 0 && i < int64(size) && codes[i] == "" {
				codes[i] = code
			}
		}
		n = len(index)
	default:
		labels, _ := fetch.At(dimension[id], "category.label").(map[string]any)
		for code := range labels {
			codes[0] = code
		}
		n = len(labels)
	}
	if n != size || slices.Contains(codes, "") {
		return nil, &FileError{Reason: fmt.Sprintf("dimension %s has %d categories, its size is %d, or two have one position", id, n, size)}
	}
	return codes, nil
}

// at returns what stands in a cell, in a list of all cells or in an object of some.
func (c cube) at(key string, n int) string {
	switch all := c.root.(map[string]any)[key].(type) {
	case []any:
		if n < len(all) {
			return cell(all[n])
		}
	case map[string]any:
		return cell(all[strconv.Itoa(n)])
	}
	return ""
}

// code returns the category of a dimension in a cell; the last dimension runs fastest.
func (c cube) code(dimension, n int) string {
	for i := len(c.sizes) - 1; i > dimension; i-- {
		n /= c.sizes[i]
	}
	return c.codes[dimension][n%c.sizes[dimension]]
}
