package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"auximage/app/session"
	"auximage/app/session/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// output is where the results go: for programs on stdout, for people on stderr.
type output struct {
	stdout, stderr io.Writer
	json           bool
	notes          []finding // about the project
}

// result is the object that --json asks for.
type result struct {
	Reference    string    `json:"reference,omitempty"`
	Digest       string    `json:"digest,omitempty"`
	Layers       []layer   `json:"layers,omitempty"`
	BytesSent    int64     `json:"bytesSent"`
	BytesSkipped int64     `json:"bytesSkipped"`
	Findings     []finding `json:"findings"`
	Notes        []finding `json:"notes,omitempty"` // what of a project is done otherwise
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
	Text     string          `json:"text"`
}

// pushed writes what a push did.
func (o output) pushed(r imaging.Receipt, found []report.Finding) error {
	if !o.json {
		_, err := fmt.Fprintln(o.stdout, r.Reference)
		return err
	}
	reference, _, _ := strings.Cut(r.Reference, "@")
	object := result{
		Reference: reference, Digest: r.Digest.String(),
		BytesSent: r.Sent, BytesSkipped: r.Skipped, Findings: asObjects(found), Notes: o.notes,
	}
	for _, l := range r.Layers {
		object.Layers = append(object.Layers, layer{string(l.Kind), l.Digest.String(), l.Size, !l.Skipped})
	}
	return json.NewEncoder(o.stdout).Encode(object)
}

// checked writes what a check found when nothing of it is an error.
func (o output) checked(found []report.Finding) error {
	if o.json {
		return json.NewEncoder(o.stdout).Encode(struct {
			Findings []finding `json:"findings"`
			Notes    []finding `json:"notes,omitempty"`
		}{asObjects(found), o.notes})
	}
	_, err := fmt.Fprintln(o.stderr, words.Of(report.Finding{Code: codeGoodCheck}).Sentence)
	return err
}

func asObjects(found []report.Finding) []finding {
	all := make([]finding, 0, len(found))
	for _, f := range found {
		all = append(all, finding{f.Code, f.Severity, f.File, f.Line, words.Of(f).Sentence})
	}
	return all
}

// beside writes what is worth a word about the inputs before the work begins.
func (o output) beside(fields map[session.Field]report.Finding) {
	var all []report.Finding
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		all = append(all, fields[field])
	}
	o.findings(all)
}

// findings writes the warnings; an error is said once, at the end.
func (o output) findings(found []report.Finding) {
	for _, f := range found {
		if f.Severity == report.Warning {
			text := words.Of(f).String()
			_, _ = fmt.Fprintln(o.stderr, words.Of(report.Finding{Code: codeWarning, Args: report.Args{"Text": text}}).Sentence)
		}
	}
}

// fault writes what an error means, and a server's own words below it.
func (o output) fault(err error) {
	m := words.OfError(err)
	_, _ = fmt.Fprintln(o.stderr, m)
	if f, ok := report.Of(err); ok && f.Exchange == nil {
		return
	}
	for line := range strings.Lines(m.Details) {
		_, _ = fmt.Fprint(o.stderr, "  ", strings.TrimRight(line, "\n"), "\n")
	}
}

func (o output) usage(to io.Writer) {
	_, _ = fmt.Fprintln(to, words.Of(report.Finding{Code: codeUsage}).Sentence)
}
