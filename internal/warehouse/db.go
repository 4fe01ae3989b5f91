package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strconv"
	"time"

	duckdb "github.com/marcboeker/go-duckdb/v2"
)

// Errors of this package that callers tell apart. Driver errors never leave it unclassified.
var (
	ErrNoRelease = errors.New("no release has been published")
	ErrNotFound  = errors.New("no such release")
	ErrDeadline  = errors.New("the query took too long")
	ErrMemory    = errors.New("the query needs too much memory")
)

// A QueryError is a query that the engine refuses: a name it does not know, a value of the wrong type, a forbidden action.
type QueryError struct {
	Reason    string // the engine's words
	Forbidden bool   // the query asked for files, network or settings
	Unknown   bool   // the query names a table or column that the database does not have
	err       error
}

// Error returns the engine's words.
func (e *QueryError) Error() string { return e.Reason }

// Unwrap returns the driver's error.
func (e *QueryError) Unwrap() error { return e.err }

// Options are the limits of a database.
type Options struct {
	Threads     int // of one query; 0 is two
	MemoryMB    int // of all queries together; 0 is 256
	Connections int // queries at the same time; 0 is two
}

func (o Options) filled() Options {
	fill := func(n *int, standard int) {
		if *n <= 0 {
			*n = standard
		}
	}
	fill(&o.Threads, 2)
	fill(&o.MemoryMB, 256)
	fill(&o.Connections, 2)
	return o
}

// A DB is an open database.
type DB struct {
	pool      *sql.DB
	connector driver.Connector
}

// Create makes a new database for building. It refuses a path that exists: the driver keeps databases by path, and would hand
// back the old one.
func Create(ctx context.Context, path string, options Options) (*DB, error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("create %s: a database path is never used twice", path)
	}
	return open(ctx, path, options.filled(), url.Values{
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
	})
}

// Edit opens an existing database for writing on one connection. A published release is never edited: this is for copies.
func Edit(ctx context.Context, path string, options Options) (*DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	options = options.filled()
	options.Connections = 1
	return open(ctx, path, options, url.Values{})
}

func openReader(ctx context.Context, path string, options Options) (*DB, error) {
	return open(ctx, path, options.filled(), url.Values{
		"access_mode":                  {"READ_ONLY"},
		"enable_external_access":       {"false"},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"max_temp_directory_size":      {"0B"}, // spilling would write into the folder of the release
		"lock_configuration":           {"true"},
	})
}

func open(ctx context.Context, path string, options Options, settings url.Values) (*DB, error) {
	settings.Set("threads", strconv.Itoa(options.Threads))
	settings.Set("memory_limit", strconv.Itoa(options.MemoryMB)+"MB")
	connector, err := duckdb.NewConnector(path+"?"+settings.Encode(), nil)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(options.Connections)
	pool.SetMaxIdleConns(options.Connections)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), pool.Close(), connector.Close())
	}
	return &DB{pool: pool, connector: connector}, nil
}

// Exec runs statements, one or several separated by semicolons. Arguments belong to the last one.
func (db *DB) Exec(ctx context.Context, statements string, args ...sql.NamedArg) error {
	_, err := db.pool.ExecContext(ctx, statements, anys(args)...)
	return classify(ctx, err)
}

// Query runs one query; see Release.Query.
func (db *DB) Query(ctx context.Context, query string, args ...sql.NamedArg) (*sql.Rows, error) {
	rows, err := db.pool.QueryContext(ctx, query, anys(args)...)
	return rows, classify(ctx, err)
}

// Scan runs a query whose answer is one row, and stores its columns. sql.ErrNoRows if there is none.
func (db *DB) Scan(ctx context.Context, query string, into []any, args ...sql.NamedArg) error {
	return classify(ctx, db.pool.QueryRowContext(ctx, query, anys(args)...).Scan(into...))
}

// Each runs a query and calls a function for every row with the row's columns as text; nil is null.
func (db *DB) Each(ctx context.Context, query string, do func(columns []string, row []*string) error, args ...sql.NamedArg) error {
	rows, err := db.Query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make([]*string, len(columns))
		for i, v := range values {
			row[i] = textOf(v)
		}
		if err := do(columns, row); err != nil {
			return err
		}
	}
	return classify(ctx, rows.Err())
}

// textOf prints a value of the driver as the engine would; nil is null.
func textOf(value any) *string {
	text := ""
	switch v := value.(type) {
	case nil:
		return nil
	case time.Time:
		text = v.Format(time.DateOnly) // the model has dates, no times
	default:
		text = fmt.Sprint(v)
	}
	return &text
}

// Close checkpoints and closes the database.
func (db *DB) Close() error {
	closer, _ := db.connector.(interface{ Close() error })
	return errors.Join(db.pool.Close(), closer.Close())
}

func anys(args []sql.NamedArg) []any {
	all := make([]any, len(args))
	for i, a := range args {
		all[i] = a
	}
	return all
}

// classify gives a driver error its meaning, by the type that the driver names and by the state of the context.
func classify(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", ErrDeadline, context.DeadlineExceeded)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var engine *duckdb.Error
	if !errors.As(err, &engine) {
		return err
	}
	switch engine.Type {
	case duckdb.ErrorTypeOutOfMemory:
		return fmt.Errorf("%w: %w", ErrMemory, engine)
	case duckdb.ErrorTypePermission, duckdb.ErrorTypeInvalidConfiguration, duckdb.ErrorTypeSettings:
		return &QueryError{Reason: engine.Msg, Forbidden: true, err: engine}
	case duckdb.ErrorTypeFatal, duckdb.ErrorTypeInternal, duckdb.ErrorTypeIO, duckdb.ErrorTypeConnection:
		return engine
	}
	unknown := engine.Type == duckdb.ErrorTypeCatalog || engine.Type == duckdb.ErrorTypeBinder
	return &QueryError{Reason: engine.Msg, Unknown: unknown, err: engine}
}
