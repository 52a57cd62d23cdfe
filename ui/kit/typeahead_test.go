package kit

import (
	"testing"
	"time"
)

func TestLettersThatComeSoonAreOneWord(t *testing.T) {
	var word typeAhead
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		letter rune
		after  time.Duration
		want   string
	}{{' ', 0, ""}, {'m', 0, "m"}, {'o', sameWord - 1, "mo"}, {' ', sameWord - 1, "mo "}, {'b', sameWord - 1, "mo b"}, {'b', sameWord, "b"}} {
		now = now.Add(step.after)
		if got := word.add(step.letter, now); got != step.want {
			t.Errorf("%q %v later: got %q, want %q", step.letter, step.after, got, step.want)
		}
	}
}
