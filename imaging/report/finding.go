// Package report holds the two values that the work hands to whoever listens:
// a Progress while it runs, a Finding about what it found. Neither holds a
// sentence: sentences are made in app/words.
package report

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Code names one kind of fact, such as "wdt.not-an-installer". Every constant
// of this type has a sentence in each language.
type Code string

// Family returns what a code's kind of fact is about, the text before its dot: "wdt".
func (c Code) Family() string {
	family, _, _ := strings.Cut(string(c), ".")
	return family
}

// Severity says what a Finding means for the work.
type Severity int

// The severities, mildest first. Only an Error stops the work.
const (
	Info Severity = iota
	Warning
	Error
)

// String returns the name that machine-readable output carries.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// MarshalText returns the name of the severity.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Args are the values that a sentence names, by the name the sentence uses.
type Args map[string]any

// Finding is one fact about the inputs, the image or a server. It is an error
// too, so that a caller finds it with errors.As and acts on its Code.
type Finding struct {
	Code         Code
	Severity     Severity
	Args         Args
	File         string    // the file as the person knows it; empty when none is meant
	Line, Column int       // from 1; 0 when unknown
	Digest       string    // of the file's content: an accepted warning is remembered by Code and Digest
	Exchange     *Exchange // what the server said, when a server said something
	Cause        error     // what lies beneath, for logs and errors.Is; nil when nothing does
}

// Exchange is one answer of a server as it came, without anything secret:
// a Path has no query, a Text no credentials.
type Exchange struct {
	Method, Host, Path string
	Status             int
	Text, RequestID    string
}

// Fault returns a Finding of severity Error as an error.
func Fault(code Code, cause error, args Args) error {
	return Finding{Code: code, Severity: Error, Args: args, Cause: cause}
}

// With returns the finding with more arguments.
func (f Finding) With(more Args) Finding {
	all := Args{}
	maps.Copy(all, f.Args)
	maps.Copy(all, more)
	f.Args = all
	return f
}

// Error returns the code, the place and the arguments, for logs; what a person
// reads is made from the values by app/words.
func (f Finding) Error() string {
	var b strings.Builder
	b.WriteString(string(f.Code))
	if f.File != "" {
		fmt.Fprintf(&b, " %s", f.File)
	}
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	for _, k := range slices.Sorted(maps.Keys(f.Args)) {
		fmt.Fprintf(&b, " %s=%v", k, f.Args[k])
	}
	if f.Cause != nil {
		fmt.Fprintf(&b, ": %v", f.Cause)
	}
	return b.String()
}

// Unwrap returns the cause.
func (f Finding) Unwrap() error { return f.Cause }

// Of returns the outermost Finding in an error's chain.
func Of(err error) (Finding, bool) {
	var f Finding
	ok := errors.As(err, &f)
	return f, ok
}

// Find returns the outermost Finding with one of the codes in an error's chain, at any
// depth.
func Find(err error, codes ...Code) (Finding, bool) {
	for {
		f, ok := Of(err)
		if !ok || slices.Contains(codes, f.Code) {
			return f, ok
		}
		err = f.Cause
	}
}

// Has tells whether an error's chain holds a Finding with one of the codes.
func Has(err error, codes ...Code) bool {
	_, found := Find(err, codes...)
	return found
}

// Worst returns the highest severity among findings, Info for none.
func Worst(findings []Finding) Severity {
	worst := Info
	for _, f := range findings {
		worst = max(worst, f.Severity)
	}
	return worst
}
