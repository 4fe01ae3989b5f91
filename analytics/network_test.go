package analytics

import (
	"strings"
	"testing"
	"testing/fstest"
)

const soundNetwork = `title: Network
question: Who with whom?
aggregate: network
method: assortativity
of: {indicator: weights}
among: DE,FR
kind: ratio
time: dated
unit: coefficient
frequencies: [year]
is_not: [Nothing.]
`

const soundWeights = `title: Weights
question: How much?
from: collaboration
value: weight
aggregate: sum
kind: flow
time: dated
groups: own
dimensions:
  - {id: partner, column: destination_economy, list: economy}
unit: contributions
frequencies: [year]
is_not: [Nothing.]
`

func TestNetwork_lint(t *testing.T) {
	load := func(weights, network string) string {
		_, err := loadFrom(fstest.MapFS{"i/weights.yaml": {Data: []byte(weights)}, "i/network.yaml": {Data: []byte(network)}}, "i/*.yaml")
		if err == nil {
			return ""
		}
		return err.Error()
	}
	if wrong := load(soundWeights, soundNetwork); wrong != "" {
		t.Fatalf("a sound network: %s", wrong)
	}
	for _, c := range []struct{ weights, network, want string }{
		{soundWeights, strings.Replace(soundNetwork, "assortativity", "friendship", 1), "a network names a method"},
		{soundWeights, strings.Replace(soundNetwork, "DE,FR", "DE", 1), "a network has economies"},
		{soundWeights, strings.Replace(soundNetwork, "among: DE,FR\n", "", 1), "a network, and only it, says among which"},
		{soundWeights, strings.Replace(soundNetwork, "indicator: weights", "indicator: none", 1), "indicator none does not exist"},
		{strings.Replace(soundWeights, "id: partner", "id: other", 1), soundNetwork, "weights has no dimension partner"},
		{soundWeights + "among: DE,FR\n", soundNetwork, "a network, and only it, says among which"},
	} {
		if wrong := load(c.weights, c.network); !strings.Contains(wrong, c.want) {
			t.Errorf("want %q, got %q", c.want, wrong)
		}
	}
}
