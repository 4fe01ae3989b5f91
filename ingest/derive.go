package ingest

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed derived/*.sql
var derivedFiles embed.FS

// derive fills the tables that repeat what others hold in another shape, each from a file of its own. It runs when the others have
// their corrections.
func (b *builder) derive(ctx context.Context) error {
	files, err := fs.Glob(derivedFiles, "derived/*.sql")
	if err != nil {
		return err
	}
	for _, file := range files {
		table := strings.TrimSuffix(path.Base(file), ".sql")
		text, err := derivedFiles.ReadFile(file)
		if err != nil {
			return err
		}
		b.step("derive", table, len(files))
		if err := b.db.Exec(ctx, string(text)); err != nil {
			return fmt.Errorf("derive %s: %w", table, err)
		}
	}
	return nil
}
