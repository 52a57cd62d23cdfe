package words

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"

	"auximage/imaging/exchange"
	"auximage/imaging/model/snakeyaml"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Message is what a person reads of a Finding.
type Message struct {
	Sentence string // what is the matter
	Next     string // what to do; may be empty
	Details  string // place, the server's own words, request id; may be empty
}

// String returns sentence and next step: in one line, or the steps of a list on lines
// of their own.
func (m Message) String() string {
	if strings.HasPrefix(m.Next, "1. ") {
		return m.Sentence + "\n" + m.Next
	}
	return Sentences(m.Sentence, m.Next)
}

// The codes of errors that have none of their own.
const (
	CodeUnexpected report.Code = "error.unexpected"
	CodeStopped    report.Code = "error.stopped"
	CodeTimeout    report.Code = "error.timeout"
	CodeNoFile     report.Code = "error.no-file"
	CodeNoAccess   report.Code = "error.no-access"
	CodeDiskFull   report.Code = "error.disk-full"
)

// flags tells whether sentences are for a command.
var flags atomic.Bool

// NameFlags has the sentences name the flags of the command from now on, in place
// of what the window has for the same: {{if .Flags}}.
func NameFlags() { flags.Store(true) }

// Of returns the message for a finding. Its sentences name {{.File}} without
// its folders and may name the whole {{.Path}}; of a {{.Host}} they know whether
// it is one of {{.Oracle}}, and {{.Known}} without anybody having typed it.
func Of(f report.Finding) Message { return of(f, false) }

// InPreferences returns the message for a finding as the preferences say it, which send
// nobody to themselves: {{if .Here}}.
func InPreferences(f report.Finding) Message { return of(f, true) }

func of(f report.Finding, here bool) Message {
	values := shown(f.Args)
	if f.File != "" {
		values["File"], values["Path"] = exchange.Plain(filepath.Base(f.File)), exchange.Plain(f.File)
	}
	if f.Line > 0 {
		values["Line"] = f.Line
	}
	if layer, ok := f.Args["Layer"].(string); ok {
		values["Layer"] = Item(layer)
	}
	if kind, ok := f.Args["Problem"].(snakeyaml.ProblemKind); ok {
		values["Problem"] = L("problem."+string(kind), nil)
	}
	if host, ok := f.Args["Host"].(string); ok {
		values["Oracle"], values["Known"] = ocir.IsHost(host), isKnown(host)
	}
	if character, ok := f.Args["Character"].(string); ok {
		values["Letter"] = letter(character)
	}
	values["Flags"], values["Here"] = flags.Load(), here
	var count any
	if n, ok := f.Args["Count"].(int); ok {
		count = n
	}
	t := speaking.Load()
	sentence, ok := t.text(string(f.Code), count, values)
	if !ok {
		sentence, _ = t.text(string(CodeUnexpected), nil, values)
	}
	next, _ := t.text(string(f.Code)+".next", count, values)
	return Message{Sentence: sentence, Next: next, Details: details(f)}
}

// letter returns a character as a sentence has it: in quotation marks, and by its name
// where nothing would be seen between them.
func letter(character string) string {
	if strings.TrimSpace(character) == "" {
		return L("a space")
	}
	return L("“{{.Character}}”", report.Args{"Character": character})
}

// OfError returns the message for an error: of the finding in its chain, or a
// general one with the error's text as details.
func OfError(err error) Message {
	if err == nil {
		return Message{}
	}
	return Of(Finding(err))
}

// Finding returns the finding in an error's chain, or a general one that has the
// error as its cause.
func Finding(err error) report.Finding {
	if f, ok := report.Of(err); ok {
		return f
	}
	f := report.Finding{Code: CodeUnexpected, Severity: report.Error, Cause: err}
	var at *fs.PathError
	if errors.As(err, &at) {
		f.File = at.Path
	}
	switch {
	case errors.Is(err, context.Canceled):
		f.Code = CodeStopped
	case errors.Is(err, context.DeadlineExceeded):
		f.Code = CodeTimeout
	case errors.Is(err, syscall.ENOSPC):
		f.Code = CodeDiskFull
	case f.File != "" && errors.Is(err, fs.ErrNotExist):
		f.Code = CodeNoFile
	case f.File != "" && errors.Is(err, fs.ErrPermission):
		f.Code = CodeNoAccess
	}
	return f
}

// details returns the lines under a message, for those who want to know more
// and for a report: code and place, what the server said, what lies beneath, in
// plain characters.
func details(f report.Finding) string {
	var lines []string
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, f.Line)
	}
	if place != "" {
		lines = append(lines, exchange.Plain(place))
	}
	if e := f.Exchange; e != nil {
		asked := strings.TrimSpace(e.Method + " " + path.Join(e.Host, e.Path))
		if e.Status != 0 {
			asked = fmt.Sprintf("%s: %d", asked, e.Status)
		}
		lines = append(lines, asked)
		if e.Text != "" {
			lines = append(lines, strings.TrimSpace(e.Text))
		}
		if e.RequestID != "" {
			lines = append(lines, L("Request id: {{.ID}}", report.Args{"ID": e.RequestID}))
		}
	}
	if f.Cause != nil {
		lines = append(lines, f.Cause.Error())
	}
	return exchange.PlainLines(strings.Join(append(lines, "("+string(f.Code)+")"), "\n"))
}
