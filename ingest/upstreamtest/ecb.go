package upstreamtest

import (
	"bytes"
	"fmt"
	"time"
)

const ecbPath = "/stats/eurofxref/eurofxref-hist.zip"

func init() {
	register(publisher{paths: []string{ecbPath}, answer: always("application/zip", ecb)})
}

// ecb is the history of reference rates: newest first, wide, every line with a comma at its end, dead currencies with N/A.
func ecb(revision int) []byte {
	var out bytes.Buffer
	out.WriteString("Date,USD,JPY,CYP,GBP,CNY,\n")
	first := time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
	for day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !day.Before(first); day = day.AddDate(0, 0, -1) {
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		wave := float64(day.YearDay()%20+revision) / 1000
		fmt.Fprintf(&out, "%s,%.4f,%.2f,N/A,%.5f,%.4f,\n", day.Format(time.DateOnly), 1.12+wave, 160+10*wave, 0.86+wave, 7.9+wave)
	}
	return pack("eurofxref-hist.csv", out.Bytes())
}
