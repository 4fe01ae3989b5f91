//go:build !linux

package main

import "os/exec"

// runGently runs a process.
func runGently(cmd *exec.Cmd) error { return cmd.Run() }
