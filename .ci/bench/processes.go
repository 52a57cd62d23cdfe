//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// children returns the processes below a process.
func children(pid int) []int {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	var all []int
	for _, list := range lists {
		text, _ := os.ReadFile(list)
		for _, field := range strings.Fields(string(text)) {
			if id, err := strconv.Atoi(field); err == nil {
				all = append(append(all, id), children(id)...)
			}
		}
	}
	return all
}

// ticks returns the sum of fields of /proc/PID/stat behind the name, in seconds.
func ticks(pid int, fields ...int) (sum float64) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	all := strings.Fields(rest)
	for _, i := range fields {
		if i < len(all) {
			n, _ := strconv.ParseFloat(all[i], 64)
			sum += n / 100 // clock ticks, 100 a second on Linux
		}
	}
	return sum
}

// peak returns the most memory that a process had, in bytes.
func peak(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, _ := strconv.ParseFloat(fields[0], 64)
	return kilobytes * 1024
}
