package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"sextant/analytics"
	"sextant/dashboard"
	"sextant/internal/warehouse"
)

// serveFlags are the settings of serve.
type serveFlags struct {
	listen         string
	baseURL        string
	embedHosts     []string
	trustedProxies []string
	proxyHeader    string
	rate           float64
	cacheMB        int
	timeout        time.Duration
	grace          time.Duration
	threads        int
	memoryMB       int
	tree           string
	ingestEvery    time.Duration
	contact        string
	restricted     bool
	upstream       []string // dataset=address to ingest from
}

func (a *app) serveCommand() *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the dashboard",
		Long: "Serves the current release, and each later one as soon as it is published. Builds the first one from the bundled data\n" +
			"if there is none. SIGHUP looks for another current release at once; SIGINT and SIGTERM let requests under way finish.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), flags) },
	}
	f := cmd.Flags()
	f.StringVar(&flags.listen, "listen", "127.0.0.1:8080", "address to listen on")
	f.StringVar(&flags.baseURL, "base-url", "", "address that readers see (default: the address to listen on)")
	f.StringSliceVar(&flags.embedHosts, "embed-hosts", nil, "sites that may frame charts (default: all)")
	f.StringSliceVar(&flags.trustedProxies, "trusted-proxies", nil, "addresses or networks whose proxy header is believed")
	f.StringVar(&flags.proxyHeader, "proxy-header", "", "header in which a trusted proxy names the client")
	f.Float64Var(&flags.rate, "rate", 0, "requests a second and client; 0 is the usual limit, negative none")
	f.IntVar(&flags.cacheMB, "cache-mb", 0, "memory for rendered answers; 0 is the usual size")
	f.DurationVar(&flags.timeout, "timeout", 0, "longest time for one answer; 0 is the usual limit")
	f.DurationVar(&flags.grace, "grace", 15*time.Second, "how long requests under way may take at shutdown")
	f.IntVar(&flags.threads, "threads", 0, "threads of one query; 0 is two")
	f.IntVar(&flags.memoryMB, "memory-mb", 0, "memory of all queries on a release; 0 is 256")
	f.DurationVar(&flags.ingestEvery, "ingest-every", 0, "how often to look for datasets that are due, and to ingest them beside the server; 0 is never")
	f.BoolVar(&flags.restricted, "restricted", false, "such ingests fetch datasets too that may be shown and not handed on")
	f.StringVar(&flags.contact, "contact", "", "home page and e-mail address that publishers see in requests of such ingests")
	f.StringArrayVar(&flags.upstream, "upstream", nil, "dataset=address that such ingests fetch from instead of its publisher (repeatable)")
	addTreeFlag(cmd, &flags.tree)
	return cmd
}

// serve runs the dashboard until the context ends.
func (a *app) serve(ctx context.Context, flags serveFlags) error {
	store, err := a.store(warehouse.Options{Threads: flags.threads, MemoryMB: flags.memoryMB})
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(a.log, nil))
	c, err := catalogue(flags.tree)
	if err != nil {
		return err
	}
	schedule, err := a.newScheduler(flags, c, store, log)
	if err != nil {
		return err
	}
	if _, err := store.Current(); errors.Is(err, warehouse.ErrNoRelease) {
		if err := a.ingest(ctx, ingestFlags{offline: true, quiet: true, tree: flags.tree}); err != nil {
			return fmt.Errorf("first release: %w", err)
		}
	} else if err != nil {
		return err
	}
	indicators, err := analytics.Load()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", flags.listen)
	if err != nil {
		return err
	}
	config := flags.config(analytics.NewEngine(store, indicators), store, listener.Addr(), log)
	config.Upkeep = upkeep(c, store, schedule)
	server, err := dashboard.New(config)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Fprintf(a.log, "serving on http://%s\n", listener.Addr())
	stop := schedule.start(ctx)
	defer stop()
	return serveUntil(ctx, server, listener, flags.grace, log)
}

func (f serveFlags) config(engine *analytics.Engine, store *warehouse.Store, address net.Addr, log *slog.Logger) dashboard.Config {
	base := f.baseURL
	if base == "" {
		base = "http://" + address.String()
	}
	return dashboard.Config{
		Engine: engine, Releases: filepath.Join(store.Dir(), "releases"), BaseURL: base, Version: version(),
		EmbedHosts: f.embedHosts, TrustedProxies: f.trustedProxies, ProxyHeader: f.proxyHeader, Rate: f.rate,
		CacheBytes: f.cacheMB << 20, Timeout: f.timeout, Log: log,
	}
}

// serveUntil serves until the context ends, then lets requests under way finish.
func serveUntil(ctx context.Context, server *dashboard.Server, listener net.Listener, grace time.Duration, log *slog.Logger) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	for {
		select {
		case <-hup:
			if err := server.Refresh(ctx); err != nil {
				log.Error("look for another release", "error", err.Error())
			}
		case err := <-served:
			return errors.Join(err, shutdown(server, grace))
		case <-ctx.Done():
			return shutdown(server, grace)
		}
	}
}

func shutdown(server *dashboard.Server, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return server.Shutdown(ctx)
}
