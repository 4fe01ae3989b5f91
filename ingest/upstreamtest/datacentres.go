package upstreamtest

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
)

const (
	centresPath    = "/data/data_centers/data_centers.csv"
	timelinesPath  = "/data/data_centers/data_center_timelines.csv"
	centresArchive = "/data/data_centers/data_centers.zip"
	clustersPath   = "/data/gpu_clusters.csv"
	clustersZip    = "/data/gpu_clusters.zip"
)

func init() {
	register(publisher{paths: []string{centresPath}, answer: always("text/csv", dataCentres)})
	register(publisher{paths: []string{timelinesPath}, answer: always("text/csv", dataCentreTimelines)})
	register(publisher{paths: []string{centresArchive}, answer: always("application/zip", func(revision int) []byte {
		return packAll(map[string][]byte{"data_centers.csv": dataCentres(revision), "data_center_timelines.csv": dataCentreTimelines(revision)})
	})})
	register(publisher{paths: []string{clustersPath}, answer: always("text/csv", gpuClusters)})
	register(publisher{paths: []string{clustersZip}, answer: always("application/zip", func(revision int) []byte {
		return pack("gpu_clusters/gpu_clusters.csv", gpuClusters(revision))
	})})
}

// packAll makes an archive of several members.
func packAll(members map[string][]byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(members[name])
		}
		if err != nil {
			panic(err) // memory only
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func table(rows [][]string) []byte {
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		panic(err) // memory only
	}
	return out.Bytes()
}

// dataCentres are invented sites: names with marks of how sure they are, lists in cells, positions in degrees, minutes and seconds or
// in decimals, cells of several lines, a country that no list has.
func dataCentres(revision int) []byte {
	rows := [][]string{{"Name", "Owner", "Users", "Project", "Country", "Address", "Latitude", "Longitude", "Current H100 equivalents", "Current power (MW)",
		"Current total capital cost (2025 USD billions)", "Current chip types", "All chip types", "Investors", "Selected Sources", "Notes"}}
	rows = append(rows,
		[]string{"Sample Campus North", "Microsoft #confident", "OpenAI #likely, Microsoft #confident, Rumour Ltd #speculative", "Example", "United States", "1 Example Road", `32°35'50.3"N`, `99°44'05"W`,
			fmt.Sprint(400000 + revision), "300.5", "12.5", "NVIDIA GB200 #confident, NVIDIA H100 #unlikely", "", "", "https://example.org", "Two\nlines, and a \"quote\"."},
		[]string{`"Campus, Phase 1"`, "Mistral AI #likely, Microsoft #unlikely", "Mistral AI", "", "France,France", "", "48.5", "2.25", "10000", "20", "", "", "", "", "", ""},
		[]string{"Shared Halls", "Alibaba #confident, Tencent #likely, Nobody Ltd", "", "", "China (mainland)", "", `40° 10' N`, `116° 30' 30" E`, "50000", "80", "", "", "", "", "", ""},
		[]string{"Two Owners", "Oracle, SoftBank", "", "", "United States of America", "", "somewhere", "", "", "0", "", "", "", "", "", ""},
		[]string{"Private Halls", "", "", "", "Kyrgyzstan", "", "", "", "1", "1", "", "", "", "", "", ""},
		[]string{"Lost Halls", "", "", "", "Atlantis", "", "", "", "1", "1", "", "", "", "", "", ""},
	)
	for i := range 120 {
		rows = append(rows, []string{fmt.Sprintf("Sample Site %03d", i), "Google #confident", "", "", "United States", "", "", "", fmt.Sprint(1000 + i), fmt.Sprint(1 + i), "", "", "", "", "", ""})
	}
	return table(rows)
}

// dataCentreTimelines are what the invented sites had, and are expected to have, at some dates.
func dataCentreTimelines(revision int) []byte {
	rows := [][]string{{"Data center", "Date", "Construction status", "Buildings operational", "IT power (MW)", "Power (MW)", "Water use (MGD)", "H100 equivalents"}}
	for _, r := range [][4]string{
		{"Sample Campus North", "2024-03-01", "100", "100000"}, {"Sample Campus North", "2024-11-30", "200", "200000"},
		{"Sample Campus North", "2026-10-01", "300.5", fmt.Sprint(400000 + revision)}, {"Sample Campus North", "2026-12-15", "500", "900000"}, {"Sample Campus North", "2027-06-30", "1000", "2000000"},
		{`"Campus, Phase 1"`, "2025-05-05", "20", "10000"}, {"Shared Halls", "2025-01-31", "", "50000"}, {"Shared Halls", "2026-02-01", "80", "50000"},
		{"Two Owners", "2027-01-01", "700", ""}, {"Lost Halls", "2024-01-01", "1", "1"},
	} {
		rows = append(rows, []string{r[0], r[1], "Roof on,\nwalls up", "1", "", r[2], "", r[3]})
	}
	for i := range 120 {
		rows = append(rows, []string{fmt.Sprintf("Sample Site %03d", i), fmt.Sprintf("2025-%02d-01", 1+i%12), "Built", "1", "", fmt.Sprint(1 + i), "", fmt.Sprint(1000 + i)})
	}
	return table(rows)
}

// gpuClusters is the list that ended: names in three quotes, many without a name of their own, planned ones and doubtful ones.
func gpuClusters(revision int) []byte {
	rows := [][]string{{"Name", "Status", "Certainty", "Single cluster?", "Max OP/s (log)", "H100 equivalents", "Chip type (primary)", "Chip quantity (primary)", "Country", "Owner",
		"First Operational Date", "Note", "Sector", "Power Capacity (MW)", "Possible Duplicate"}}
	rows = append(rows,
		[]string{`"Sample, Phase 1"`, "Existing", "Confirmed", "Yes", "19.5", "23536.0", "NVIDIA GH200", "23536.0", "Germany", "Agency A,Agency B", "2025-06-10", "", "Public", "18.0", ""},
		[]string{"Future Campus", "Planned", "Likely", "Yes", "", "1263264.27", "NVIDIA GB200", "500000.0", "France", "", "", "", "Private", fmt.Sprint(1000 + revision), ""},
		[]string{"Old Machine", "Decommissioned", "Confirmed", "Yes", "", "10", "", "", "Japan", "", "2019", "", "", "", ""},
		[]string{"Rumoured Machine", "Existing", "Unlikely", "Yes", "", "10", "", "", "Japan", "", "2019", "", "", "", ""},
		[]string{"Sample Twice", "Existing", "Confirmed", "Yes", "", "10", "", "", "Japan", "", "2019", "", "", "", "True"},
	)
	for i := range 130 {
		rows = append(rows, []string{"Anonymized Chinese System", "Existing", "Likely", "Unclear", fmt.Sprint(17 + i%3), fmt.Sprintf("%d.5", 512+i), "", "", "China", "", "2023-05-01", "", "Public", "", ""})
	}
	return table(rows)
}
