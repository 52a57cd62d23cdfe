package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// networkTest tries the preferences as they are typed, and lists what came of it.
type networkTest struct {
	lines  *fyne.Container
	button *kit.Button
	start  func() trial // takes what is typed; called on Fyne's goroutine
	fit    func()
	stop   context.CancelFunc // nil while none runs
}

// trial tells what a test finds until it is done or ctx ends.
type trial func(ctx context.Context, tell func(session.Tested, report.Finding))

func newNetworkTest(start func() trial, fit func()) *networkTest {
	t := &networkTest{lines: kit.Column(1), start: start, fit: fit}
	t.lines.Hide()
	t.button = kit.NewButton(words.L("Test"), t.toggle)
	return t
}

// toggle starts a test, or ends the one that runs.
func (t *networkTest) toggle() {
	if t.stop != nil {
		t.end()
		return
	}
	ctx := t.begin()
	first, run := true, t.start()
	go func() {
		run(ctx, func(what session.Tested, f report.Finding) {
			fyne.Do(func() {
				if ctx.Err() == nil {
					if first {
						t.lines.RemoveAll()
						first = false
					}
					t.tell(what, f)
				}
			})
		})
		fyne.Do(func() {
			if ctx.Err() == nil {
				t.end()
			}
		})
	}()
}

// begin says that a test runs, until ctx ends.
func (t *networkTest) begin() (ctx context.Context) {
	ctx, t.stop = context.WithCancel(context.Background())
	t.lines.RemoveAll()
	t.addLine(words.L("Testing…"), kit.ColorMuted)
	t.button.SetText(words.L("Stop"))
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
	if t.lines.Objects[0].(*kit.Label).Text == words.L("Testing…") {
		t.lines.RemoveAll()
		kit.SetVisible(t.lines, false)
	}
	t.fit()
}

func (t *networkTest) tell(what session.Tested, f report.Finding) {
	m := words.Of(f)
	sign, color := "✓ ", theme.ColorNameSuccess
	if f.Severity != report.Info {
		sign, color = mark(f.Severity), severityColor(f.Severity)
	}
	t.addLine(sign+testedName(what)+" – "+m.String(), color)
}

func (t *networkTest) addLine(s string, color fyne.ThemeColorName) {
	line := kit.Paragraph(s)
	line.Color = color
	t.lines.Add(line)
	kit.SetVisible(t.lines, true)
	t.fit()
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
