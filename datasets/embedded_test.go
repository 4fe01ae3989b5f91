package datasets

import "testing"

func TestLoad_embedded(t *testing.T) {
	if _, err := Load(Embedded()); err != nil {
		t.Fatal(err)
	}
}
