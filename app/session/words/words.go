// Package words makes every sentence that a person reads: a code and its
// arguments in, a sentence in the person's language out.
package words

import "auximage/imaging/report"

// Message is what a person reads of a Finding.
type Message struct {
	Sentence string // what is the matter
	Next     string // what to do; may be empty
	Details  string // place, the server's own words, request id; may be empty
}

// Use sets the language, "en" or "fr"; empty is the system's.
func Use(language string) {}

// Language returns the language in use, such as "fr".
func Language() string { return "en" }

// L returns the text of a key in the language in use. Interface texts use their
// English text as key; data is one map of the values that the text names.
func L(key string, data ...any) string { return key }

// N returns the text of a key in the form for a count, named {{.Count}} in it.
func N(key string, count int, data ...any) string { return key }

// Of returns the message for a finding.
func Of(f report.Finding) Message { return Message{} }

// OfError returns the message for an error: of the finding in its chain, or a
// general one with the error's text as details.
func OfError(err error) Message { return Message{} }

// Bytes returns a size as a person reads it in the language in use, "21.2 MB", "21,2 Mo".
func Bytes(n int64) string { return "" }
