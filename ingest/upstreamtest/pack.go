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

// edit changes a text, or every member of an archive.
func edit(good []byte, change func([]byte) []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		return change(good)
	}
	var out bytes.Buffer
	changed := zip.NewWriter(&out)
	for _, f := range z.File {
		if err := editMember(changed, f, change); err != nil {
			panic(err) // packed a moment ago
		}
	}
	if err := changed.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func editMember(out *zip.Writer, f *zip.File, change func([]byte) []byte) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	w, err := out.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = w.Write(change(text))
	return err
}
