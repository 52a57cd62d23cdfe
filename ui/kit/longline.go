package kit

import "fyne.io/fyne/v2"

// How many bytes a line has at most. Fyne measures a line from its beginning to each of
// its characters at every click into it, which takes minutes for a log that was pasted by
// mistake. Dots are all alike and quickly measured, and some registries have long tokens.
const (
	longestLine   = 1 << 10
	longestSecret = 16 << 10
)

// cut returns the text as far as the entry has room for it.
func (e *Entry) cut(text string) string {
	longest := longestLine
	if e.Password {
		longest = longestSecret
	}
	if e.MultiLine || len(text) <= longest {
		return text
	}
	end := 0
	for i := range text { // no character is halved
		if i > longest {
			break
		}
		end = i
	}
	return text[:end]
}

// cutClipboard hands out no more than an entry has room for.
type cutClipboard struct {
	fyne.Clipboard
	entry *Entry
}

// Content implements fyne.Clipboard.
func (c cutClipboard) Content() string { return c.entry.cut(c.Clipboard.Content()) }
