package main

import (
	"os/exec"
	"runtime"
	"syscall"
)

// niceness is how far a process that works beside the server stands behind it.
const niceness = 10

// runGently runs a process behind the server, and has the system end it if the server is killed.
func runGently(cmd *exec.Cmd) error {
	ended := make(chan error, 1)
	go func() {
		// The system takes the priority of the thread that starts a process, and watches that thread. It goes with this goroutine: a
		// thread that has stepped back may not step forward again.
		runtime.LockOSThread()
		if err := syscall.Setpriority(syscall.PRIO_PROCESS, 0, niceness); err != nil {
			ended <- err
			return
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		ended <- cmd.Run()
	}()
	return <-ended
}
