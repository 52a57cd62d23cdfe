package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
)

func TestAResultInTheFormIsBroughtIntoView(t *testing.T) {
	for name, c := range map[string]struct {
		come func(s *session.Snapshot)
		at   func(w *Window) fyne.CanvasObject
	}{
		"a sign-in": {func(s *session.Snapshot) { s.SignedIn = full().SignedIn }, func(w *Window) fyne.CanvasObject { return w.auxiliary.signIn.answer }},
		"findings": {func(s *session.Snapshot) {
			s.Findings = []report.Finding{{Code: form.CodeOldWebLogic, Args: report.Args{"Version": "12.2.1.3"}}}
		}, func(w *Window) fyne.CanvasObject { return w.auxiliary.found.panel }},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.window.Resize(fyne.NewSize(900, 600))
			s := full()
			s.SignedIn = nil
			w.draw(s)
			w.auxiliary.page.ScrollToBottom()
			if name == "findings" {
				w.auxiliary.page.ScrollToTop()
			}
			c.come(&s)
			w.draw(s)
			if !w.inSight(c.at(w)) {
				t.Error("it is out of sight")
			}
			w.auxiliary.page.ScrollToTop()
			where := w.auxiliary.page.Offset
			w.draw(s)
			if w.auxiliary.page.Offset != where {
				t.Error("the form scrolls although nothing came")
			}
		})
	}
}
