package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// networkTest tries the preferences as they are typed, and lists what it tries with
// what came of it: until then since when, and why it is waited for. Before a test the
// lines are there too, so that nothing moves.
type networkTest struct {
	lines  *fyne.Container
	button *kit.Button
	ready  func(start func()) // calls start where nothing is wrong with what is typed
	start  func() trial       // takes what is typed; called on Fyne's goroutine
	fit    func()
	stop   context.CancelFunc // nil while none runs
	began  time.Time
	news   map[session.Tested]session.TestNews // the last of each
}

// trial tells what a test finds until it is done or ctx ends.
type trial func(ctx context.Context, tell func(session.TestNews))

func newNetworkTest(ready func(func()), start func() trial, fit func()) *networkTest {
	t := &networkTest{lines: kit.Column(1), ready: ready, start: start, fit: fit}
	t.list()
	t.button = kit.NewButton(words.L("Test"), t.toggle)
	return t
}

// toggle starts a test, or ends the one that runs.
func (t *networkTest) toggle() {
	if t.stop != nil {
		t.end()
		return
	}
	t.ready(t.run)
}

// run starts a test.
func (t *networkTest) run() {
	if t.stop != nil {
		return
	}
	ctx, run := t.begin(), t.start()
	here := func(do func()) {
		fyne.Do(func() {
			if ctx.Err() == nil {
				do()
			}
		})
	}
	go t.count(ctx, here)
	go func() {
		run(ctx, func(n session.TestNews) { here(func() { t.showNews(n) }) })
		here(t.end)
	}()
}

// count has the seconds shown as they pass.
func (t *networkTest) count(ctx context.Context, here func(func())) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			here(t.draw)
		case <-ctx.Done():
			return
		}
	}
}

// begin says that a test runs, until ctx ends.
func (t *networkTest) begin() (ctx context.Context) {
	ctx, t.stop = context.WithCancel(context.Background())
	t.began, t.news = time.Now(), map[session.Tested]session.TestNews{}
	for _, what := range session.AllTested {
		t.news[what] = session.TestNews{What: what}
	}
	t.button.SetText(words.L("Stop"))
	t.draw()
	return ctx
}

// end ends the test; what it told stays.
func (t *networkTest) end() {
	if t.stop == nil {
		return
	}
	t.stop()
	t.stop = nil
	t.button.SetText(words.L("Test"))
	for what, n := range t.news {
		if n.Found == nil {
			delete(t.news, what)
		}
	}
	t.draw()
}

// showNews shows what the test tells.
func (t *networkTest) showNews(n session.TestNews) {
	t.news[n.What] = n
	t.draw()
}

func (t *networkTest) draw() {
	t.list()
	t.fit()
}

func (t *networkTest) list() {
	t.lines.RemoveAll()
	for _, what := range session.AllTested {
		if n, told := t.news[what]; told {
			t.lines.Add(t.line(n))
			continue
		}
		t.lines.Add(kit.Muted(testedName(what) + " – " + words.L("not tested yet")))
	}
}

// line says what came of a thing that is tried, or how long it takes and why.
func (t *networkTest) line(n session.TestNews) *kit.Label {
	line := kit.Paragraph("")
	switch f := n.Found; {
	case f == nil:
		line.Set(testedName(n.What)+" – "+pending(words.L("Testing…"), n.Waiting, t.began), kit.ColorMuted)
	case f.Severity == report.Info:
		line.Set(kit.Tick+testedName(n.What)+" – "+words.InPreferences(*f).String(), theme.ColorNameSuccess)
	default:
		line.Set(mark(f.Severity)+testedName(n.What)+" – "+words.InPreferences(*f).String(), severityColor(f.Severity))
	}
	return line
}

// noticed is how long something takes before its seconds are counted.
const noticed = 2 * time.Second

// pending says that something is under way, for how long, and what holds it up.
func pending(doing string, wait *report.Progress, since time.Time) string {
	if took := time.Since(since); !since.IsZero() && took >= noticed {
		doing += " " + words.Duration(took.Truncate(time.Second))
	}
	if wait != nil {
		doing += " – " + waiting(*wait)
	}
	return doing
}

func testedName(what session.Tested) string {
	switch what {
	case session.TestedRegistry:
		return words.L("Registry")
	case session.TestedBase:
		return words.L("Base image")
	}
	return words.L("WebLogic Deploy Tooling releases")
}
