package fetch

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
)

// What an archive may hold at most, whatever the size of its source.
const (
	maxMembers = 10000
	maxRatio   = 200 // unpacked : packed, for members above smallMember
	maxTotal   = 8   // unpacked size of all members, in sizes of the source's limit

	smallMember = 1 << 20
)

// archive is a zip file that was downloaded in this run: several sources may be members of it.
type archive struct {
	path           string
	etag, modified string
}

// member brings one member of an archive into the vault. The archive itself is not kept: packed again with other times it
// would look new.
func (c *Client) member(ctx context.Context, v *Vault, s Source, r request, before Part) (Part, error) {
	r.archive = true
	c.mu.Lock()
	a, ok := c.archives[r.id()]
	c.mu.Unlock()
	if !ok {
		got, err := c.get(ctx, v, r)
		if err != nil {
			return Part{}, err
		}
		if got.unchanged {
			return before, nil
		}
		if err := hasSum(got.path, s.sum); err != nil {
			return Part{}, errors.Join(fmt.Errorf("%s: %w", s.URL, err), os.Remove(got.path), ignoreMissing(os.Remove(got.path+".json")))
		}
		a = archive{got.path + ".zip", got.etag, got.modified}
		if err := os.Rename(got.path, a.path); err != nil {
			return Part{}, err
		}
		os.Remove(got.path + ".json") // without the bytes it says nothing; the next run drops what is left
		c.mu.Lock()
		c.archives[r.id()] = a
		c.mu.Unlock()
	}
	hash, size, err := v.unzip(a.path, s)
	if err != nil {
		return Part{}, fmt.Errorf("%s: %w", s.URL, err)
	}
	return Part{URL: r.id(), SHA256: hash, Bytes: size, ETag: a.etag, LastModified: a.modified}, nil
}

// Close removes the archives of this run.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, a := range c.archives {
		os.Remove(a.path) // what stays is overwritten by the next run
		delete(c.archives, id)
	}
	c.http.CloseIdleConnections()
}

// unzip stores the member of an archive that a source wants.
func (v *Vault) unzip(file string, s Source) (string, int64, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return "", 0, noArchive(file, err)
	}
	defer z.Close()
	member, err := findMember(z.File, s)
	if err != nil {
		return "", 0, err
	}
	in, err := member.Open()
	if err != nil {
		return "", 0, fmt.Errorf("member %s: %w", member.Name, err)
	}
	defer in.Close()
	hash, size, err := v.keep(in, s.Kind, s.Limits.Bytes)
	if err != nil {
		return "", 0, fmt.Errorf("member %s: %w", member.Name, err)
	}
	return hash, size, nil
}

// noArchive says what a file is that is no zip archive.
func noArchive(file string, err error) error {
	head := make([]byte, 512)
	if f, openErr := os.Open(file); openErr == nil {
		n, _ := f.Read(head) // what cannot be read is not shown
		head = head[:n]
		f.Close()
	}
	if reason := judgeKind(head, "a zip archive"); reason != "" {
		return errors.New(reason)
	}
	return fmt.Errorf("not a zip archive that can be read: %w", err)
}

// A NoMemberError says that an archive lacks the wanted member.
type NoMemberError struct{ Member string }

// Error names the member.
func (e *NoMemberError) Error() string { return "the archive has no member " + e.Member }

// fitsMember matches the base name of a member, or its whole path if the pattern has a folder. A folder that may be any may
// also be none.
func fitsMember(pattern, name string) (bool, error) {
	if rest, ok := strings.CutPrefix(pattern, "*/"); ok {
		pattern = rest
	}
	if !strings.Contains(pattern, "/") {
		name = path.Base(name)
	}
	return path.Match(pattern, name)
}

// findMember finds the wanted member, in whatever folder, and refuses what looks like a bomb. What a member says about its
// size is checked here; what it really holds, while it is unpacked.
func findMember(members []*zip.File, s Source) (*zip.File, error) {
	if len(members) > maxMembers {
		return nil, fmt.Errorf("the archive has %d members, more than %d", len(members), maxMembers)
	}
	var found *zip.File
	var total uint64
	for _, m := range members {
		if total += m.UncompressedSize64; total > uint64(s.Limits.Bytes)*maxTotal {
			return nil, fmt.Errorf("the members of the archive are larger than %d bytes", s.Limits.Bytes*maxTotal)
		}
		if m.UncompressedSize64 > smallMember && m.UncompressedSize64 > m.CompressedSize64*maxRatio {
			return nil, fmt.Errorf("member %q says that it unpacks to %d times its size", m.Name, m.UncompressedSize64/max(1, m.CompressedSize64))
		}
		fits, err := fitsMember(s.Member, m.Name)
		if err != nil {
			return nil, err
		}
		if !fits || m.FileInfo().IsDir() || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("the archive has two members %s: %q and %q", s.Member, found.Name, m.Name)
		}
		found = m
	}
	if found == nil {
		return nil, &NoMemberError{s.Member}
	}
	if found.Flags&1 != 0 {
		return nil, fmt.Errorf("member %q is encrypted", found.Name)
	}
	return found, nil
}
