package snakeyaml

import "slices"

// scanner turns characters into tokens. Block structure is told by indentation:
// a collection begins where a token stands further right than the block around
// it, and ends where one stands further left.
type scanner struct {
	reader
	queue []token // ahead of the parser
	room  []token // for the queue, once it was taken: the same memory again
	taken int     // tokens that the parser has taken
	done  bool    // the end of the stream is in the queue

	flow    int   // depth of [ and {
	indent  int   // column of the block; -1 outside any
	indents []int // of the blocks around it

	// A simple key is one without "? ": only the colon behind it tells that it
	// was one. Where one may begin is therefore remembered, a place for each
	// depth of flow.
	keyAllowed bool
	keys       []simpleKey
}

// simpleKey is a place where a simple key may have begun.
type simpleKey struct {
	flow     int
	token    int // its number
	at       mark
	required bool // in a block mapping nothing else can begin a line
}

// maxKey is how long a simple key may be, in characters (YAML 1.1, 7.3.3).
const maxKey = 1024

func newScanner(text []byte) *scanner {
	return &scanner{reader: reader{text: text}, indent: -1, keyAllowed: true}
}

// peek returns the next token.
func (s *scanner) peek() *token {
	for s.wantsMore() {
		s.fetch()
	}
	return &s.queue[0]
}

// next takes the next token.
func (s *scanner) next() token {
	t := *s.peek()
	if cap(s.queue) > cap(s.room) {
		s.room = s.queue[:0]
	}
	if s.queue = s.queue[1:]; len(s.queue) == 0 {
		s.queue = s.room
	}
	s.taken++
	return t
}

// is tells whether the next token is one of the kinds.
func (s *scanner) is(kinds ...tokenKind) bool { return slices.Contains(kinds, s.peek().kind) }

// wantsMore tells whether the next token is not yet sure: a key token may have
// to be put before it.
func (s *scanner) wantsMore() bool {
	if s.done {
		return false
	}
	if len(s.queue) == 0 {
		return true
	}
	s.dropStaleKeys()
	return len(s.keys) > 0 && s.keys[0].token == s.taken
}

// add appends a token that begins here.
func (s *scanner) add(kind tokenKind) { s.queue = append(s.queue, token{kind: kind, at: s.mark()}) }

// insert puts a token before the one with the number.
func (s *scanner) insert(number int, t token) {
	s.queue = slices.Insert(s.queue, number-s.taken, t)
}

// fetch appends the next token, with those that indentation brings before it.
func (s *scanner) fetch() {
	s.skipToToken()
	s.dropStaleKeys()
	s.unwind(s.column)
	c := s.char()
	switch {
	case c == end:
		s.unwind(-1)
		s.dropKey()
		s.keyAllowed, s.keys, s.done = false, nil, true
		s.add(streamEnd)
	case c == '%' && s.column == 0:
		s.beginDocumentPart()
		nameScanner{s}.scanDirective()
	case s.documentMark("---"):
		s.documentIndicator(documentStart)
	case s.documentMark("..."):
		s.documentIndicator(documentEnd)
	case !s.indicator(c):
		s.fetchPlain()
	}
}

// indicator fetches the token that a character begins; false when it begins none.
func (s *scanner) indicator(c rune) bool {
	switch c {
	case '[':
		s.flowStart(flowSequenceStart)
	case '{':
		s.flowStart(flowMappingStart)
	case ']':
		s.flowEnd(flowSequenceEnd)
	case '}':
		s.flowEnd(flowMappingEnd)
	case ',':
		s.keyAllowed = true
		s.dropKey()
		s.add(flowEntry)
		s.forward(1)
	case '*', '&':
		s.saveKey()
		s.keyAllowed = false
		nameScanner{s}.scanAnchor()
	case '!':
		s.saveKey()
		s.keyAllowed = false
		nameScanner{s}.scanTag()
	case '\'', '"':
		s.saveKey()
		s.keyAllowed = false
		quotedScalar{s}.scanQuoted()
	default:
		return s.blockIndicator(c)
	}
	return true
}

// blockIndicator fetches what begins with a character that is an indicator only
// in some places.
func (s *scanner) blockIndicator(c rune) bool {
	followed := blankOrBreak(s.after(1)) // an indicator of blocks stands alone
	switch {
	case c == '-' && followed:
		s.fetchBlockEntry()
	case c == '?' && (s.flow > 0 || followed):
		s.fetchKey()
	case c == ':' && (s.flow > 0 || followed):
		s.fetchValue()
	case (c == '|' || c == '>') && s.flow == 0:
		s.keyAllowed = true
		s.dropKey()
		blockScalar{s}.scanBlockScalar()
	default:
		return false
	}
	return true
}

// skipToToken skips blanks, comments and line ends. A tab is not among them: in
// the deploy tooling's parser nothing may be separated by tabs.
func (s *scanner) skipToToken() {
	if s.at == 0 && s.char() == byteOrderMark {
		s.forward(1)
	}
	for {
		s.skipBlanks()
		s.skipComment()
		if !s.skipBreak() {
			return
		}
		if s.flow == 0 {
			s.keyAllowed = true
		}
	}
}

// documentMark tells whether --- or ... stands here.
func (s *scanner) documentMark(text string) bool {
	return s.column == 0 && s.begins(text) && blankOrBreak(s.after(3))
}

func (s *scanner) documentIndicator(kind tokenKind) {
	s.beginDocumentPart()
	s.add(kind)
	s.forward(3)
}

// beginDocumentPart ends all blocks. No block collection begins in the line of
// a document's mark.
func (s *scanner) beginDocumentPart() {
	s.unwind(-1)
	s.dropKey()
	s.keyAllowed = false
}

func (s *scanner) flowStart(kind tokenKind) {
	s.saveKey()
	s.flow++
	s.keyAllowed = true
	s.add(kind)
	s.forward(1)
}

func (s *scanner) flowEnd(kind tokenKind) {
	s.dropKey()
	s.flow--
	s.keyAllowed = false
	s.add(kind)
	s.forward(1)
}

func (s *scanner) fetchBlockEntry() {
	if s.flow == 0 {
		if !s.keyAllowed {
			s.fail(EntryHere, s.mark(), "")
		}
		if s.increase(s.column) {
			s.add(blockSequenceStart)
		}
	}
	s.keyAllowed = true
	s.dropKey()
	s.add(blockEntry)
	s.forward(1)
}

func (s *scanner) fetchKey() {
	if s.flow == 0 {
		if !s.keyAllowed {
			s.fail(KeyHere, s.mark(), "")
		}
		if s.increase(s.column) {
			s.add(blockMappingStart)
		}
	}
	s.keyAllowed = s.flow == 0
	s.dropKey()
	s.add(key)
	s.forward(1)
}

// fetchValue fetches a colon: what stood before it in the line was a simple key.
func (s *scanner) fetchValue() {
	if n := len(s.keys) - 1; n >= 0 && s.keys[n].flow == s.flow {
		k := s.keys[n]
		s.keys = s.keys[:n]
		s.insert(k.token, token{kind: key, at: k.at})
		if s.flow == 0 && s.increase(k.at.column) {
			s.insert(k.token, token{kind: blockMappingStart, at: k.at})
		}
		s.keyAllowed = false
	} else {
		if s.flow == 0 {
			if !s.keyAllowed {
				s.fail(ValueHere, s.mark(), "")
			}
			if s.increase(s.column) {
				s.add(blockMappingStart)
			}
		}
		s.keyAllowed = s.flow == 0
	}
	s.add(value)
	s.forward(1)
}

// fetchPlain fetches a scalar without quotes, the only thing left.
func (s *scanner) fetchPlain() {
	c := s.char()
	if beginsPlain(c) || !blankOrBreak(s.after(1)) && (c == '-' || s.flow == 0 && (c == '?' || c == ':')) {
		s.saveKey()
		s.keyAllowed = false
		plainScalar{s}.scanPlain()
		return
	}
	if c == '\t' {
		s.fail(Tab, s.mark(), "")
	}
	s.fail(Character, s.mark(), string(c))
}

// unwind ends the blocks that a column is left of. Within [ and { indentation
// means nothing.
func (s *scanner) unwind(column int) {
	for s.flow == 0 && s.indent > column {
		last := len(s.indents) - 1
		s.indent, s.indents = s.indents[last], s.indents[:last]
		s.add(blockEnd)
	}
}

// increase begins a block at a column; false when it is no further right.
func (s *scanner) increase(column int) bool {
	if s.indent >= column {
		return false
	}
	s.indents = append(s.indents, s.indent)
	s.indent = column
	return true
}

// saveKey remembers that a simple key may begin here.
func (s *scanner) saveKey() {
	required := s.flow == 0 && s.indent == s.column
	if !s.keyAllowed {
		if required {
			s.fail(NoColon, s.mark(), "")
		}
		return
	}
	s.dropKey()
	s.keys = append(s.keys, simpleKey{flow: s.flow, token: s.taken + len(s.queue), at: s.mark(), required: required})
}

// dropKey forgets the place of this depth of flow.
func (s *scanner) dropKey() {
	if n := len(s.keys) - 1; n >= 0 && s.keys[n].flow == s.flow {
		s.mustHaveBeen(s.keys[n])
		s.keys = s.keys[:n]
	}
}

// dropStaleKeys forgets the places that a colon would come too late for.
func (s *scanner) dropStaleKeys() {
	s.keys = slices.DeleteFunc(s.keys, func(k simpleKey) bool {
		stale := k.at.line != s.line || s.index-k.at.index > maxKey
		if stale {
			s.mustHaveBeen(k)
		}
		return stale
	})
}

func (s *scanner) mustHaveBeen(k simpleKey) {
	if k.required {
		s.fail(NoColon, k.at, "")
	}
}
