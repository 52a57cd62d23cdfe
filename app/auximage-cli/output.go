package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// output is where the results go: for programs on stdout, for people on stderr.
type output struct {
	stdout, stderr io.Writer
	json           bool
	strict         bool // warnings stop the run, and can be accepted
	told           result
	said           []report.Finding // of the inputs, for people
}

// result is the object that --json asks for.
type result struct {
	Reference string    `json:"reference,omitempty"`
	Digest    string    `json:"digest,omitempty"`
	*transfer           // of a push
	*storage            // of a save
	*inside             // of an image that was looked at
	*shown              // of an image that was opened
	*compared           // of two contents
	*listed             // of a repository
	Extracted []string  `json:"extracted,omitempty"` // paths
	Findings  []finding `json:"findings"`
	Notes     []finding `json:"notes,omitempty"` // what of a project is done otherwise

	DomainFile string   `json:"domainFile,omitempty"` // that was changed
	Error      *finding `json:"error,omitempty"`      // what the run failed with
}

// transfer is what a push did.
type transfer struct {
	Layers       []layer `json:"layers,omitempty"`
	BytesSent    int64   `json:"bytesSent"`
	BytesSkipped int64   `json:"bytesSkipped"`
}

// storage is where an image was saved.
type storage struct {
	File   string          `json:"file"`
	Format registry.Format `json:"format"`
	Size   int64           `json:"size"`
}

// inside is what an auxiliary image holds that was made before.
type inside struct {
	WDTVersion string   `json:"wdtVersion"`
	Files      []string `json:"files"` // names in the model home, in the operator's order
}

// existing tells which image a check looked at, and what it holds.
func (o *output) existing(s session.Snapshot) {
	if i := s.Image; s.Form.UseExisting && i != nil {
		o.told.Reference, o.told.Digest = i.Reference, i.Digest
		o.told.inside = &inside{i.WDTVersion, append([]string{}, i.Files...)}
	}
}

type layer struct {
	Kind   string `json:"kind"`
	Digest string `json:"digest"`
	Size   int64  `json:"size"`
	Sent   bool   `json:"sent"`
}

type finding struct {
	Code     report.Code     `json:"code"`
	Severity report.Severity `json:"severity"`
	File     string          `json:"file,omitempty"`
	Line     int             `json:"line,omitempty"`
	Column   int             `json:"column,omitempty"`
	Path     string          `json:"path,omitempty"`       // in the model: topology:/Server/ms1/ListenPort
	Suggests string          `json:"suggestion,omitempty"` // what was most likely meant, or where it belongs
	Accept   string          `json:"accept,omitempty"`     // the value of --accept that lets it pass
	Text     string          `json:"text"`
	Next     string          `json:"next,omitempty"` // what to do
}

// object returns a finding for programs.
func object(f report.Finding) finding {
	m := words.Of(f)
	o := finding{Code: f.Code, Severity: f.Severity, File: f.File, Line: f.Line, Column: f.Column, Text: m.Sentence, Next: m.Next}
	if o.Path, _ = f.Args["Place"].(string); o.Path == "" {
		o.Path, _ = f.Args["Location"].(string)
	}
	for _, name := range []string{"Near", "Belongs", "Use"} {
		if meant, _ := f.Args[name].(string); meant != "" {
			o.Suggests = meant
		}
	}
	if imaging.Acceptable(f) {
		o.Accept = imaging.Acceptance(f)
	}
	return o
}

// pushed tells what a push did.
func (o *output) pushed(done *session.Outcome) error {
	r := done.Receipt
	for _, f := range []*report.Finding{done.Remade, done.Replaced, r.NotReadBack} {
		if f != nil {
			o.note(*f)
		}
	}
	o.told.Reference, _, _ = strings.Cut(r.Reference, "@")
	o.told.Digest = r.Digest.String()
	o.told.transfer = &transfer{BytesSent: r.Sent, BytesSkipped: r.Skipped}
	for _, l := range r.Layers {
		o.told.Layers = append(o.told.Layers, layer{string(l.Kind), l.Digest.String(), l.Size, !l.Skipped})
	}
	return o.line(r.Reference)
}

// note tells one finding beside those of the inputs.
func (o *output) note(f report.Finding) {
	o.told.Findings = append(o.told.Findings, asObjects([]report.Finding{f})...)
	o.findings([]report.Finding{f})
}

// remark tells people too what is neither a warning nor an error.
func (o *output) remark(f report.Finding) {
	o.told.Findings = append(o.told.Findings, object(f))
	_, _ = fmt.Fprintln(o.stderr, words.Of(f))
}

// line writes what a run came to, where no object says it.
func (o *output) line(text string) error {
	if o.json {
		return nil
	}
	_, err := fmt.Fprintln(o.stdout, text)
	return err
}

// checked says what a check without an error came to.
func (o *output) checked(found []report.Finding) error {
	if o.json {
		return nil
	}
	_, err := fmt.Fprintln(o.stderr, words.Of(session.Checked(found)).Sentence)
	return err
}

// end tells what a run failed with, if it did, and writes the object that was
// asked for. It returns that failure, or the one to write.
func (o *output) end(err error) error {
	if o.json {
		if err != nil {
			told := object(words.Finding(err))
			o.told.Error = &told
		}
		err = errors.Join(err, json.NewEncoder(o.stdout).Encode(o.told))
	}
	if err != nil {
		o.writeError(err)
	}
	return err
}

func asObjects(found []report.Finding) []finding {
	all := make([]finding, 0, len(found))
	for _, f := range found {
		all = append(all, object(f))
	}
	return all
}

// fields writes what is worth a word about the inputs before the work begins.
func (o *output) fields(found map[form.Field]report.Finding) {
	var all []report.Finding
	for _, field := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[field])
	}
	o.findings(all)
}

// found tells what was found in the inputs.
func (o *output) found(all []report.Finding) {
	told := asObjects(all)
	for i, f := range all {
		if o.strict && f.Severity == report.Warning {
			told[i].Accept = imaging.Acceptance(f)
		}
	}
	o.told.Findings = append(o.told.Findings, told...)
	o.findings(all)
}

// findings writes the warnings and errors in their order, each once, and why what the
// tables do not know is no error.
func (o *output) findings(found []report.Finding) {
	for _, f := range found {
		text := words.Of(f).String()
		switch f.Severity {
		case report.Warning:
			text = words.Of(report.Finding{Code: codeWarning, Args: report.Args{"Text": text}}).Sentence
		case report.Info:
			if f.Code == dictionary.CodeOtherRules {
				_, _ = fmt.Fprintln(o.stderr, text)
			}
			continue
		}
		if slices.ContainsFunc(o.said, func(said report.Finding) bool { return said.Severity == f.Severity && words.Of(said) == words.Of(f) }) {
			continue // of another field of the form
		}
		_, _ = fmt.Fprintln(o.stderr, text)
		o.said = append(o.said, f)
		if f.Severity == report.Error {
			o.acceptance(f)
		}
	}
}

// refused says what a run failed with that was said among the findings already: how
// many there are, unless it is the only one.
func (o *output) refused() {
	if len(o.said) > 1 {
		_, _ = fmt.Fprintln(o.stderr, words.Of(report.Finding{Code: codeRefused, Args: report.Args{"Found": o.said}}).Sentence)
	}
}

// saidAlready tells whether an error was written among the findings.
func (o *output) saidAlready(err error) bool {
	text := words.OfError(err).String()
	return slices.ContainsFunc(o.said, func(f report.Finding) bool { return f.Severity == report.Error && words.Of(f).String() == text })
}

// writeError writes what an error means, and a server's own words below it.
func (o *output) writeError(err error) {
	if o.saidAlready(err) {
		o.refused()
		return
	}
	m := words.OfError(err)
	_, _ = fmt.Fprintln(o.stderr, m)
	o.acceptance(words.Finding(err))
	if f, ok := report.Of(err); ok && f.Exchange == nil || errors.Is(err, context.Canceled) {
		return
	}
	for line := range strings.Lines(m.Details) {
		_, _ = fmt.Fprint(o.stderr, "  ", strings.TrimRight(line, "\n"), "\n")
	}
}
