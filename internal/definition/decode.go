package definition

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A decoder walks a syntax tree and a Go value side by side. The library's own decoder stops at the first unknown key;
// this one goes on, so that a definition's problems appear together.
type decoder struct {
	file  string
	found Findings
}

func valueOf(pointer any) reflect.Value { return reflect.ValueOf(pointer).Elem() }

func (d *decoder) fail(n ast.Node, format string, args ...any) {
	d.found = append(d.found, Finding{File: d.file, Line: n.GetToken().Position.Line, Reason: fmt.Sprintf(format, args...)})
}

func (d *decoder) decode(n ast.Node, v reflect.Value) {
	switch n := n.(type) {
	case *ast.NullNode:
		return
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		d.fail(n, "anchors, aliases and tags are not used here")
		return
	}
	if isLeaf(v) {
		d.leaf(n, v)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem())
	case reflect.Struct:
		d.fields(n, v)
	case reflect.Slice:
		d.items(n, v)
	case reflect.Map:
		d.entries(n, v)
	}
}

func isLeaf(v reflect.Value) bool {
	if v.CanAddr() {
		switch v.Addr().Interface().(type) {
		case encoding.TextUnmarshaler, yaml.BytesUnmarshaler, yaml.InterfaceUnmarshaler:
			return true
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Struct, reflect.Slice, reflect.Map:
		return false
	}
	return true
}

func (d *decoder) leaf(n ast.Node, v reflect.Value) {
	switch n.(type) {
	case *ast.MappingNode, *ast.SequenceNode, *ast.MappingValueNode:
		if v.Kind() != reflect.Interface {
			d.fail(n, "a single value is wanted here")
			return
		}
	}
	if err := yaml.NodeToValue(n, v.Addr().Interface()); err != nil {
		_, reason := explain(err)
		d.fail(n, "%s", reason)
	}
}

// pairs returns the entries of a mapping, or false if the node is none. Keys that appear twice are reported.
func (d *decoder) pairs(n ast.Node) ([]*ast.MappingValueNode, bool) {
	var all []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		all = n.Values
	case *ast.MappingValueNode:
		all = []*ast.MappingValueNode{n}
	default:
		d.fail(n, "a mapping of keys is wanted here")
		return nil, false
	}
	seen := map[string]bool{}
	for _, pair := range all {
		if seen[keyOf(pair)] {
			d.fail(pair.Key, "key %q appears twice", keyOf(pair))
		}
		seen[keyOf(pair)] = true
	}
	return all, true
}

func keyOf(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

func (d *decoder) fields(n ast.Node, v reflect.Value) {
	pairs, ok := d.pairs(n)
	if !ok {
		return
	}
	known := fieldsOf(v.Type())
	for _, pair := range pairs {
		index, ok := known[keyOf(pair)]
		if !ok {
			d.fail(pair.Key, "unknown key %q", keyOf(pair))
			continue
		}
		d.decode(pair.Value, v.Field(index))
	}
}

// fieldsOf maps keys to fields: by the yaml tag, or the lower-case name. Unexported fields and "-" have no key.
func fieldsOf(t reflect.Type) map[string]int {
	known := map[string]int{}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if !field.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = strings.ToLower(field.Name)
		}
		known[name] = i
	}
	return known
}

func (d *decoder) items(n ast.Node, v reflect.Value) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fail(n, "a list is wanted here")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		d.decode(item, v.Index(i))
	}
}

func (d *decoder) entries(n ast.Node, v reflect.Value) {
	pairs, ok := d.pairs(n)
	if !ok {
		return
	}
	if v.Type().Key().Kind() != reflect.String {
		d.fail(n, "keys of this mapping cannot be read")
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(pairs)))
	for _, pair := range pairs {
		value := reflect.New(v.Type().Elem()).Elem()
		d.decode(pair.Value, value)
		v.SetMapIndex(reflect.ValueOf(keyOf(pair)).Convert(v.Type().Key()), value)
	}
}

// explain takes the line and the bare reason out of an error of the library.
func explain(err error) (int, string) {
	var located yaml.Error
	if !errors.As(err, &located) {
		return 0, err.Error()
	}
	line := 0
	if token := located.GetToken(); token != nil {
		line = token.Position.Line
	}
	return line, located.GetMessage()
}

// lineOf finds the line of a place: keys as strings, positions in lists as ints.
func lineOf(n ast.Node, place []any) int {
	if n == nil {
		return 0
	}
	line := n.GetToken().Position.Line
	if first := firstPair(n); first != nil {
		line = first.Key.GetToken().Position.Line
	}
	if len(place) == 0 {
		return line
	}
	switch step := place[0].(type) {
	case string:
		for _, pair := range pairsOf(n) {
			if keyOf(pair) != step {
				continue
			}
			if len(place) == 1 {
				return pair.Key.GetToken().Position.Line
			}
			return lineOf(pair.Value, place[1:])
		}
	case int:
		if list, ok := n.(*ast.SequenceNode); ok && step < len(list.Values) {
			return lineOf(list.Values[step], place[1:])
		}
	}
	return line
}

func pairsOf(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

func firstPair(n ast.Node) *ast.MappingValueNode {
	if pairs := pairsOf(n); len(pairs) > 0 {
		return pairs[0]
	}
	return nil
}
