package snakeyaml

// tokenKind tells tokens apart.
type tokenKind int

const (
	streamEnd tokenKind = iota
	directive
	documentStart
	documentEnd
	blockSequenceStart
	blockMappingStart
	blockEnd
	flowSequenceStart
	flowMappingStart
	flowSequenceEnd
	flowMappingEnd
	blockEntry
	flowEntry
	key
	value
	alias
	anchor
	tag
	scalar
)

// token is what the scanner makes of characters.
type token struct {
	kind  tokenKind
	at    mark
	text  string // of a scalar, an anchor, an alias; a directive's name; a tag's suffix
	more  string // a tag's handle, empty for none; a %TAG directive's handle
	style style
	end   int // in bytes, where a scalar ends
}

// style is how a scalar is written.
type style int

const (
	plain style = iota
	singleQuoted
	doubleQuoted
	literal
	folded
)

// mark is a place in the text.
type mark struct {
	line, column int // from 0
	index        int // in characters
	offset       int // in bytes
}
