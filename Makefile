# make run    builds, ingests the bundled data offline and serves the dashboard
# make test   everything that .ci/run runs
# make lint   formatting, vet, definitions
# make demo-live   three days of live ingests against stand-ins for the publishers, with invented figures
# make bench  the numbers of docs/operations.md, each beside a baseline of the same run

SHELL   := /bin/sh
DATA    ?= data
ADDRESS ?= 127.0.0.1:8080
BENCH_ROWS ?= 400000
WEB     := dashboard/web
BIN     := bin/sextant

# One set of flags for build, vet and test, so that they share what they compile.
export GOFLAGS := -trimpath
LDFLAGS := -s -w

# Packages whose work is shared between goroutines; the rest has none and is tested without the detector, which costs a second
# build. Nor have cases of indicators, each of which has a release of its own.
RACED := ./internal/warehouse ./analytics

.PHONY: demo-live run build assets test lint gotest webtest check browser bench picture clean
.DELETE_ON_ERROR:

run: build
	@$(BIN) ingest --offline --quiet --data $(DATA) || test $$? -eq 3
	@$(BIN) serve --data $(DATA) --listen $(ADDRESS)

build: assets
	go build -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/sextant

assets: bin/.assets

bin/.assets: $(WEB)/node_modules/.package-lock.json $(wildcard analytics/methods/*.yaml) $(shell find $(WEB) -path $(WEB)/node_modules -prune -o -path $(WEB)/test -prune -o -path $(WEB)/check -prune -o -type f -print 2>/dev/null)
	cd $(WEB) && npm run --silent build
	@mkdir -p bin && touch $@

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json $(WEB)/package.json
	cd $(WEB) && npm ci --silent --no-audit --no-fund
	@touch $@

test: lint gotest webtest check browser

lint: build
	@unformatted=$$(gofmt -l cmd analytics dashboard/*.go dashboard/plot dashboard/draw dashboard/locale datasets ingest internal); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w" $$unformatted; exit 1; fi
	go vet ./...
	$(BIN) lint

gotest: assets
	go test ./...
	go test -race -skip '^TestCases$$' $(RACED)

webtest: assets
	cd $(WEB) && npm test --silent

# Figures of the served release against a second calculation from the CSV files.
check: build
	node $(WEB)/check/run.mjs $(BIN)

browser: build
	@sh $(WEB)/test/browser/chromium.sh
	node $(WEB)/test/browser/run.mjs $(BIN)

demo-live: build
	go run ./internal/demo -program $(BIN)

# BENCH_ROWS=2000000 are the gigabyte of the bar.
bench: build
	go run ./internal/bench -program $(BIN) -rows $(BENCH_ROWS)

# The picture in the README.
picture: build
	@sh $(WEB)/test/browser/chromium.sh
	node $(WEB)/test/browser/picture.mjs $(BIN) docs/overview.png

clean:
	rm -rf bin dashboard/web/node_modules
	find dashboard/static dashboard/draw/engine -mindepth 1 -not -name README.md -delete
