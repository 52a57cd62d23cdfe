//go:build linux

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The states of caches and registry.
const (
	cold = "cold"
	same = "same"
	edit = "edit"
)

// limit names the run of hashing and curl.
const limit = "hash + curl -T"

type cell struct {
	Size  string `json:"size"`
	State string `json:"state"`
	Tool  string `json:"tool"`
	Runs  []cost `json:"runs"`
}

type results struct {
	Cells    []*cell
	Profiles []profile
	Absent   []string // peers that were not measured, and why
}

func (r *results) add(size, state, tool string, c cost) {
	at := r.cell(size, state, tool)
	if at == nil {
		at = &cell{Size: size, State: state, Tool: tool}
		r.Cells = append(r.Cells, at)
	}
	at.Runs = append(at.Runs, c)
	fmt.Fprintf(os.Stderr, "%s %-13s %-17s %7.2f s wall %7.2f s CPU %6.0f MiB %8.3f MB received\n",
		size, state, tool, c.Wall, c.CPU, c.Memory/(1<<20), float64(c.Received)/1e6)
}

func (r *results) cell(size, state, tool string) *cell {
	for _, c := range r.Cells {
		if c.Size == size && c.State == state && c.Tool == tool {
			return c
		}
	}
	return nil
}

func (c *cell) median(of func(cost) float64) float64 {
	values := c.sorted(of)
	return values[len(values)/2]
}

func (c *cell) sorted(of func(cost) float64) []float64 {
	values := make([]float64, len(c.Runs))
	for i, run := range c.Runs {
		values[i] = of(run)
	}
	slices.Sort(values)
	return values
}

func wall(c cost) float64     { return c.Wall }
func cpu(c cost) float64      { return c.CPU }
func memory(c cost) float64   { return c.Memory }
func written(c cost) float64  { return c.Written }
func received(c cost) float64 { return float64(c.Received) }

// targets are how many times faster than a peer each cell is to be, and how
// many times less CPU it is to take.
var targets = []struct {
	peer  string
	what  string
	of    func(cost) float64
	times map[string]map[string]float64
}{
	{crane, "faster", wall, map[string]map[string]float64{
		cold: {"S": 2, "M": 2, "L": 2}, same: {"S": 12, "M": 15, "L": 70}, edit: {"S": 7, "M": 10, "L": 30},
	}},
	{docker, "faster", wall, map[string]map[string]float64{
		cold: {"S": 5, "M": 8, "L": 10}, same: {"S": 4, "M": 4, "L": 4}, edit: {"S": 4, "M": 40, "L": 300},
	}},
	{crane, "less CPU", cpu, map[string]map[string]float64{cold: {"S": 2, "M": 2, "L": 2}}},
	{docker, "less CPU", cpu, map[string]map[string]float64{cold: {"S": 8, "M": 15, "L": 22}}},
}

func (r *results) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "bench.json"), append(data, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "bench.md"), []byte(r.markdown()), 0o644)
}

func (r *results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Bench of %s\n\n%d processors, %s, %s/%s. Medians; in brackets the least and the most.\n\n",
		time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	b.WriteString("| size | state | tool | wall s | CPU s | peak MiB | MB received | MB written to disk | times ours |\n|---|---|---|---|---|---|---|---|---|\n")
	slices.SortStableFunc(r.Cells, func(x, y *cell) int { return cmp.Or(rank(x.Size)-rank(y.Size), rank(x.State)-rank(y.State)) })
	for _, c := range r.Cells {
		walls := c.sorted(wall)
		ratio := "–"
		if our := r.cell(c.Size, c.State, ours); our != nil {
			ratio = fmt.Sprintf("%.1f", c.median(wall)/our.median(wall))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %.2f (%.2f–%.2f) | %.2f | %.0f | %.3f | %.1f | %s |\n", c.Size, c.State, c.Tool,
			c.median(wall), walls[0], walls[len(walls)-1], c.median(cpu), c.median(memory)/(1<<20), c.median(received)/1e6, c.median(written)/1e6, ratio)
	}
	b.WriteString("\nMB received are what the registry holds more than before; for a second domain and far away all bytes that went to it, with those of TLS and HTTP. MB written are the tool's own; those of a daemon are not counted. Not measured:\n\n")
	for _, line := range r.Absent {
		b.WriteString("- " + line + "\n")
	}
	b.WriteString("\n## Targets\n\n")
	for _, line := range r.judged() {
		b.WriteString("- " + line + "\n")
	}
	return b.String() + r.profiled()
}

func rank(name string) int {
	return slices.Index([]string{"S", "M", "L", cold, same, edit, second, faraway}, name)
}

// judged returns a line "met" or "missed" for each target that was measured.
func (r *results) judged() []string {
	var lines []string
	judge := func(met bool, format string, args ...any) {
		verdict := "missed"
		if met {
			verdict = "met"
		}
		lines = append(lines, verdict+": "+fmt.Sprintf(format, args...))
	}
	for _, our := range r.Cells {
		if our.Tool != ours {
			continue
		}
		at := our.Size + " " + our.State
		least := r.cell(our.Size, our.State, limit)
		for _, t := range targets {
			peer, goal := r.cell(our.Size, our.State, t.peer), t.times[our.State][our.Size]
			if peer == nil || goal == 0 {
				continue
			}
			times := peer.median(t.of) / our.median(t.of)
			judge(times >= goal, "%s %.1f times %s than %s (target %.0f%s)", at, times, t.what, t.peer, goal, beyond(peer, least, t.of, goal))
		}
		if least != nil && our.Size != "S" {
			times := our.median(wall) / least.median(wall)
			judge(times <= 1.15, "%s %.2f times hashing and sending the inputs (target 1.15)", at, times)
			more := our.median(received)/least.median(received) - 1
			judge(more <= 0.001, "%s received %.3f %% more than the inputs (target 0.1 %%)", at, 100*more)
		}
		switch our.State {
		case same:
			judge(our.median(received) == 0, "%s %.0f bytes received (target 0)", at, our.median(received))
		case edit:
			judge(our.median(received) <= 5000, "%s %.0f bytes received (target 5,000)", at, our.median(received))
		case second:
			goal := sentBy(our.Size)
			judge(our.median(received) <= goal, "%s %.0f bytes received (target %.0f: model, archive and what is said around them)", at, our.median(received), goal)
		case faraway:
			judge(our.median(wall) <= 1, "%s %.2f s (target 1: ten times to and fro)", at, our.median(wall))
		}
		judge(our.median(memory) <= 64<<20, "%s peak memory %.0f MiB (target 64)", at, our.median(memory)/(1<<20))
	}
	return lines
}

// sentBy returns how many bytes the first push of another domain may send: its
// archive, its model, and 50 kB for TLS and HTTP.
func sentBy(size string) float64 {
	const around = 50_000
	if archiveSizes[size] > 0 {
		return otherArchive*1.001 + around
	}
	return around
}

// beyond says so of a target that hashing the inputs and sending them, and
// nothing else, does not reach on this machine.
func beyond(peer, least *cell, of func(cost) float64, goal float64) string {
	if least == nil {
		return ""
	}
	if times := peer.median(of) / least.median(of); times < goal {
		return fmt.Sprintf("; hashing and sending the inputs alone: %.1f", times)
	}
	return ""
}
