package dashboard

import (
	"fmt"
	"testing"
	"time"
)

func TestLimiter_bucketFillsAgain(t *testing.T) {
	l := newLimiter(10, 3)
	now := time.Unix(0, 0)
	for n := range 3 {
		if ok, _ := l.allow("192.0.2.1", now); !ok {
			t.Fatalf("request %d refused", n)
		}
	}
	ok, wait := l.allow("192.0.2.1", now)
	if ok || wait <= 0 || wait > 100*time.Millisecond {
		t.Errorf("fourth request: %v, wait %v", ok, wait)
	}
	if ok, _ := l.allow("192.0.2.2", now); !ok {
		t.Error("another client is refused")
	}
	if ok, _ := l.allow("192.0.2.1", now.Add(100*time.Millisecond)); !ok {
		t.Error("a filled bucket refuses")
	}
}

func TestLimiter_countsNetworks(t *testing.T) {
	for _, pair := range [][2]string{{"2001:db8::1", "2001:db8::ffff:1"}, {"::ffff:192.0.2.1", "192.0.2.1"}, {"nonsense", "other nonsense"}} {
		if network(pair[0]) != network(pair[1]) {
			t.Errorf("%s and %s are counted apart", pair[0], pair[1])
		}
	}
	if network("2001:db8:0:1::1") == network("2001:db8:0:2::1") {
		t.Error("two networks are counted as one")
	}
}

func TestLimiter_boundsItsMemory(t *testing.T) {
	l := newLimiter(1, 1)
	now := time.Unix(0, 0)
	for n := range maxBuckets + 10 {
		l.allow(fmt.Sprintf("10.%d.%d.%d", n>>16, n>>8&255, n&255), now)
	}
	if len(l.buckets) > maxBuckets {
		t.Errorf("%d buckets", len(l.buckets))
	}
}

func TestLimiter_offLetsEverythingThrough(t *testing.T) {
	l := newLimiter(0, 0)
	for range 1000 {
		if ok, _ := l.allow("192.0.2.1", time.Unix(0, 0)); !ok {
			t.Fatal("refused")
		}
	}
}
