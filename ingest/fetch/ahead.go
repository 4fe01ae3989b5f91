package fetch

import (
	"bytes"
	"context"
	"crypto/md5" // the publisher's own sum of a download, not a secret
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"strings"
	"time"
)

// A Deferred source may answer with the number of a job, an id of 36 signs, instead of data. The job is asked for until it is
// done, then for its data. Both addresses have {id} where the number goes; without them an answer is taken as it is.
type Deferred struct{ Status, Data string }

// An Index names the file to fetch: the first entry of a list in a JSON document whose name matches a pattern. With a sum,
// such as md5:5a0e…, what comes must have it.
type Index struct {
	URL     string
	List    string // path of the list
	Name    string // path of an entry's name
	Pattern string // as path.Match
	Address string // path of an entry's address
	Sum     string // path of an entry's sum; empty: there is none
	Base    string // stands in the place of the host of the address; tests and mirrors only
}

// What a job is waited for.
const (
	jobPause   = 5 * time.Second
	jobLooks   = 60
	jobHead    = 4096     // an answer that is longer is data
	indexBytes = 16 << 20 // of an index
)

var (
	jobID     = regexp.MustCompile(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`)
	jobState  = regexp.MustCompile(`\b(AVAILABLE|SUBMITTED|PROCESSING|EXPIRED|UNKNOWN_REQUEST|ERROR)\b`)
	jobFooter = regexp.MustCompile(`(?i)^<.*footer`)
)

// job returns the number of the job that a file holds in the place of data; empty if it holds data.
func job(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, jobHead+1))
	if err != nil || len(text) > jobHead {
		return "", err
	}
	text = bytes.Trim(bytes.TrimSpace(text), `"`)
	id := jobID.Find(text)
	if len(id) == len(text) || jobFooter.Match(bytes.ReplaceAll(text, []byte("\n"), nil)) {
		return string(id), nil
	}
	return "", nil
}

// deferred waits for a job and brings its data.
func (c *Client) deferred(ctx context.Context, v *Vault, s Source, id string) (answer, error) {
	r := s.request()
	for range jobLooks {
		r.url = strings.ReplaceAll(s.Deferred.Status, "{id}", id)
		text, err := c.read(ctx, v, r)
		if err != nil {
			return answer{}, err
		}
		switch state := jobState.FindString(string(text)); state {
		case "AVAILABLE":
			r.url = strings.ReplaceAll(s.Deferred.Data, "{id}", id)
			return c.get(ctx, v, r)
		case "SUBMITTED", "PROCESSING":
			if err := c.options.Sleep(ctx, jobPause); err != nil {
				return answer{}, err
			}
		default:
			return answer{}, fmt.Errorf("%s: the job is %q", r.url, state)
		}
	}
	return answer{}, fmt.Errorf("%s: the job is not done after %d looks", r.url, jobLooks)
}

// read brings a short answer into memory.
func (c *Client) read(ctx context.Context, v *Vault, r request) ([]byte, error) {
	r.limits.Bytes = min(r.limits.Bytes, indexBytes)
	got, err := c.get(ctx, v, r)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(got.path)
	return text, errors.Join(err, os.Remove(got.path), ignoreMissing(os.Remove(got.path+".json")))
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// named looks up which file a source is, and the sum that it must have.
func (c *Client) named(ctx context.Context, v *Vault, s Source) (Source, error) {
	i := s.Index
	r := s.request()
	r.url, r.kind = i.URL, JSON
	text, err := c.read(ctx, v, r)
	if err != nil {
		return s, err
	}
	root, err := Decode(text)
	if err != nil {
		return s, fmt.Errorf("%s: %w", i.URL, err)
	}
	list, _ := At(root, i.List).([]any)
	for _, entry := range list {
		name, _ := At(entry, i.Name).(string)
		if fits, _ := path.Match(i.Pattern, name); !fits {
			continue
		}
		address, ok := At(entry, i.Address).(string)
		if !ok {
			return s, fmt.Errorf("%s: entry %q has no address at %q", i.URL, name, i.Address)
		}
		if i.Base != "" {
			if address, err = Rebase(address, i.Base); err != nil {
				return s, err
			}
		}
		s.URL, s.Instead = address, nil
		if i.Sum != "" {
			s.sum, _ = At(entry, i.Sum).(string)
			if !strings.HasPrefix(s.sum, "md5:") {
				return s, fmt.Errorf("%s: entry %q has no md5 sum at %q", i.URL, name, i.Sum)
			}
		}
		return s, nil
	}
	return s, fmt.Errorf("%s: none of its %d entries is called %q", i.URL, len(list), i.Pattern)
}

// hasSum says why a download is not what an index promised.
func hasSum(file, sum string) error {
	want, ok := strings.CutPrefix(sum, "md5:")
	if !ok {
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	hash := md5.New()
	if _, err := io.Copy(hash, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(hash.Sum(nil)); !strings.EqualFold(got, want) {
		return fmt.Errorf("the download has md5 sum %s, its publisher says %s", got, want)
	}
	return nil
}
