package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// A Vault is the part of the data folder that holds what was fetched: raw/<sha256> (bytes, unpacked), receipts/<dataset>.json,
// and partial/ (downloads that broke off, kept so that the next run goes on with them).
type Vault struct{ dir string }

// ErrBusy says that another process fetches into the same data folder.
var ErrBusy = errors.New("another fetch is running in this data folder")

// OpenVault returns the vault of a data folder and holds it until the function is called; the system lets go when the
// process ends, however it ends.
func OpenVault(dir string) (*Vault, func(), error) {
	for _, sub := range []string{"raw", "receipts", "partial"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, nil, fmt.Errorf("data folder: %w", err)
		}
	}
	lock, err := os.OpenFile(filepath.Join(dir, "partial", "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, nil, err
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrBusy
	}
	if err != nil {
		return nil, nil, errors.Join(err, lock.Close())
	}
	if err := sweep(dir); err != nil {
		return nil, nil, errors.Join(err, lock.Close())
	}
	// The lock goes with the file; nothing is lost if closing it reports an error.
	return &Vault{dir}, func() { _ = lock.Close() }, nil
}

// Busy says whether somebody fetches into a data folder at this moment.
func Busy(dir string) (bool, error) {
	lock, err := os.Open(filepath.Join(dir, "partial", "lock"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer lock.Close() // and with it the lock, if it was free
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}

// sweep removes what a killed run left and nobody goes on with. The caller holds the lock.
func sweep(dir string) error {
	var errs []error
	for _, pattern := range []string{"raw/.new-*", "receipts/.new-*", "partial/raw-*", "partial/try-*", "partial/*.zip"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		errs = append(errs, err)
		for _, path := range found {
			errs = append(errs, os.RemoveAll(path))
		}
	}
	return errors.Join(errs...)
}

// Reading returns the vault of a data folder for reading only, without holding it.
func Reading(dir string) *Vault { return &Vault{dir} }

// Raw returns the path of the bytes with a hash.
func (v *Vault) Raw(hash string) string { return filepath.Join(v.dir, "raw", hash) }

// holds tells whether bytes are there, and are still those of their name.
func (v *Vault) holds(hash string) bool {
	file, err := os.Open(v.Raw(hash))
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return err == nil && hex.EncodeToString(sum.Sum(nil)) == hash
}

// A Receipt says what is held of one source, and how the last look at it went. Times are for operators: a release knows
// only the day.
type Receipt struct {
	Snapshot
	URL       string    `json:"url"`               // first address asked
	FetchedOn string    `json:"fetched_on"`        // ISO day on which these bytes were received first
	CheckedAt time.Time `json:"checked_at"`        // last time the server was asked with success
	Rows      int64     `json:"rows"`              // staged from it
	Pending   []Part    `json:"pending,omitempty"` // units that a look which failed has brought; the next one goes on from there
	Failure   *Failure  `json:"failure,omitempty"`
	Earlier   []Dated   `json:"earlier,omitempty"` // of a dated source: what was received in earlier months, oldest first
}

// A Dated is an earlier snapshot of a source that stays in use beside the newest one.
type Dated struct {
	Snapshot
	FetchedOn string `json:"fetched_on"`
	Rows      int64  `json:"rows"`
}

// A Failure is why the last look brought nothing that could be used.
type Failure struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Receipts returns the receipts of a dataset, by source. None is an empty map.
func (v *Vault) Receipts(dataset string) (map[string]Receipt, error) {
	all := map[string]Receipt{}
	text, err := os.ReadFile(v.receipts(dataset))
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("receipts of %s: %w", dataset, err)
	}
	return all, nil
}

// KeepReceipts replaces the receipts of a dataset: a reader, and a crash, sees the old ones or the new ones.
func (v *Vault) KeepReceipts(dataset string, all map[string]Receipt) error {
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return durably(v.receipts(dataset), func(w io.Writer) error {
		_, err := w.Write(append(text, '\n'))
		return err
	})
}

func (v *Vault) receipts(dataset string) string {
	return filepath.Join(v.dir, "receipts", dataset+".json")
}

// durably writes a file beside its place, forces it to disk and renames it.
func durably(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil {
		err = errors.Join(file.Chmod(0o644), file.Sync())
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// accept moves a complete download into the vault, unpacked if it is gzip, after a look at what it is.
func (v *Vault) accept(path string, kind Kind, limit int64) (string, int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer os.Remove(path)
	defer os.Remove(path + ".json")
	defer file.Close()
	in := bufio.NewReader(file)
	if magic, _ := in.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return v.keep(in, kind, limit)
	}
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		return "", 0, fmt.Errorf("gzip: %w", err)
	}
	return v.keep(unpacked, kind, limit)
}

// unpacked returns a text as it is, or unpacked if it is gzip.
func unpacked(text []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(text, []byte{0x1f, 0x8b}) {
		return text, nil
	}
	in, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	return io.ReadAll(io.LimitReader(in, limit))
}

// keep stores what it reads under its hash. It refuses what is not of the kind, and what is larger than the limit.
func (v *Vault) keep(in io.Reader, kind Kind, limit int64) (hash string, size int64, err error) {
	body := bufio.NewReader(in)
	head, err := body.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", 0, fmt.Errorf("the data cannot be unpacked: %w", err)
	}
	if reason := judgeKind(head, kind); reason != "" {
		return "", 0, errors.New(reason)
	}
	tmp, err := os.CreateTemp(filepath.Join(v.dir, "partial"), "raw-*")
	if err != nil {
		return "", 0, err
	}
	defer os.Remove(tmp.Name()) // is gone already once it has its name
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(tmp, sum), io.LimitReader(body, limit+1))
	if err == nil && size > limit {
		err = tooLarge(limit)
	}
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return "", 0, err
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	return hash, size, os.Rename(tmp.Name(), v.Raw(hash))
}

// judgeKind says why bytes cannot be of a kind, or nothing. Several portals answer an error as a page of HTML with status 200.
func judgeKind(head []byte, kind Kind) string {
	text := bytes.TrimLeftFunc(bytes.TrimPrefix(head, []byte("\ufeff")), unicode.IsSpace)
	switch {
	case len(text) == 0 && kind == Lines:
		return ""
	case len(text) == 0:
		return "the answer is empty"
	case text[0] == '<':
		return fmt.Sprintf("the answer is a page of HTML or XML, not %s: %s", kind, plain(string(text)))
	case kind == JSON && text[0] != '{' && text[0] != '[', kind == Lines && text[0] != '{':
		return "the answer is not JSON: " + plain(string(text))
	case kind == XLSX && !bytes.HasPrefix(text, []byte("PK\x03\x04")), kind == Parquet && !bytes.HasPrefix(text, []byte("PAR1")):
		return fmt.Sprintf("the answer is not %s: %s", kind, plain(string(text)))
	case kind == CSV && bytes.HasPrefix(text, []byte("PK\x03\x04")):
		return "the answer is a zip archive, not csv"
	}
	return ""
}

// join makes a snapshot of parts, and of what there is not.
func (v *Vault) join(parts []Part, absent []string) (Snapshot, error) {
	s := Snapshot{Parts: parts, Absent: absent}
	var list bytes.Buffer
	for _, p := range parts {
		s.Bytes += p.Bytes
		fmt.Fprintf(&list, "%s  %d  %s\n", p.SHA256, p.Bytes, p.URL)
	}
	if len(parts) == 1 && len(absent) == 0 {
		s.SHA256 = parts[0].SHA256
		return s, nil
	}
	for _, a := range absent {
		fmt.Fprintf(&list, "absent  %s\n", a)
	}
	s.SHA256 = digest(list.Bytes())
	return s, durably(v.Raw(s.SHA256), func(w io.Writer) error {
		_, err := w.Write(list.Bytes())
		return err
	})
}

// partial is a download that is not complete.
type partial struct {
	path      string
	size      int64
	validator string // of the bytes that are there; empty: the server cannot go on
}

// partial returns what is there of an answer.
func (v *Vault) partial(id string) (*partial, error) {
	p := &partial{path: filepath.Join(v.dir, "partial", digest([]byte(id))[:32])}
	text, err := os.ReadFile(p.path + ".json")
	if err == nil {
		err = json.Unmarshal(text, &p.validator)
	}
	stat, statErr := os.Stat(p.path)
	if err != nil || statErr != nil || p.validator == "" {
		return p, p.drop()
	}
	p.size = stat.Size()
	return p, nil
}

// restart begins a download anew.
func (p *partial) restart(validator string) error {
	if err := p.drop(); err != nil {
		return err
	}
	p.validator = validator
	if validator == "" {
		return nil
	}
	text, err := json.Marshal(validator)
	if err != nil {
		return err
	}
	return os.WriteFile(p.path+".json", text, 0o644)
}

// drop forgets what is there.
func (p *partial) drop() error {
	p.size, p.validator = 0, ""
	var errs []error
	for _, path := range []string{p.path, p.path + ".json"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// dropNote forgets what an answer could be gone on with.
func dropNote(path string) error {
	if err := os.Remove(path + ".json"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// readLocal copies a file of a folder that is laid out as the server is: an address with a query stands there with its
// query in its name, or without.
func readLocal(v *Vault, r request) (answer, error) {
	u, err := url.Parse(r.url)
	if err != nil {
		return answer{}, err
	}
	in, err := os.Open(u.Path + "?" + u.RawQuery)
	if errors.Is(err, fs.ErrNotExist) {
		in, err = os.Open(u.Path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return answer{}, fmt.Errorf("%s: %w", r.url, &StatusError{Status: 404, Said: "there is no such file"})
	}
	if err == nil {
		if stat, statErr := in.Stat(); statErr == nil && stat.IsDir() {
			err = errors.Join(errors.New("this is a folder"), in.Close())
		}
	}
	if err != nil {
		return answer{}, fmt.Errorf("%s: %v", r.url, err) // of the source's folder, not of ours
	}
	defer in.Close()
	out, err := os.Create(filepath.Join(v.dir, "partial", digest([]byte(r.id()))[:32]))
	if err != nil {
		return answer{}, err
	}
	n, err := io.Copy(out, io.LimitReader(in, r.limits.Bytes+1))
	if err == nil && n > r.limits.Bytes {
		err = tooLarge(r.limits.Bytes)
	}
	return answer{path: out.Name()}, errors.Join(err, out.Close())
}

var escapedPlace = regexp.MustCompile(`%7B([A-Za-z_]+)%7D`)

// Rebase puts an address under another base: http://127.0.0.1:8080 or file:///srv/mirror. Path and query stay, with the places in them.
func Rebase(address, base string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	b, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	if b.Scheme != "file" && (b.Scheme == "" || b.Host == "") {
		return "", fmt.Errorf("%q is no base address", base)
	}
	u.Scheme, u.Host, u.RawPath = b.Scheme, b.Host, ""
	u.Path = strings.TrimSuffix(b.Path, "/") + u.Path
	return escapedPlace.ReplaceAllString(u.String(), "{$1}"), nil
}
