package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"sextant/ingest"
)

// A progress shows how far a build is: a bar on a terminal, one plain line for each kind of step elsewhere; and a line for each
// source that was looked at.
type progress struct {
	log  io.Writer
	bar  *progressbar.ProgressBar // nil where there is no terminal
	name string
	traffic
}

// A traffic is what a source has sent so far.
type traffic struct {
	subject  string
	url      string // of the answer under way
	requests int
	before   int64 // bytes of the answers before it
	here     int64 // bytes of it
}

func newProgress(log io.Writer) *progress {
	p := &progress{log: log}
	if f, ok := log.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(log), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false), progressbar.OptionSetWidth(20))
	}
	return p
}

// A bar that cannot be drawn must not stop a build: errors of drawing are not looked at in this file.

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
	p.traffic = traffic{subject: s.Subject}
	p.bar.ChangeMax(max(s.Total, s.Done))
	p.describe("")
	_ = p.bar.Set(s.Done)
}

// describe says what is under way, in columns of one width, so that the bar stands still.
func (p *progress) describe(more string) {
	p.bar.Describe(fmt.Sprintf("%-8s %-38.38s %-24s", p.name, p.subject, more))
}

// bytes shows how much of a source has come, on a terminal.
func (p *progress) bytes(url string, done, total int64) {
	if p.bar == nil {
		return
	}
	p.describe(p.received(url, done, total))
}

// received adds to the traffic of a source and tells it: one answer by its size, several by their sum.
func (t *traffic) received(url string, done, total int64) string {
	if url != t.url || done < t.here {
		t.url, t.requests, t.before = url, t.requests+1, t.before+t.here
	}
	t.here = done
	switch {
	case t.requests > 1:
		return fmt.Sprintf("%s in %d answers", sizeText(t.before+t.here), t.requests)
	case total > 0:
		return fmt.Sprintf("%s of %s", sizeText(done), sizeText(total))
	}
	return sizeText(done)
}

// looked tells how the look at a source went: on a terminal in columns above the bar, elsewhere on a line of words.
func (p *progress) looked(l ingest.Look) {
	if p.bar == nil {
		fmt.Fprintln(p.log, l)
		return
	}
	_ = p.bar.Clear()
	fmt.Fprintln(p.log, lookLine(l))
}

var lookMarks = map[ingest.Outcome]string{ingest.Renewed: "+", ingest.Unchanged: "=", ingest.Stale: "!"}

// lookLine is a look in columns: state, source, bytes and rows of what is held, and why it is stale.
func lookLine(l ingest.Look) string {
	line := fmt.Sprintf("%s %-9s %-54s %10s %9d rows", lookMarks[l.Outcome], l.Outcome, l.Dataset+"/"+l.Source, sizeText(l.Bytes), l.Rows)
	switch {
	case l.Outcome == ingest.Stale:
		line += "  " + l.Reason
	case len(l.Passed) > 0:
		line += fmt.Sprintf("  (%d columns not taken)", len(l.Passed))
	}
	return line
}

// sizeText prints a number of bytes for people.
func sizeText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
