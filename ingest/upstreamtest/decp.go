package upstreamtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sextant/internal/warehouse"
)

func init() {
	register(publisher{paths: []string{"/api/1/datasets/r/11cea8e8-df3e-4ed1-932b-781e2635e432"}, answer: always("application/vnd.apache.parquet", decp)})
}

// decpRow is a row of the consolidation: one for each supplier of a version of a contract.
type decpRow struct{ uid, supplier, name, object, amount, day, latest, nature string }

// decp is the consolidated table of French contracts, in Parquet: a contract of several suppliers with its whole amount in each
// row, versions that are not the latest, amounts that somebody mistyped or left out, a supplier abroad.
func decp(revision int) []byte {
	rows := []decpRow{
		{"99990000100010-2026-001", "99990000200020", "IA SERVICES SAS", "Assistant fondé sur l'intelligence artificielle", fmt.Sprint(85000 + revision), "2026-03-02", "true", "Marché"},
		{"99990000100010-2026-001", "99990000300030", "DATA COOP", "Assistant fondé sur l'intelligence artificielle", fmt.Sprint(85000 + revision), "2026-03-02", "true", "Marché"},
		{"99990000100010-2026-001", "99990000200020", "IA SERVICES SAS", "Assistant fondé sur l'intelligence artificielle", "60000", "2026-02-01", "false", "Marché"},
		{"99990000100010-2025-009", "99990000200020", "IA SERVICES SAS", "Maintenance", "999999999999.0", "2025-01-02", "false", "Marché"},
		{"99990000100010-2025-010", "99990000200020", "IA SERVICES SAS", "Plateforme d'apprentissage automatique", "999999999999.0", "2025-02-02", "true", "Marché"},
		{"99990000100010-2025-011", "99990000200020", "IA SERVICES SAS", "Outils d'IA générative", "2000000", "2025-03-02", "true", "Accord-cadre"},
		{"99990000100010-2025-012", "BE0999999999", "Exemple NV", "Logiciel libre de vision par ordinateur et deep learning", "", "2025-04-02", "true", "Marché"},
		{"99990000100010-2025-013", "99990000200020", "IA SERVICES SAS", "Robotique et algorithmes", "50000", "2025-05-02", "true", "Marché"},
		{"99990000100010-2025-014", "99990000200020", "IA SERVICES SAS", "Algorithmes robotiques autonomes", "50000", "2025-05-03", "true", "Marché"},
	}
	for n := range 200 {
		rows = append(rows, decpRow{fmt.Sprintf("99990000400040-2024-%03d", n), "99990000500050", "BTP EXEMPLE", "Travaux de voirie", fmt.Sprint(40000 + n), "2024-06-01", "true", "Marché"})
	}
	values := make([]string, len(rows))
	for i, r := range rows {
		values[i] = fmt.Sprintf("(%s, '99990000100010', 'COMMUNE EXEMPLE', %s, %s, %s, try_cast(%s as double), '72262000', date '%s', %s, %s)", text(r.uid), text(r.supplier), text(r.name), text(r.object),
			text(r.amount), r.day, r.latest, text(r.nature))
	}
	return parquet("select * from (values " + strings.Join(values, ", ") + ") as rows(uid, acheteur_id, acheteur_nom, titulaire_id, titulaire_nom, objet, montant, codeCPV, dateNotification, donneesActuelles, nature)")
}

func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// parquet is a file of what a query gives.
func parquet(query string) []byte {
	dir, err := os.MkdirTemp("", "upstream-")
	if err != nil {
		panic(err) // a stand-in has no reader to tell
	}
	defer os.RemoveAll(dir)
	ctx, file := context.Background(), filepath.Join(dir, "table.parquet")
	db, err := warehouse.Create(ctx, filepath.Join(dir, "table.duckdb"), warehouse.Options{})
	if err != nil {
		panic(err)
	}
	defer db.Close()
	if err := db.Exec(ctx, "copy ("+query+") to "+text(file)+" (format parquet)"); err != nil {
		panic(err)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return body
}
