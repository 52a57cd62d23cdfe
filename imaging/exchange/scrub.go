package exchange

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// Scrub returns text with … in place of the secrets that a server repeats: as
// they are, in base64, or with any of their characters written in the ways of
// JSON, of an address or of a page, one within the other too.
func Scrub(text string, secrets ...string) string {
	covered := make([]bool, len(text))
	for _, v := range viewsOf(text) {
		for _, form := range forms(secrets) {
			v.cover(form, covered)
		}
	}
	var b strings.Builder
	for i, hidden := range covered {
		switch {
		case !hidden:
			b.WriteByte(text[i])
		case i == 0 || !covered[i-1]:
			b.WriteString("…")
		}
	}
	return b.String()
}

// forms returns the secrets as they are, as a form has their spaces, and in
// base64 without its filling, which may be missing.
func forms(secrets []string) [][]byte {
	var all [][]byte
	for _, s := range secrets {
		if s != "" {
			all = append(all, []byte(s), []byte(strings.ReplaceAll(s, " ", "+")),
				base64.RawStdEncoding.AppendEncode(nil, []byte(s)), base64.RawURLEncoding.AppendEncode(nil, []byte(s)))
		}
	}
	return all
}

// view is a text in which some of it is read as what it stands for.
type view struct {
	text []byte
	from []int // where each byte comes from in the text as it was sent, and where that ends
}

// viewsOf returns the text as it is and with its escapes read, each kind and
// each order of two kinds.
func viewsOf(text string) []view {
	plain := view{text: []byte(text), from: make([]int, len(text)+1)}
	for i := range plain.from {
		plain.from[i] = i
	}
	views := []view{plain}
	for _, read := range []escape{inJSON, inAddress, inPage, inJSON, inAddress} {
		for _, v := range views {
			if other := v.read(read); len(other.text) != len(v.text) {
				views = append(views, other)
			}
		}
	}
	return views
}

// read returns the view with the escapes read. What an escape stands for is
// always shorter.
func (v view) read(read escape) view {
	var other view
	for i := 0; i < len(v.text); {
		stands, length := read(v.text[i:])
		if length == 0 {
			stands, length = v.text[i:i+1], 1
		}
		for _, b := range stands {
			other.text, other.from = append(other.text, b), append(other.from, v.from[i])
		}
		i += length
	}
	other.from = append(other.from, v.from[len(v.text)])
	return other
}

// cover marks where the text as it was sent holds the form.
func (v view) cover(form []byte, covered []bool) {
	for i := 0; ; i++ {
		next := bytes.Index(v.text[i:], form)
		if next < 0 {
			return
		}
		i += next
		for at := v.from[i]; at < v.from[i+len(form)]; at++ {
			covered[at] = true
		}
	}
}
