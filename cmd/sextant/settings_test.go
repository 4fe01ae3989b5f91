package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// docs/operations.md names every setting with the commands that take it, and no other.
func TestSettings_documented(t *testing.T) {
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{} // flag: commands
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, "|"); len(cells) > 3 && strings.HasPrefix(cells[1], " `--") {
			documented[strings.Trim(cells[1], " `")] = cells[2]
		}
	}
	root := newRoot(io.Discard, io.Discard)
	known := map[string]bool{"--data": true}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" || f.Name == "version" {
				return
			}
			flag, command := "--"+f.Name, strings.TrimPrefix(cmd.CommandPath(), "sextant ")
			known[flag] = true
			if !strings.Contains(documented[flag], command) {
				t.Errorf("docs/operations.md does not name %s of %s", flag, command)
			}
		})
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(root)
	for flag := range documented {
		if !known[flag] {
			t.Errorf("docs/operations.md names %s, which is no flag", flag)
		}
	}
}
