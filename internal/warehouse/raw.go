package warehouse

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Raw returns the path of the bytes with a hash. fs.ErrNotExist if the store does not hold them.
func (s *Store) Raw(hash string) (string, error) {
	path := filepath.Join(s.dir, "raw", hash)
	_, err := os.Stat(path)
	return path, err
}

// KeepRaw stores bytes as received under their hash and returns the path. Bytes that are held already are not written again.
func (s *Store) KeepRaw(hash string, text []byte) (string, error) {
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != hash {
		return "", fmt.Errorf("bytes with hash %s are offered as %s", hex.EncodeToString(sum[:]), hash)
	}
	path, err := s.Raw(hash)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return path, err
	}
	return path, writeDurably(path, text)
}
