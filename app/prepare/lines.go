package prepare

import (
	"bytes"
	"strings"
)

// lineWriter hands on whole lines and remembers the last one.
type lineWriter struct {
	tell func(string)
	part []byte
	last string
}

// maxLine bounds a line that never ends, in bytes.
const maxLine = 64 << 10

func (w *lineWriter) Write(p []byte) (int, error) {
	w.part = append(w.part, p...)
	for {
		i := bytes.IndexByte(w.part, '\n')
		if i < 0 && len(w.part) < maxLine {
			return len(p), nil
		}
		if i < 0 {
			i = len(w.part) - 1
		}
		w.line(w.part[:i])
		w.part = w.part[i+1:]
	}
}

func (w *lineWriter) flush() {
	if len(w.part) > 0 {
		w.line(w.part)
		w.part = nil
	}
}

func (w *lineWriter) line(b []byte) {
	text := strings.TrimRight(strings.ToValidUTF8(string(b), "\uFFFD"), "\r\n ")
	if text != "" {
		w.last = text
	}
	if w.tell != nil {
		w.tell(text)
	}
}
