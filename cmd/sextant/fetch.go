package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sextant/datasets"
	"sextant/ingest"
	upstream "sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// allowLoopback is the switch of tests that lets ingest fetch from this machine, without TLS, and wait a fiftieth of what is
// polite to others. It is no flag: nobody else has a use for it.
const allowLoopback = "SEXTANT_ALLOW_LOOPBACK"

// upstreamFlags are the settings of fetching.
type upstreamFlags struct {
	only    []string // datasets
	contact string
	bases   []string
	accept  []string

	restricted bool
}

func (f *upstreamFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.contact, "contact", "", "home page and e-mail address that publishers see in each request")
	cmd.Flags().StringArrayVar(&f.bases, "base-url", nil, "dataset=address to fetch from instead of its publisher, https:// or file:// (repeatable; no environment variable)")
	cmd.Flags().StringSliceVar(&f.accept, "accept", nil, "datasets of which far fewer rows than before are taken")
	cmd.Flags().BoolVar(&f.restricted, "restricted", false, "fetch datasets too that may be shown and not handed on, such as those for non-commercial use")
	cmd.Flags().Lookup("base-url").Annotations = map[string][]string{noEnvironment: nil} // SEXTANT_BASE_URL is what readers see
}

// fetch looks at the publishers, unless the work is offline, and prints what they answered.
func (a *app) fetch(ctx context.Context, c *datasets.Catalogue, store *warehouse.Store, f upstreamFlags, offline bool, p *progress) ([]ingest.Look, error) {
	bases, err := ingest.ParseBases(c, f.bases)
	if err != nil {
		return nil, usageError{err}
	}
	for _, id := range slices.Concat(f.only, f.accept) {
		if d, ok := c.Dataset(id); !ok || len(d.Live) == 0 {
			return nil, usageError{fmt.Errorf("there is no dataset %q with live sources", id)}
		}
	}
	if offline {
		return nil, nil
	}
	options := upstream.Options{UserAgent: userAgent(f.contact), Seed: uint64(time.Now().UnixNano()), Progress: p.bytes}
	if options.AllowLoopback = os.Getenv(allowLoopback) == "true"; options.AllowLoopback {
		options.Sleep = hastily
	}
	client := upstream.New(options)
	defer client.Close()
	looks, err := ingest.Fetch(ctx, ingest.Refresh{
		Catalogue: c, Store: store, Client: client, Now: time.Now, Only: f.only, Bases: bases, Accept: f.accept, Restricted: f.restricted, Progress: p.step, Looked: p.looked,
	})
	p.done()
	return looks, err
}

// hastily waits a fiftieth of a time.
func hastily(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait / 50):
		return nil
	}
}

// userAgent tells publishers which program asks, and whom to write to.
func userAgent(contact string) string {
	agent := "sextant/" + version()
	if contact != "" {
		agent += " (+" + contact + ")"
	}
	return agent
}

// fetchTally says in a few words what the publishers answered.
func fetchTally(looks []ingest.Look) string {
	if len(looks) == 0 {
		return ""
	}
	count := map[ingest.Outcome]int{}
	for _, l := range looks {
		count[l.Outcome]++
	}
	return fmt.Sprintf("; %d sources: %d new, %d unchanged, %d stale", len(looks), count[ingest.Renewed], count[ingest.Unchanged], count[ingest.Stale])
}
