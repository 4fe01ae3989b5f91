// Package warehouse keeps releases: it is the only package that knows which engine holds the data.
package warehouse

// A Store is a folder of releases and a pointer to the current one.
type Store struct{}
