package draw

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"math"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// A rasterizer is resvg in a WebAssembly machine. It starts at the first picture, which takes a second or two, and draws one
// picture at a time.
type rasterizer struct {
	mu        sync.Mutex
	runtime   wazero.Runtime
	compiled  wazero.CompiledModule // survives whatever happens to the module
	module    api.Module            // nil until the first picture, and after one that failed
	converter uint64
	heap      map[uint64]string // texts that the module handed out
	next      uint64
}

// PNG rasterizes an SVG of this package, scale pixels to its one. meta becomes text of the picture, one chunk per key in order
// of key: give it the alternative text and the provenance.
func (d *Drawer) PNG(ctx context.Context, svg []byte, scale float64, meta map[string]string) ([]byte, error) {
	png, err := d.raster.convert(ctx, svg, scale)
	if err != nil {
		return nil, fmt.Errorf("rasterize: %w", err)
	}
	return inscribe(png, meta)
}

// The module is made by wasm-bindgen; these are the imports of the pinned version. What it passes us is texts of errors.
func (r *rasterizer) compile(ctx context.Context) error {
	binary, err := engine.ReadFile("engine/resvg.wasm")
	if err != nil {
		return ErrNotBuilt
	}
	r.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCloseOnContextDone(true))
	host := r.runtime.NewHostModuleBuilder("wbg")
	host.NewFunctionBuilder().WithFunc(func(_ context.Context, m api.Module, at, length uint32) uint32 {
		return uint32(r.hold(text(m, at, length)))
	}).Export("__wbindgen_string_new")
	host.NewFunctionBuilder().WithFunc(func(context.Context, api.Module) uint32 { return uint32(r.hold("")) }).Export("__wbg_new_abda76e883ba8a5f")
	host.NewFunctionBuilder().WithFunc(func(_ context.Context, m api.Module, ret, _ uint32) {
		m.Memory().WriteUint64Le(ret, 1) // an empty text: address 1, length 0
	}).Export("__wbg_stack_658279fe44541cf6")
	host.NewFunctionBuilder().WithFunc(func(context.Context, api.Module, uint32, uint32) {}).Export("__wbg_error_f851667af71bcfc6")
	host.NewFunctionBuilder().WithFunc(func(_ context.Context, _ api.Module, at uint32) { delete(r.heap, uint64(at)) }).Export("__wbindgen_object_drop_ref")
	host.NewFunctionBuilder().WithFunc(func(_ context.Context, m api.Module, at, length uint32) {
		panic(errors.New(text(m, at, length))) // wazero makes it the error of the call
	}).Export("__wbindgen_throw")
	if _, err := host.Instantiate(ctx); err != nil {
		return err
	}
	r.compiled, err = r.runtime.CompileModule(ctx, binary)
	debug.FreeOSMemory() // compiling takes a hundred megabytes that nothing needs again
	return err
}

// start makes the converter and gives it the fonts.
func (r *rasterizer) start(ctx context.Context) error {
	module, err := r.runtime.InstantiateModule(ctx, r.compiled, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return err
	}
	r.module, r.heap = module, map[uint64]string{}
	if _, err := r.call(ctx, "__wbindgen_start"); err != nil {
		return err
	}
	args := make([]uint64, 0, 10)
	for range 5 { // serif, sans, cursive, fantasy, mono: one font for all
		at, err := r.put(ctx, []byte("Go"))
		if err != nil {
			return err
		}
		args = append(args, at, 2)
	}
	made, err := r.call(ctx, "createConverter", args...)
	if err != nil {
		return err
	}
	r.converter = made[0]
	for _, font := range [][]byte{goregular.TTF, gobold.TTF} {
		at, err := r.put(ctx, font)
		if err != nil {
			return err
		}
		if _, err := r.call(ctx, "converter_registerFont", r.converter, at, uint64(len(font))); err != nil {
			return err
		}
	}
	return nil
}

// convert returns the PNG of an SVG. A module that was cut short or failed is thrown away: the next picture starts another. What
// the first picture waits for longest, the compiling, is done once, whatever becomes of that picture.
func (r *rasterizer) convert(ctx context.Context, svg []byte, scale float64) (png []byte, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.compiled == nil {
		if err := r.compile(context.WithoutCancel(ctx)); err != nil {
			return nil, errors.Join(err, r.drop())
		}
	}
	if r.module == nil {
		err = r.start(ctx)
	}
	if err == nil {
		png, err = r.render(ctx, svg, scale)
	}
	if err == nil {
		return png, nil
	}
	if cut := ctx.Err(); cut != nil {
		err = cut
	}
	if r.module != nil {
		err = errors.Join(err, r.module.Close(context.WithoutCancel(ctx)))
	}
	r.module = nil
	return nil, err
}

func (r *rasterizer) render(ctx context.Context, svg []byte, scale float64) ([]byte, error) {
	frame, err := r.call(ctx, "__wbindgen_add_to_stack_pointer", uint64(uint32(0xFFFFFFF0))) // -16
	if err != nil {
		return nil, err
	}
	at, err := r.put(ctx, svg)
	if err != nil {
		return nil, err
	}
	if _, err := r.call(ctx, "converter_convert", frame[0], r.converter, at, uint64(len(svg)),
		1, uint64(math.Float32bits(float32(scale))), 0, 0, 0, 0, 0, 0); err != nil {
		return nil, err
	}
	result, ok := r.module.Memory().Read(uint32(frame[0]), 16)
	if !ok {
		return nil, errors.New("result lies outside the memory")
	}
	var word [4]uint32
	for i := range word {
		word[i] = binary.LittleEndian.Uint32(result[4*i:])
	}
	if word[3] != 0 {
		return nil, errors.New(r.heap[uint64(word[2])])
	}
	view, ok := r.module.Memory().Read(word[0], word[1])
	if !ok {
		return nil, errors.New("picture lies outside the memory")
	}
	png := bytes.Clone(view)
	if _, err := r.call(ctx, "__wbindgen_free", uint64(word[0]), uint64(word[1]), 1); err != nil {
		return nil, err
	}
	_, err = r.call(ctx, "__wbindgen_add_to_stack_pointer", 16)
	return png, err
}

func (r *rasterizer) call(ctx context.Context, name string, args ...uint64) ([]uint64, error) {
	return r.module.ExportedFunction(name).Call(ctx, args...)
}

// put copies bytes into the module's memory; the module frees them.
func (r *rasterizer) put(ctx context.Context, b []byte) (uint64, error) {
	at, err := r.call(ctx, "__wbindgen_malloc", uint64(len(b)), 1)
	if err != nil {
		return 0, err
	}
	if !r.module.Memory().Write(uint32(at[0]), b) {
		return 0, errors.New("no memory for the drawing")
	}
	return at[0], nil
}

func (r *rasterizer) hold(s string) uint64 {
	r.next++
	r.heap[r.next] = s
	return r.next
}

func (r *rasterizer) drop() error {
	if r.runtime == nil {
		return nil
	}
	err := r.runtime.Close(context.Background())
	r.runtime, r.compiled, r.module = nil, nil, nil
	return err
}

func (r *rasterizer) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.drop()
}

func text(m api.Module, at, length uint32) string {
	b, _ := m.Memory().Read(at, length)
	return string(b)
}

// inscribe writes texts into a PNG, behind its header: international text chunks, uncompressed, without language.
func inscribe(png []byte, meta map[string]string) ([]byte, error) {
	const header = 8 + 25 // signature and IHDR
	if len(png) < header {
		return nil, errors.New("picture is too short")
	}
	out := bytes.NewBuffer(bytes.Clone(png[:header]))
	for _, key := range slices.Sorted(maps.Keys(meta)) {
		chunk := slices.Concat([]byte("iTXt"), []byte(key), []byte{0, 0, 0, 0, 0}, []byte(meta[key]))
		length := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
		sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk))
		out.Write(slices.Concat(length, chunk, sum))
	}
	out.Write(png[header:])
	return out.Bytes(), nil
}
