package exchange

import (
	"bytes"
	"encoding/hex"
	"html"
	"strconv"
	"unicode/utf16"
)

// escape returns what the beginning of a text stands for and how long that
// beginning is, 0 when it stands for itself.
type escape func(text []byte) (stands []byte, length int)

// inJSON reads what JSON, and the strings of most languages, write with a
// backslash.
func inJSON(text []byte) ([]byte, int) {
	if len(text) < 2 || text[0] != '\\' {
		return nil, 0
	}
	if text[1] == '/' || text[1] == '\'' {
		return text[1:2], 2
	}
	begin := string(text[:min(len(text), len(`\U0001f600`))])
	if r, wide, rest, err := strconv.UnquoteChar(begin, '"'); err == nil {
		if !wide {
			return []byte{byte(r)}, len(begin) - len(rest)
		}
		return []byte(string(r)), len(begin) - len(rest)
	}
	if r := utf16.DecodeRune(unit(text), unit(text[min(len(text), len(`\ud83d`)):])); r != '�' {
		return []byte(string(r)), len(`\ud83d\ude00`)
	}
	return nil, 0
}

// unit returns the half of a character that \ud83d is; -1 for anything else.
func unit(text []byte) rune {
	if len(text) < len(`\ud83d`) || !bytes.HasPrefix(text, []byte(`\u`)) {
		return -1
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}

// inAddress reads what an address writes with a percent sign.
func inAddress(text []byte) ([]byte, int) {
	if len(text) < len("%2F") || text[0] != '%' {
		return nil, 0
	}
	stands, err := hex.DecodeString(string(text[1:3]))
	if err != nil {
		return nil, 0
	}
	return stands, len("%2F")
}

// inPage reads what a page writes as &quot; or &#34;.
func inPage(text []byte) ([]byte, int) {
	if text[0] != '&' {
		return nil, 0
	}
	end := bytes.IndexByte(text[:min(len(text), len("&#x0001f600;"))], ';')
	if end < 0 {
		return nil, 0
	}
	stands := html.UnescapeString(string(text[:end+1]))
	if len(stands) > end {
		return nil, 0
	}
	return []byte(stands), end + 1
}
