// Package draw turns an option of dashboard/plot into an SVG, and an SVG into a PNG, in this process and without a browser. It
// knows nothing of data or HTTP and decides nothing about what is drawn. It is the only importer of goja and wazero.
package draw

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"

	"github.com/dop251/goja"
)

//go:embed all:engine
var engine embed.FS

// ErrNotBuilt says that the front end has not been built, so there is nothing to draw with.
var ErrNotBuilt = errors.New("dashboard/draw/engine is empty: run make assets")

// recycle is the number of drawings after which a machine is replaced, so that what ECharts remembers cannot grow for ever.
const recycle = 400

// A Drawer draws. It is safe for concurrent use; as many drawings run at once as there are processors, the others wait.
type Drawer struct {
	program *goja.Program
	version string        // hash of the engine, part of every key
	slots   chan *machine // nil entries are machines not made yet
	raster  rasterizer
}

// New compiles the engine, which takes a third of a second. Machines start when a drawing first needs them, and so does the
// rasterizer of PNG.
func New(ctx context.Context) (*Drawer, error) {
	source, err := engine.ReadFile("engine/echarts.js")
	if err != nil {
		return nil, ErrNotBuilt
	}
	program, err := goja.Compile("echarts.js", string(source), false)
	if err != nil {
		return nil, fmt.Errorf("compile echarts: %w", err)
	}
	hash := sha256.Sum256(source)
	d := &Drawer{program: program, version: hex.EncodeToString(hash[:4]), slots: make(chan *machine, runtime.GOMAXPROCS(0))}
	for range cap(d.slots) {
		d.slots <- nil
	}
	return d, ctx.Err()
}

// Key names a drawing: the same key is the same bytes of SVG, on any machine.
func (d *Drawer) Key(option []byte, w, h int) string {
	hash := sha256.New()
	hash.Write([]byte(d.version + "\n" + strconv.Itoa(w) + "\n" + strconv.Itoa(h) + "\n"))
	hash.Write(option)
	return hex.EncodeToString(hash.Sum(nil)[:12])
}

// SVG draws an option of plot.Option, w by h pixels, and gives it a name and a description for readers who do not see it. The
// result holds no style, no script and no reference to anything outside; the same arguments give the same bytes. A passed
// deadline is the context's error.
func (d *Drawer) SVG(ctx context.Context, option []byte, w, h int, title, desc string) ([]byte, error) {
	raw, err := d.run(ctx, option, w, h)
	if err != nil {
		return nil, err
	}
	return finish([]byte(raw), "k"+d.Key(option, w, h)[:6], title, desc)
}

// run takes a machine, draws with it and gives it back, unless the drawing was cut short.
func (d *Drawer) run(ctx context.Context, option []byte, w, h int) (string, error) {
	var m *machine
	select {
	case m = <-d.slots:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { d.slots <- m }()
	if m == nil {
		fresh, err := start(d.program)
		if err != nil {
			return "", err
		}
		m = fresh
	}
	text, whole, err := m.draw(ctx, option, w, h)
	if m.drawn++; !whole || m.drawn >= recycle {
		m = nil
	}
	return text, err
}

// Close frees the rasterizer. No drawing may run.
func (d *Drawer) Close() error { return d.raster.close() }

// A machine is one JavaScript runtime with the engine loaded. One drawing at a time.
type machine struct {
	runtime *goja.Runtime
	render  goja.Callable
	drawn   int
}

// start makes a runtime with the few globals that the engine looks for. There are no timers: a drawing is done when it returns.
func start(program *goja.Program) (*machine, error) {
	rt := goja.New()
	rt.SetMaxCallStackSize(4096)
	nothing := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	console := rt.NewObject()
	for _, name := range []string{"log", "warn", "error", "info", "debug"} {
		if err := console.Set(name, nothing); err != nil {
			return nil, err
		}
	}
	for name, value := range map[string]any{
		"global": rt.GlobalObject(), "self": rt.GlobalObject(), "console": console, "setTimeout": nothing, "clearTimeout": nothing,
	} {
		if err := rt.Set(name, value); err != nil {
			return nil, err
		}
	}
	if _, err := rt.RunProgram(program); err != nil {
		return nil, fmt.Errorf("start echarts: %w", err)
	}
	render, ok := goja.AssertFunction(rt.Get("draw"))
	if !ok {
		return nil, errors.New("start echarts: no draw function")
	}
	return &machine{runtime: rt, render: render}, nil
}

// draw runs one drawing. whole is false when it was interrupted and the machine must not be used again.
func (m *machine) draw(ctx context.Context, option []byte, w, h int) (text string, whole bool, err error) {
	var done sync.WaitGroup
	done.Add(1)
	stop := context.AfterFunc(ctx, func() {
		defer done.Done()
		m.runtime.Interrupt(ctx.Err())
	})
	value, err := m.render(goja.Undefined(), m.runtime.ToValue(string(option)), m.runtime.ToValue(w), m.runtime.ToValue(h))
	if !stop() {
		done.Wait()
		return "", false, ctx.Err()
	}
	if err != nil {
		return "", true, fmt.Errorf("draw: %w", err)
	}
	return value.String(), true, nil
}
