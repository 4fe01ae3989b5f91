package main

import (
	"fmt"
	"io"
	"os"
	"path"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"sextant/ingest"
)

// A progress shows how far a build is: a bar on a terminal, one plain line for each kind of step elsewhere.
type progress struct {
	log  io.Writer
	bar  *progressbar.ProgressBar // nil where there is no terminal
	name string
}

func newProgress(log io.Writer) *progress {
	p := &progress{log: log}
	if f, ok := log.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(log), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false), progressbar.OptionSetWidth(30))
	}
	return p
}

func (p *progress) step(s ingest.Step) {
	if p.bar == nil {
		if s.Name != p.name {
			fmt.Fprintf(p.log, "%s…\n", s.Name)
		}
		p.name = s.Name
		return
	}
	if s.Name != p.name {
		p.bar.Reset()
		p.name = s.Name
	}
	p.bar.ChangeMax(max(s.Total, s.Done))
	p.bar.Describe(fmt.Sprintf("%-8s %-40.40s", s.Name, s.Subject)) // of one width, so that the bar stands still
	// A bar that cannot be drawn must not stop a build.
	_ = p.bar.Set(s.Done)
}

// bytes shows how far a download is, on a terminal.
func (p *progress) bytes(url string, done, total int64) {
	if p.bar == nil {
		return
	}
	size := fmt.Sprintf("%d kB", done/1000)
	if total > 0 {
		size += fmt.Sprintf(" of %d kB", total/1000)
	}
	p.bar.Describe(fmt.Sprintf("%-8s %s %s", p.name, path.Base(url), size))
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
