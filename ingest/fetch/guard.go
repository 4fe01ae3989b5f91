package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// maxRedirects is how often one request may be sent elsewhere.
const maxRedirects = 5

// A Forbidden error is an address that must not be asked. It is never tried again.
type Forbidden struct{ Reason string }

// Error tells why.
func (e *Forbidden) Error() string { return e.Reason }

// reserved are ranges that no public server has, beside those that package netip names.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"),
}

// judgeAddress says why an address must not be dialled, or nothing.
func judgeAddress(ip netip.Addr, allowLoopback bool) error {
	ip = ip.Unmap().WithZone("")
	if ip.IsLoopback() && allowLoopback {
		return nil
	}
	bad := ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || !ip.IsGlobalUnicast()
	for _, p := range reserved {
		bad = bad || p.Contains(ip)
	}
	if bad {
		return &Forbidden{fmt.Sprintf("address %s is not on the public internet", ip)}
	}
	return nil
}

// judgeURL says why a URL must not be asked, or nothing.
func (c *Client) judgeURL(u *url.URL) error {
	switch {
	case u.Host == "" || u.User != nil:
		return &Forbidden{fmt.Sprintf("%s is no address of a server", u.Redacted())}
	case u.Scheme == "https", u.Scheme == "http" && c.options.AllowLoopback && isLoopback(u.Hostname()):
		return nil
	}
	return &Forbidden{fmt.Sprintf("%s is not https", u.Redacted())}
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// redirect follows at most maxRedirects, and only to where a request may go.
func (c *Client) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return &Forbidden{fmt.Sprintf("redirected more than %d times", maxRedirects)}
	}
	if secret, ok := r.Context().Value(secretKey{}).(string); ok && r.URL.Host != via[0].URL.Host {
		r.Header.Del(secret)
	}
	return c.judgeURL(r.URL)
}

// secretKey names the header of a request that another host must not see.
type secretKey struct{}

type connectKey struct{}

// transport dials only after it has seen the address that a name stands for, so that no name can lead inside.
func (c *Client) transport() *http.Transport {
	dial := c.options.Dial
	if dial == nil {
		dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return &Forbidden{fmt.Sprintf("%q is no address", address)}
			}
			return judgeAddress(at.Addr(), c.options.AllowLoopback)
		}}
		dial = dialer.DialContext
	}
	return &http.Transport{
		// No proxy: it would resolve names itself, behind the guard.
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if limit, ok := ctx.Value(connectKey{}).(time.Duration); ok {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, limit)
				defer cancel()
			}
			return dial(ctx, network, addr)
		},
		DisableCompression:     true, // lengths and ranges are those of the bytes sent
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    15 * time.Second,
		MaxIdleConnsPerHost:    1,
		MaxConnsPerHost:        2,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// isForbidden tells whether an error is one of the guard's.
func isForbidden(err error) bool {
	var f *Forbidden
	return errors.As(err, &f)
}
