package main

import (
	"fmt"
	"log/slog"
	"os"
	"time"

	"sextant/analytics"
	"sextant/dashboard"
	"sextant/internal/warehouse"
)

func main() {
	store, err := warehouse.NewStore("/tmp/sxdata", warehouse.Options{})
	if err != nil {
		panic(err)
	}
	c, err := analytics.Load()
	if err != nil {
		panic(err)
	}
	began := time.Now()
	s, err := dashboard.New(dashboard.Config{Engine: analytics.NewEngine(store, c), Releases: "/tmp/sxdata/releases", BaseURL: "http://127.0.0.1:8099", Rate: -1,
		Timeout: 60 * time.Second, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "started in", time.Since(began))
	panic(s.Listen("127.0.0.1:8099"))
}
