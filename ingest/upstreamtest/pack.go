package upstreamtest

import (
	"archive/zip"
	"bytes"
	"io"
)

// pack is a zip archive of one member.
func pack(name string, text []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		panic(err) // memory only
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// edit changes a text, or the one member of an archive.
func edit(good []byte, change func([]byte) []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		return change(good)
	}
	in, err := z.File[0].Open()
	if err != nil {
		panic(err) // packed a moment ago
	}
	text, err := io.ReadAll(in)
	if err != nil {
		panic(err)
	}
	return pack(z.File[0].Name, change(text))
}
