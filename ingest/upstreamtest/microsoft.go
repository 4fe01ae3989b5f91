package upstreamtest

import (
	"fmt"
	"strings"
)

const diffusionPath = "/microsoft/ai-diffusion-report/main/data/AI_Diffusion_Q12026_Update.csv"

func init() {
	register(publisher{paths: []string{diffusionPath}, answer: always("text/plain; charset=utf-8", diffusion)})
}

// diffusion has a column for each wave, names of places, shares with a sign, carriage returns, and no line feed at its end.
func diffusion(revision int) []byte {
	lines := []string{"Economy,H1 2025 AI Diffusion,H2 2025 AI Diffusion,Q1 2026 AI Diffusion"}
	if revision > 1 {
		lines[0] += ",Q2 2026 AI Diffusion"
	}
	places := strings.Split("France|Germany|United States|China|South Korea|Hong Kong|Czechia|Viet Nam|Kyrgyzstan|Atlantis|Spain|Italy|Poland|Sweden|Japan|India|Brazil|Canada|Mexico|Kenya", "|")
	for n, place := range places {
		line := fmt.Sprintf("%s,%d.10%%,%d.2%d%%,%d.00%%", place, 10+n, 11+n, revision%10, 12+n)
		if revision > 1 {
			line += fmt.Sprintf(",%d.50%%", 13+n)
		}
		lines = append(lines, line)
	}
	return []byte(strings.Join(lines, "\r\n"))
}
