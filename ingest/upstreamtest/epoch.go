package upstreamtest

import (
	"fmt"
	"strings"
)

const (
	epochPath    = "/data/notable_ai_models.csv"
	epochArchive = "/data/ai_models.zip"
)

func init() {
	register(publisher{paths: []string{epochPath}, answer: always("text/csv", epoch)})
	register(publisher{paths: []string{epochArchive}, answer: always("application/zip", func(revision int) []byte {
		return pack("ai_models/notable_ai_models.csv", epoch(revision))
	})})
}

// epoch is a list of models: a byte order mark, cells of several lines, quotes in names, lists in cells with repetition, partial
// dates, a name of a country that means several, entries that come twice.
func epoch(revision int) []byte {
	var out strings.Builder
	out.WriteString("\ufeffModel,Organization,Publication date,Domain,Task,Parameters,Training compute (FLOP),Abstract,Country (of organization),Model accessibility,Frontier model\n")
	row := func(cells ...string) {
		for i, c := range cells {
			cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		out.WriteString(strings.Join(cells, ",") + "\n")
	}
	row(`"Sample, Phase 1"`, "Agency A,Agency B", "2025-06-10", "Language", "Chat", "70000000000", fmt.Sprintf("%de+24", 2+revision), "Two\nlines, and a \"quote\".", "France,France", "Open weights (unrestricted)", "True")
	row("Modèle Exemple", "Institut Exemple", "2026-01", "Multimodal,Language,Telepathy", "", "", "", "", "France,United States of America", "API access", "")
	row("Modèle Exemple", "Institut Exemple", "2026-01-15", "", "", "8e9", "", "", "", "", "")
	row("Old Model", "Agency A", "1997-05-11", "Games", "Chess", "", "", "", "United States of America", "Unreleased", "")
	row("Everywhere", "Many", "2024-02-02", "Vision", "", "", "", "", "Multinational", "", "")
	row("Seoul 1", "Lab K", "2024-03-03", "Telepathy", "", "", "", "", "Korea (Republic of)", "", "")
	for i := range 200 {
		row(fmt.Sprintf("Model %d", i), "Lab", fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28), "Vision", "", fmt.Sprint(1000*(i+1)), fmt.Sprintf("%d.5e+23", i+1), "", "China", "Open weights (restricted use)", "")
	}
	row("Lost", "Nobody", "2024-04-04", "Vision", "", "", "", "", "Atlantis", "", "")
	return []byte(out.String())
}
