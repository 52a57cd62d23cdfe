//go:build linux

// Command bench runs auximage-cli and its peers on the same job, interleaved
// in random order, against Debian's docker-registry on loopback, and writes
// bench.md and bench.json: medians, spread, ratios, and each target met or
// missed. The job: an auxiliary image of a WDT-like zip, a model and, for M
// and L, an application archive, on a BusyBox base, pushed; cold (empty
// caches, the registry holds the base only), same (again, nothing changed) and
// edit (one line of the model changed); and through a relay, to one with TLS and
// a password, second domain (another's first push) and far away (an edit).
//
//	inputs    what goes in, made by code
//	registry  docker-registry, started anew for each cold run
//	tools     ours and the peers' own recipes
//	docker    a docker daemon of the bench's own
//	processes what Linux counts of a process
//	measure   what a command cost
//	relay     a line to the registry, as long and as narrow as it is to seem
//	distance  the states that are measured through the relay
//	fleet     the first pushes of many domains
//	profile   what ours spends its time on
//	results   medians, ratios, targets
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

func main() {
	sizes := flag.String("sizes", "S,M,L", "which of S, M and L")
	runs := flag.Int("runs", 3, "runs of each tool on each size")
	out := flag.String("out", "build", "folder for bench.md and bench.json")
	cli := flag.String("cli", "build/auximage-cli", "the program")
	craneProgram := flag.String("crane", "build/bench/crane", "the peer")
	work := flag.String("work", "build/bench", "folder on a disk, for inputs and registries")
	fleet := flag.Int("fleet", 0, "measure the first pushes of so many domains, and nothing else")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := bench{work: must(filepath.Abs(*work)), runs: *runs, crane: must(filepath.Abs(*craneProgram))}
	b.cli = must(filepath.Abs(*cli))
	measured := func() error { return b.run(ctx, strings.Split(*sizes, ",")) }
	if *fleet > 0 {
		measured = func() error { return b.fleet(ctx, *fleet) }
	}
	if err := measured(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if err := b.results.write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	work       string
	runs       int
	cli, crane string
	tools      []tool
	results    results
}

func (b *bench) run(ctx context.Context, sizes []string) error {
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return err
	}
	others, absent := peers(ctx, b.crane, b.work)
	b.tools, b.results.Absent = append(others, auximage(b.cli)), absent
	base, err := writeBase(b.work)
	if err != nil {
		return fmt.Errorf("making the base: %w", err)
	}
	for _, size := range sizes {
		in, err := makeInputs(b.work, size)
		if err != nil {
			return fmt.Errorf("making the inputs of %s: %w", size, err)
		}
		for run := range b.runs {
			if err := b.round(ctx, in, base); err != nil {
				return fmt.Errorf("run %d of %s: %w", run+1, size, err)
			}
		}
		if err := b.profile(ctx, in, base); err != nil {
			return fmt.Errorf("the profile of %s: %w", size, err)
		}
	}
	return nil
}

// round runs everything once, in random order. A peer that fails is left out
// from then on.
func (b *bench) round(ctx context.Context, in inputs, base string) error {
	tools := slices.Clone(b.tools)
	for _, i := range rand.Perm(len(tools) + 1) {
		syscall.Sync() // what one tool wrote would go to the disk in the next one's time
		if i == len(tools) {
			if err := b.limits(ctx, in, base); err != nil {
				return err
			}
			continue
		}
		t := tools[i]
		err := b.walk(ctx, t, in, base)
		if err == nil {
			err = b.distance(ctx, t, in, base)
		}
		if err != nil && (t.name == ours || ctx.Err() != nil) {
			return err
		}
		if err != nil {
			lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
			b.results.Absent = append(b.results.Absent, t.name+" from "+in.size+" on: "+lines[0]+": "+lines[len(lines)-1])
			b.tools = slices.DeleteFunc(b.tools, func(other tool) bool { return other.name == t.name })
		}
	}
	return nil
}

// walk runs a tool through the three states on a registry of its own.
func (b *bench) walk(ctx context.Context, t tool, in inputs, base string) error {
	reg, done, err := b.registry(ctx, "walk", base, open)
	if err != nil {
		return err
	}
	defer done()
	dir := reg.Folder
	helper, err := t.helper(ctx, dir)
	if err != nil {
		return err
	}
	defer helper.stop()
	for _, state := range []string{cold, same, edit} {
		if state == edit {
			if err := in.editModel(); err != nil {
				return err
			}
		}
		script, err := t.script(job{inputs: in, host: reg.Address, repository: "bench/auxiliary", dir: dir})
		if err != nil {
			return err
		}
		cost, err := reg.measure(ctx, script, dir, helper)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", t.name, state, err)
		}
		b.results.add(in.size, state, t.name, cost)
	}
	return nil
}

func must(path string, err error) string {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	return path
}
