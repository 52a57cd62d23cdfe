package model

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// property is one definition of a variable file.
type property struct {
	name, value string
	line, last  int  // where it begins and ends
	wide        bool // it holds bytes above 0x7f, outside comments
}

// badEscape is a \u without four hexadecimal digits.
type badEscape struct {
	from         int // the line where its definition begins
	line, column int
	text         string
}

// properties reads a file as java.util.Properties does: # and ! begin a
// comment, a backslash at the end of a line continues it, =, : or a blank ends
// the name, \t \n \f \r and \uXXXX are escapes, bytes are ISO-8859-1. It stops
// at the first escape that Java refuses.
func properties(text []byte) ([]property, *badEscape) {
	var all []property
	lines := naturalLines(text)
	for i := 0; i < len(lines); i++ {
		first := i
		logical := bytes.TrimLeft(lines[i], " \t\f")
		if len(logical) == 0 || logical[0] == '#' || logical[0] == '!' {
			continue
		}
		for continued(logical) {
			logical = logical[: len(logical)-1 : len(logical)-1]
			if i+1 == len(lines) {
				break
			}
			i++
			logical = append(logical, bytes.TrimLeft(lines[i], " \t\f")...)
		}
		if len(logical) == 0 {
			continue
		}
		name, value := split(logical)
		p := property{line: first + 1, last: i + 1, wide: bytes.ContainsFunc(logical, func(r rune) bool { return r >= utf8.RuneSelf })}
		var bad string
		if p.name, bad = unescape(name); bad == "" {
			p.value, bad = unescape(value)
		}
		if bad != "" {
			line, column := first, 0
			for ; line <= i; line++ {
				if column = bytes.Index(lines[line], []byte(bad)) + 1; column > 0 {
					break
				}
			}
			return all, &badEscape{from: first + 1, line: min(line, i) + 1, column: column, text: bad}
		}
		all = append(all, p)
	}
	return all, nil
}

// naturalLines cuts a text at \n, \r and \r\n.
func naturalLines(text []byte) [][]byte {
	var lines [][]byte
	for len(text) > 0 {
		end := bytes.IndexAny(text, "\r\n")
		if end < 0 {
			return append(lines, text)
		}
		lines = append(lines, text[:end])
		if text[end] == '\r' && end+1 < len(text) && text[end+1] == '\n' {
			end++
		}
		text = text[end+1:]
	}
	return lines
}

// continued tells whether a line ends with an odd number of backslashes.
func continued(line []byte) bool {
	return (len(line)-len(bytes.TrimRight(line, `\`)))%2 == 1
}

// split cuts a logical line at the end of its name.
func split(line []byte) (name, value []byte) {
	end := 0
	for end < len(line) && !bytes.ContainsRune([]byte("=: \t\f"), rune(line[end])) {
		if line[end] == '\\' && end+1 < len(line) {
			end++
		}
		end++
	}
	name, value = line[:end], bytes.TrimLeft(line[end:], " \t\f")
	if len(value) > 0 && (value[0] == '=' || value[0] == ':') {
		value = bytes.TrimLeft(value[1:], " \t\f")
	}
	return name, value
}

// unescape returns a text with its escapes resolved, or the first \u escape
// that is none.
func unescape(text []byte) (plain, bad string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '\\' || i+1 == len(text) {
			b.WriteRune(rune(c)) // ISO-8859-1
			continue
		}
		i++
		switch text[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'f':
			b.WriteByte('\f')
		case 'r':
			b.WriteByte('\r')
		case 'u':
			end := min(i+5, len(text))
			n, err := strconv.ParseUint(string(text[i+1:end]), 16, 32)
			if err != nil || end != i+5 {
				return "", string(text[i-1 : end])
			}
			b.WriteRune(rune(n))
			i = end - 1
		default:
			b.WriteRune(rune(text[i]))
		}
	}
	return b.String(), ""
}
