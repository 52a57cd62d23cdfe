package kit

import (
	"strings"
	"time"
)

// sameWord is how soon a letter follows the one before it where both are of one word,
// as in the dialogs of GTK and Windows.
const sameWord = time.Second

// typeAhead is the beginning of a name, typed letter by letter while a list has the
// focus.
type typeAhead struct {
	text string
	last time.Time // when the last letter came
}

// add returns what is typed with one more letter: the letter alone where it comes late.
// A blank begins nothing.
func (t *typeAhead) add(r rune, now time.Time) string {
	if !t.isGoingOn(now) {
		t.text = ""
	}
	t.text, t.last = strings.TrimLeft(t.text+string(r), " "), now
	return t.text
}

// isGoingOn tells whether a letter that comes now belongs to those before.
func (t *typeAhead) isGoingOn(now time.Time) bool { return t.text != "" && now.Sub(t.last) < sameWord }
