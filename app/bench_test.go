//go:build window

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/ui"
)

var (
	results = flag.String("results", "", "file for what the window's benchmark measures")
	program = flag.String("program", "", "the program whose start is measured")
	command = flag.String("command", "", "the command line beside it, whose size is told too")
	nothing = flag.String("empty", "", "the program with an empty window that it is measured against")
)

// What is measured.
const (
	starts     = 10
	idles      = 3
	idleFor    = 20 * time.Second
	settling   = 5 * time.Second
	largeBytes = 1 << 30
)

// The targets: how long a callback may wait besides frames, and how many times
// as long as an empty window ours may take to be there.
const (
	mostWait  = 50 * time.Millisecond
	mostStart = 1.2
)

// BenchmarkWindow measures once, however often it is asked: how long callbacks
// wait while a person walks and while 1 GiB is created and pushed, how soon the
// window is to be seen, and what it costs when nothing happens.
func BenchmarkWindow(b *testing.B) {
	var text strings.Builder
	fmt.Fprintf(&text, "## The window, %s, %d cores\n\n", time.Now().Format(time.DateOnly), runtime.NumCPU())
	text.WriteString("A callback is posted every 2 ms. A wait less the frames in it is due to the program, and to all else that these cores do: registry, proxy and painting without a graphics card.\n\n")
	text.WriteString("| ms | number | median | 99 of 100 | longest |\n|---|---|---|---|---|\n")
	var judged strings.Builder
	judge := func(met bool, format string, args ...any) {
		verdict := "missed"
		if met {
			verdict = "met"
		}
		fmt.Fprintf(&judged, "- "+verdict+": "+format+"\n", args...)
	}
	table := func(name string, p *probe) {
		fmt.Fprintf(&text, "| %s: wait | %s |\n", name, spread(p.waits))
		fmt.Fprintf(&text, "| %s: wait less frames | %s |\n", name, spread(p.apart))
		fmt.Fprintf(&text, "| %s: frame | %s |\n", name, spread(p.drawing()))
	}
	for _, m := range []struct {
		name    string
		measure func(*testing.B) *probe
	}{{"walk", walked}, {"1 GiB", carried}} {
		var p *probe
		b.Run(m.name, func(b *testing.B) { p = m.measure(b) }) // with a window and servers of its own
		if p == nil {
			b.Fatalf("%s was not measured", m.name)
		}
		table(m.name, p)
		longest := slices.Max(p.apart)
		judge(longest <= mostWait, "%s: a callback waits at most %.1f ms besides frames (target %d)", m.name, milliseconds(longest), mostWait.Milliseconds())
	}
	compared(b, &text, judge)
	sizes(b, &text)
	text.WriteString("\n" + judged.String())
	b.Log("\n" + text.String())
	if *results != "" {
		if err := os.WriteFile(*results, []byte(text.String()), 0o644); err != nil {
			b.Fatal(err)
		}
	}
}

// walked fills the form in and goes to a pushed image.
func walked(b *testing.B) *probe {
	l := newLab(b)
	s := l.session("en")
	p := sitDown(b, s, ui.Options{Downloads: l.downloads}, b.TempDir())
	probe := startProbe()
	p.ClicksBelow("Auxiliary Image Tag")
	p.Types(demo.Tag)
	p.Fills("Auxiliary Image Registry Push Username", demo.User)
	p.Fills("Auxiliary Image Registry Push Password (auth token)", l.registry.token)
	p.Clicks("Primary Image")
	p.Sees(form.DefaultPrimaryTag)
	p.Clicks("Auxiliary Image")
	p.Clicks("Use the sample model")
	p.Sees("archive.zip")
	gesture(p)
	return probe.measured()
}

// carried creates and pushes an image with an archive of 1 GiB.
func carried(b *testing.B) *probe {
	l := newLab(b)
	s := l.session("en")
	p := sitDown(b, s, ui.Options{Downloads: l.downloads}, b.TempDir())
	model := filepath.Join(l.home, "model.yaml")
	if err := os.WriteFile(model, []byte("topology:\n    Name: large\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetTag(demo.Tag) })
	s.Edit(func(f *form.Form) { f.SetUser(demo.User) })
	s.Accounts().SetToken(l.registry.token)
	s.AddFiles(model, largeArchive(b, l.home))
	p.Sees("large.zip")
	probe := startProbe()
	gesture(p)
	return probe.measured()
}

func gesture(p *windowdriver.Driver) {
	p.ShiftShortcut(rune(windowdriver.Enter))
	p.Sees("Prepare the model?")
	p.Presses(windowdriver.Enter)
	p.Sees("New folder")
	p.Presses(windowdriver.Enter)
	p.Sees("Push Image Complete")
}

// compared starts the program and the empty window in turns.
func compared(b *testing.B, text *strings.Builder, judge func(met bool, format string, args ...any)) {
	if *program == "" || *nothing == "" {
		return
	}
	mapped, painted, cpu := map[string][]time.Duration{}, map[string][]time.Duration{}, map[string][]time.Duration{}
	var written []time.Duration // the empty window never is
	both := []string{*program, *nothing}
	for range starts {
		for _, path := range both {
			m, p, w := startOf(b, path, path == *program)
			mapped[path], painted[path] = append(mapped[path], m), append(painted[path], p)
			if path == *program {
				written = append(written, w)
			}
		}
	}
	for range idles {
		for path, used := range idleOf(b, both) {
			cpu[path] = append(cpu[path], used)
		}
	}
	row := func(name string, ours, empty float64) {
		fmt.Fprintf(text, "| %s | %.2f | %.2f | %.2f |\n", name, ours, empty, ours/empty)
	}
	fmt.Fprintf(text, "\nMedians of %d starts in turns, and of %d times that both windows are idle for %v after %v.\n\n", starts, idles, idleFor, settling)
	text.WriteString("| | ours | an empty window | ratio |\n|---|---|---|---|\n")
	row("until the window is there, ms", median(mapped[*program]), median(mapped[*nothing]))
	row("until something is painted in it, ms", median(painted[*program]), median(painted[*nothing]))
	fmt.Fprintf(text, "| until the form can be read, ms | %.1f | | |\n", median(written))
	later := median(mapped[*program]) / median(mapped[*nothing])
	judge(later <= mostStart, "the window is there after %.2f times as long as an empty one (target %.1f)", later, mostStart)
	share := func(all []time.Duration) float64 { return median(all) / float64(idleFor.Milliseconds()) * 100 }
	row("idle, % of a core", share(cpu[*program]), share(cpu[*nothing]))
	least, most := slices.Min(cpu[*nothing]), slices.Max(cpu[*nothing])
	judge(median(cpu[*program]) <= milliseconds(most), "an idle window takes %.0f ms in %v, an empty one %.0f to %.0f (target: no more)",
		median(cpu[*program]), idleFor, milliseconds(least), milliseconds(most))
}

// sizes tells how large the programs are.
func sizes(b *testing.B, text *strings.Builder) {
	for _, path := range []string{*program, *command} {
		if path == "" {
			continue
		}
		at, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(text, "\n`%s`: %.1f MB\n", at.Name(), float64(at.Size())/1e6)
	}
}

func median(all []time.Duration) float64 {
	return milliseconds(slices.Sorted(slices.Values(all))[len(all)/2])
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
