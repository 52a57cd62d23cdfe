//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// profile says where the time of ours went.
type profile struct {
	Size   string             `json:"size"`
	State  string             `json:"state"`
	Phases map[string]float64 `json:"phases"` // seconds of each, one after the other
	CPU    []string           `json:"cpu"`    // the functions that took most, with their share
}

// phases in their order; starting is the program until its work begins.
const starting = "start"

var phases = []string{starting, string(report.Inspect), string(report.Base), string(report.Contract),
	string(report.Hash), string(report.Reach), string(report.SignIn), string(report.Upload), string(report.Manifest)}

// halving says what would have to change for a phase to take half.
var halving = map[string]string{
	starting:                "fewer tables and patterns made before the work begins",
	string(report.Inspect):  "a directory of the zip that need not be compared with each local header",
	string(report.Base):     "a base that is kept already: its manifest, config and layers come over the wire",
	string(report.Contract): "a contract whose files need not be looked up one by one",
	string(report.Hash):     "a third core or a faster SHA-256: blob and tar are two streams of 1.6 GB/s, hashed beside each other, and read once",
	string(report.Reach):    "a registry that need not be asked whether it wants a sign-in",
	string(report.SignIn):   "a registry that need not be asked how to sign in",
	string(report.Upload):   "the registry: it hashes and writes each byte, and answers HEAD, POST and PUT of a blob, PATCH too of a large one, one after the other",
	string(report.Manifest): "the registry: it answers PUT and GET one after the other",
}

// often is how many runs make a profile: short ones are sampled too seldom.
var often = map[string]int{cold: 1, same: 20, edit: 20}

// profile runs ours within this process in each state, with the phases timed
// and the CPU sampled.
func (b *bench) profile(ctx context.Context, in inputs, base string) error {
	reg, done, err := b.registry(ctx, "profile", base, open)
	if err != nil {
		return err
	}
	defer done()
	dir := reg.Folder
	for _, state := range []string{cold, same, edit} {
		p := profile{Size: in.size, State: state}
		var sampled bytes.Buffer
		if err := pprof.StartCPUProfile(&sampled); err != nil {
			return err
		}
		p.Phases, err = in.repeated(ctx, state, reg.Address, filepath.Join(dir, "cache"))
		pprof.StopCPUProfile()
		if err != nil {
			return err
		}
		if p.Phases[starting], err = b.startUp(ctx); err != nil {
			return err
		}
		if p.CPU, err = most(ctx, dir, sampled.Bytes()); err != nil {
			return err
		}
		b.results.Profiles = append(b.results.Profiles, p)
	}
	return nil
}

// repeated returns the mean seconds of each phase.
func (in inputs) repeated(ctx context.Context, state, host, cache string) (map[string]float64, error) {
	mean := map[string]float64{}
	for range often[state] {
		if state == edit {
			if err := in.editModel(); err != nil {
				return nil, err
			}
		}
		spent, err := in.timed(ctx, host, cache)
		if err != nil {
			return nil, err
		}
		for phase, seconds := range spent {
			mean[phase] += seconds / float64(often[state])
		}
	}
	return mean, nil
}

// timed creates and pushes the image, and returns the seconds of each phase.
func (in inputs) timed(ctx context.Context, host, cache string) (map[string]float64, error) {
	rt, err := transport.New(transport.Settings{PlainHTTP: []string{host}})
	if err != nil {
		return nil, err
	}
	defer rt.CloseIdleConnections()
	w := &stopwatch{spent: map[string]float64{}, since: time.Now(), phase: string(report.Inspect)}
	client := imaging.Client{Transport: rt, Cache: cache, Progress: w.hear}
	plan := imaging.Plan{
		Base: imaging.Base{Reference: host + "/" + baseRepository}, Installer: in.wdt,
		Models: []input.File{{Path: in.model}}, Variables: []input.File{{Path: in.variables}},
	}
	if in.archive != "" {
		plan.Archives = []input.File{{Path: in.archive}}
	}
	image, found, err := client.Create(ctx, plan)
	if err == nil && image == nil {
		err = errors.New(string(found[0].Code))
	}
	if err == nil {
		_, err = client.Push(ctx, image, host+"/bench/auxiliary:v1")
	}
	w.to("")
	return w.spent, err
}

// stopwatch adds up the time of each phase.
type stopwatch struct {
	mu    sync.Mutex
	spent map[string]float64
	phase string
	since time.Time
}

func (w *stopwatch) hear(p report.Progress) { w.to(string(p.Phase)) }

func (w *stopwatch) to(phase string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if phase != w.phase {
		now := time.Now()
		w.spent[w.phase] += now.Sub(w.since).Seconds()
		w.phase, w.since = phase, now
	}
}

// startUp returns the seconds, the median of five, in which the program starts
// and ends when it has nothing to do.
func (b *bench) startUp(ctx context.Context) (float64, error) {
	var all []float64
	for range 5 {
		begin := time.Now()
		if err := exec.CommandContext(ctx, b.cli, "--version").Run(); err != nil {
			return 0, err
		}
		all = append(all, time.Since(begin).Seconds())
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}

// most returns the functions that took most of the CPU of a profile.
func most(ctx context.Context, dir string, sampled []byte) ([]string, error) {
	path := filepath.Join(dir, "cpu.pprof")
	if err := os.WriteFile(path, sampled, 0o600); err != nil {
		return nil, err
	}
	text, err := exec.CommandContext(ctx, "go", "tool", "pprof", "-top", "-nodecount=3", "-symbolize=none", path).Output()
	if err != nil {
		return nil, fmt.Errorf("go tool pprof: %w", err)
	}
	_, table, _ := strings.Cut(string(text), "cum%\n")
	var all []string
	for line := range strings.Lines(table) {
		if fields := strings.Fields(line); len(fields) > 5 && fields[1] != "0%" {
			all = append(all, fields[5]+" "+fields[1])
		}
	}
	return all, nil
}

// profiled returns the profiles as a table and what they say.
func (r *results) profiled() string {
	if len(r.Profiles) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n## Where the time goes\n\nWithin the bench's own process, of which the CPU was sampled: one cold run, the mean of 20 of the others. ms of each phase:\n\n| size | state |")
	for _, phase := range phases {
		b.WriteString(" " + phase + " |")
	}
	b.WriteString(" most CPU |\n|---|---|" + strings.Repeat("---|", len(phases)+1) + "\n")
	for _, p := range r.Profiles {
		fmt.Fprintf(&b, "| %s | %s |", p.Size, p.State)
		for _, phase := range phases {
			fmt.Fprintf(&b, " %.1f |", 1000*p.Phases[phase])
		}
		fmt.Fprintf(&b, " %s |\n", strings.Join(p.CPU, ", "))
	}
	b.WriteString("\nThe largest of them, and what would have to change to halve it:\n\n")
	for _, p := range r.Profiles {
		largest := slices.MaxFunc(phases, func(x, y string) int { return int(1e9 * (p.Phases[x] - p.Phases[y])) })
		all := 0.0
		for _, seconds := range p.Phases {
			all += seconds
		}
		fmt.Fprintf(&b, "- %s %s: %s, %.0f of %.0f ms: %s\n", p.Size, p.State, largest, 1000*p.Phases[largest], 1000*all, halving[largest])
	}
	return b.String()
}
