package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/facts"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/exchange"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// compared is what diff tells of two contents.
type compared struct {
	*differing
	Effects []effect `json:"effects"` // for a domain that runs, by the operator's documentation
}

// differing is what differs, on one platform and on others besides.
type differing struct {
	Same       bool                `json:"same"`
	Difference *imaging.Difference `json:"difference"`
	Lines      map[string][]string `json:"lines,omitempty"` // of the files that differ, by name, as a unified difference
	Platforms  []differingOn       `json:"platforms,omitempty"`
}

// differingOn is what differs on another platform besides.
type differingOn struct {
	Platform string `json:"platform"`
	*differing
}

// newDiffering returns a difference as it is told.
func newDiffering(d *imaging.Difference) *differing {
	told := &differing{Same: d.Same(), Difference: d, Lines: map[string][]string{}}
	for _, t := range d.Texts {
		for _, l := range diff.Lines(t.Before, t.After) {
			told.Lines[t.Name] = append(told.Lines[t.Name], exchange.Plain(unified(l)))
		}
	}
	for _, there := range d.Platforms {
		told.Platforms = append(told.Platforms, differingOn{there.Platform, newDiffering(there.Difference)})
	}
	return told
}

// unread returns what could not be read, on any platform.
func (c *differing) unread() []report.Finding {
	all := c.Difference.Unread
	for _, there := range c.Platforms {
		all = slices.Concat(all, there.unread())
	}
	return all
}

// effect is what the documentation says of changes.
type effect struct {
	finding
	Update deploy.Update `json:"update"`
	Paths  []string      `json:"paths,omitempty"`
	Page   string        `json:"page"`
}

// effects returns what a difference means for a domain that runs.
func effects(d *imaging.Difference, onPV bool) []effect {
	all := []effect{}
	for _, e := range session.Effects(d, onPV) {
		all = append(all, effect{object(e.Finding()), e.Update, e.Paths, deploy.RuntimeUpdates})
	}
	return all
}

// differs tells whether something was compared and differs.
func (r result) differs() bool { return r.compared != nil && !r.Same }

// diff tells what differs from an image to another, or to the inputs.
func (j job) diff(ctx context.Context) error {
	before, platform, after := j.Images()[0], "", ""
	if len(j.Form.Platforms) > 0 {
		platform = j.Form.Platforms[0]
	}
	if len(j.Args) == 2 {
		after = j.Args[1]
	}
	end := j.watch()
	found, err := session.Compare(ctx, j.session, before, after, platform, j.ReadAll)
	end()
	if err != nil {
		return err
	}
	told := &compared{newDiffering(found), effects(found, j.session.Snapshot().Form.OnPV)}
	j.out.told.compared = told
	for _, why := range told.unread() {
		j.out.note(why)
	}
	if j.out.json {
		return nil
	}
	if told.Same {
		same := codeSame
		if len(told.unread()) > 0 {
			same = codeSameCompared
		}
		j.out.remark(report.Finding{Code: same, Severity: report.Info})
		return nil
	}
	w := &lines{to: j.out.stdout}
	told.write(w)
	told.writeEffects(w)
	return w.err
}

// unified returns a line of a difference as diff -u writes it.
func unified(l diff.Line) string {
	if l.Kind == diff.Heading {
		return l.Text
	}
	return string(l.Kind) + l.Text
}

// write writes for people what differs.
func (c *differing) write(w *lines) {
	for _, a := range c.Difference.Attributes {
		w.change(model.Changed, facts.Name(a.Attribute), a.Before, a.After)
	}
	for _, v := range c.Difference.Values {
		w.change(v.Kind, v.Path, v.Before, v.After)
	}
	for _, t := range c.Difference.Texts {
		w.gap()
		w.line(sign(t.Kind) + " " + t.Name)
		w.remark(session.TextRemark(t))
		for _, text := range c.Lines[t.Name] {
			w.line("  " + text)
		}
	}
	if same := session.MergedRemark(c.Difference); same != "" {
		w.gap()
		w.line(words.Labelled(words.L("Model, as it is merged"), same))
	}
	for _, a := range c.Difference.Archives {
		w.gap()
		w.line(sign(a.Kind) + " " + a.Name)
		w.remark(session.ArchiveRemark(a))
		if a.Unread {
			w.remark(words.L("With --read-all it is fetched and compared."))
		}
		for _, e := range a.Entries {
			w.line("  " + sign(e.Kind) + " " + e.Name + " (" + sizes(e) + ")")
		}
	}
	for _, there := range c.Platforms {
		w.gap()
		w.line(words.Labelled(words.L("Platform"), there.Platform))
		there.write(w)
	}
}

// writeEffects writes what a difference means for a domain that runs.
func (c *compared) writeEffects(w *lines) {
	if len(c.Effects) == 0 {
		return
	}
	w.gap()
	w.line(words.Labelled(words.L("What it means for a domain that runs, by the operator's documentation"), deploy.RuntimeUpdates))
	for _, e := range c.Effects {
		w.line("  " + strings.TrimSpace(e.Text+" "+e.Next))
	}
}

// sizes returns the sizes of an entry before and after.
func sizes(e imaging.EntryChange) string {
	switch e.Kind {
	case model.Added:
		return words.Bytes(e.After)
	case model.Removed:
		return words.Bytes(e.Before)
	}
	return words.Bytes(e.Before) + " → " + words.Bytes(e.After)
}

// sign is how a change begins its line.
func sign(kind model.ChangeKind) string {
	switch kind {
	case model.Added:
		return "+"
	case model.Removed:
		return "-"
	}
	return "~"
}

// lines writes lines, in which nothing moves a terminal's cursor, until one fails.
type lines struct {
	to    io.Writer
	began bool
	err   error
}

// gap parts what comes from what was written before.
func (w *lines) gap() {
	if w.began {
		w.line("")
	}
}

func (w *lines) line(text string) {
	w.began = true
	if w.err == nil {
		_, w.err = fmt.Fprintln(w.to, exchange.Plain(text))
	}
}

// remark writes what is said of a file, where something is.
func (w *lines) remark(text string) {
	if text != "" {
		w.line("  " + text)
	}
}

// change writes what something was and is.
func (w *lines) change(kind model.ChangeKind, name, before, after string) {
	parts := slices.DeleteFunc([]string{before, after}, func(text string) bool { return text == "" })
	switch kind {
	case model.Changed:
		w.line(sign(kind) + " " + words.Labelled(name, cmp.Or(before, "–")+" → "+cmp.Or(after, "–")))
	default:
		w.line(sign(kind) + " " + words.Labelled(name, strings.Join(parts, "")))
	}
}
