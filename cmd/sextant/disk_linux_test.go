package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk names the folder on which the process that tests a full disk mounts a small one.
const smallDisk = "SEXTANT_TEST_SMALL_DISK"

// smallDiskBytes is a disk that holds some releases of the small tree, and not many.
const smallDiskBytes = "160m"

// A disk that is full at any stage of a live ingest leaves the release that was, and the next ingest repairs everything.
// The disk is a file system in memory, mounted in a namespace of its own, for which nobody needs to be root; where that is not
// allowed, a limit on the size of files stands for it.
func TestIngest_fullDisk(t *testing.T) {
	if dir := os.Getenv(smallDisk); dir != "" {
		fillDisk(t, dir)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestIngest_fullDisk$", "-test.v")
	cmd.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	said, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	switch {
	case err == nil && strings.Contains(string(said), "--- PASS"):
		t.Logf("%s", said)
	case errors.As(err, &ended) && !strings.Contains(string(said), cannotMount):
		t.Errorf("%v\n%s", err, said)
	default:
		t.Logf("NO SMALL DISK CAN BE MOUNTED HERE (%v): a limit on the size of files stands for a full disk", err)
		limitFiles(t)
	}
}

const cannotMount = "the small disk cannot be mounted"

// fillDisk ingests on a small disk with ever more room, until there is enough.
func fillDisk(t *testing.T, dir string) {
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size="+smallDiskBytes); err != nil {
		t.Fatalf("%s: %v", cannotMount, err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) }) // it goes with the namespace in any case
	p := newPlant(t, filepath.Join(dir, "data"))
	first := p.current()
	for _, room := range []int64{8 << 10, 300 << 10, 3 << 20} { // for a receipt, for a download, for a part of a release
		p.upstream.Revise()
		ballast := fill(t, dir, room)
		said, err := p.command(p.data).CombinedOutput()
		if err == nil {
			t.Errorf("with %d bytes of room: %s", room, said)
		}
		t.Logf("with %d bytes of room: %v, %s", room, err, lastLine(said))
		if id := p.current(); id != first {
			t.Errorf("with %d bytes of room: %s is current", room, id)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
	p.repaired()
}

// fill leaves so many bytes free on a disk, and returns the file that takes the others.
func fill(t *testing.T, dir string, room int64) string {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		t.Fatal(err)
	}
	size := int64(disk.Bavail)*int64(disk.Bsize) - room
	path := filepath.Join(dir, "ballast")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := syscall.Fallocate(int(file.Fd()), 0, 0, size); err != nil {
		t.Fatal(err)
	}
	return path
}

// limitFiles ingests in a process that may not write files beyond a size.
func limitFiles(t *testing.T) {
	p := newPlant(t, t.TempDir())
	first := p.current()
	for _, blocks := range []string{"8", "600"} { // of 512 bytes
		p.upstream.Revise()
		cmd := p.command(p.data)
		cmd.Args = append([]string{"sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "sh", cmd.Path}, cmd.Args[1:]...)
		cmd.Path = "/bin/sh"
		said, err := cmd.CombinedOutput()
		if err == nil {
			t.Errorf("files of %s blocks: %s", blocks, said)
		}
		t.Logf("files of %s blocks: %v, %s", blocks, err, lastLine(said))
		if id := p.current(); id != first {
			t.Errorf("files of %s blocks: %s is current", blocks, id)
		}
	}
	p.repaired()
}

func lastLine(said []byte) string {
	text := strings.TrimSpace(string(said))
	return text[strings.LastIndex(text, "\n")+1:]
}
