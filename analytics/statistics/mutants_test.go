package statistics_test

import (
	"testing"

	"sextant/internal/mutant"
)

func TestMutants(t *testing.T) { mutant.Test(t) }
