package snakeyaml

import "fmt"

// ProblemKind is what is wrong with a text. Its value is the key of a sentence.
type ProblemKind string

// The kinds of problems.
const (
	Tab          ProblemKind = "tab"            // a tab where only blanks may stand
	Character    ProblemKind = "character"      // a character that begins nothing
	NoColon      ProblemKind = "no-colon"       // a key that no colon follows in its line, or within 1,024 characters
	Indentation  ProblemKind = "indentation"    // a line that belongs to no block around it
	EntryHere    ProblemKind = "entry-here"     // "- " where no list can begin
	KeyHere      ProblemKind = "key-here"       // "? " where no key can begin
	ValueHere    ProblemKind = "value-here"     // ": " where no value can begin
	OpenQuote    ProblemKind = "open-quote"     // a quote that nothing closes
	QuoteCut     ProblemKind = "quote-cut"      // "---" or "..." within quotes
	Escape       ProblemKind = "escape"         // a backslash that escapes nothing
	OpenList     ProblemKind = "open-list"      // no , or ] where one must be
	OpenMapping  ProblemKind = "open-mapping"   // no , or } where one must be
	NoContent    ProblemKind = "no-content"     // no value where one must be
	BlockHeader  ProblemKind = "block-header"   // what stands behind | or >
	AnchorName   ProblemKind = "anchor-name"    // a name of & or * that is none
	NoAnchor     ProblemKind = "no-anchor"      // an alias without its anchor
	TagForm      ProblemKind = "tag-form"       // a tag that is not written as one
	TagHandle    ProblemKind = "tag-handle"     // a tag's handle that nothing declares
	Directive    ProblemKind = "directive"      // a line with % that is none
	Version      ProblemKind = "version"        // another YAML than 1
	NoDocument   ProblemKind = "no-document"    // something else where --- must be
	TooDeep      ProblemKind = "too-deep"       // more than MaxNesting levels
	TooManyAlias ProblemKind = "too-many-alias" // more than MaxAliases of collections
	GlobalTag    ProblemKind = "global-tag"     // a tag of Java's
)

// Problem is the first thing that keeps a text from being read.
type Problem struct {
	Kind         ProblemKind
	Line, Column int    // from 1; columns in characters
	Text         string // the character, name or tag that it is about; empty for none
}

// Error returns the problem for a log; sentences for persons are made elsewhere.
func (p *Problem) Error() string {
	return fmt.Sprintf("line %d, column %d: %s %q", p.Line, p.Column, p.Kind, p.Text)
}
