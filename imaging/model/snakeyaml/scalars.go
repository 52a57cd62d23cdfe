package snakeyaml

import "bytes"

// Scalar is where a scalar stands in a text: its first character, from 1 as nodes have
// it, and its bytes, without the line ends behind it.
type Scalar struct {
	Line, Column int
	Start, End   int
}

// Scalars returns the scalars of a text that Documents reads, in their order. What is
// empty and not in quotes is none.
func Scalars(text []byte) (all []Scalar) {
	s := newScanner(text)
	for !s.is(streamEnd) {
		if t := s.next(); t.kind == scalar {
			end := t.at.offset + len(bytes.TrimRight(text[t.at.offset:t.end], " \t\r\n"))
			all = append(all, Scalar{Line: t.at.line + 1, Column: t.at.column + 1, Start: t.at.offset, End: end})
		}
	}
	return all
}
