package dashboard

import (
	"net/netip"
	"sync"
	"time"
)

// A limiter is a token bucket for each client. Clients are addresses of connections (or what a trusted proxy says), IPv6 ones by
// their /64, so that no header and no spare address walks around it. Safe for concurrent use.
type limiter struct {
	rate  float64 // tokens a second; 0 lets everything through
	burst float64

	mu      sync.Mutex
	buckets map[netip.Addr]bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

// maxBuckets bounds the memory: when it is reached, full buckets, which say nothing, are dropped; if none is full, all are.
const maxBuckets = 50_000

func newLimiter(rate float64, burst int) *limiter {
	return &limiter{rate: rate, burst: float64(burst), buckets: map[netip.Addr]bucket{}}
}

// allow takes a token of a client. If there is none it returns how long to wait for one.
func (l *limiter) allow(client string, now time.Time) (bool, time.Duration) {
	if l.rate <= 0 {
		return true, 0
	}
	addr := network(client)
	l.mu.Lock()
	defer l.mu.Unlock()
	b, known := l.buckets[addr]
	if !known {
		if len(l.buckets) >= maxBuckets {
			l.sweep(now)
		}
		b = bucket{tokens: l.burst, at: now}
	}
	b.tokens = l.filled(b, now)
	b.at = now
	if b.tokens < 1 {
		l.buckets[addr] = b
		return false, time.Duration((1 - b.tokens) / l.rate * float64(time.Second))
	}
	b.tokens--
	l.buckets[addr] = b
	return true, 0
}

func (l *limiter) filled(b bucket, now time.Time) float64 {
	return min(l.burst, b.tokens+l.rate*max(0, now.Sub(b.at).Seconds()))
}

func (l *limiter) sweep(now time.Time) {
	for addr, b := range l.buckets {
		if l.filled(b, now) >= l.burst {
			delete(l.buckets, addr)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}

// network returns the address that a client is counted under. What is no address is counted as one client.
func network(client string) netip.Addr {
	addr, err := netip.ParseAddr(client)
	if err != nil {
		return netip.Addr{}
	}
	addr = addr.Unmap().WithZone("")
	if addr.Is4() {
		return addr
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return addr
	}
	return prefix.Addr()
}
