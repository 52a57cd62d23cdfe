package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/app/diff"
)

func TestADifferenceSaysWhatWasTakenAndWhatCame(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"a changed line":  {"a\nb\nc\n", "a\nx\nc\n", "@@@ -1,3 +1,3 @@| a|-b|+x| c"},
		"a new file":      {"", "a\nb\n", "@@@ -0,0 +1,2 @@|+a|+b"},
		"an emptied file": {"a\n", "", "@@@ -1,1 +0,0 @@|-a"},
		"a moved line":    {"a\nb\nc\n", "c\na\nb\n", "@@@ -1,3 +1,3 @@|+c| a| b|-c"},
		"repeated lines":  {"x\nx\nx\n", "x\nx\n", "@@@ -1,3 +1,2 @@| x| x|-x"},
		"far from others": {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nx\n", "@@@ -6,4 +6,4 @@| 6| 7| 8|-9|+x"},
		"two places":      {"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "@@@ -1,4 +1,4 @@|-a|+x| 1| 2| 3|@@@ -6,4 +6,4 @@| 5| 6| 7|-b|+y"},
		"nothing changed": {"a\n", "a\n", ""},
		"Windows' ends":   {"a\r\nb\r\n", "a\nb\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, l := range diff.Lines(c.before, c.after) {
				got = append(got, string(l.Kind)+l.Text)
			}
			if text := strings.Join(got, "|"); text != c.want {
				t.Errorf("%s, want %s", text, c.want)
			}
		})
	}
}

func TestADifferenceIsWholeHoweverMuchDiffers(t *testing.T) {
	var before, after strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&before, "line %d\n", i)
		if i%3 == 0 {
			fmt.Fprintf(&after, "other\n")
			continue
		}
		fmt.Fprintf(&after, "line %d\n", (i*7919)%20_000)
	}
	lines := diff.Lines(before.String(), after.String())
	for kind, text := range map[diff.LineKind]string{diff.Removed: before.String(), diff.Added: after.String()} {
		want := strings.Count(text, "\n")
		changed := slices.DeleteFunc(slices.Clone(lines), func(l diff.Line) bool { return l.Kind != kind })
		if len(changed) == 0 || len(changed) > want {
			t.Errorf("%c: %d of %d lines", kind, len(changed), want)
		}
	}
}

func TestManyChangedLinesLeaveTheOthersAsTheyAre(t *testing.T) {
	var before, after strings.Builder
	const changes, apart = 500, 8
	for i := range changes * apart {
		fmt.Fprintf(&before, "line %d\n", i)
		if i%apart == 0 {
			fmt.Fprintf(&after, "another %d\n", i)
		} else {
			fmt.Fprintf(&after, "line %d\n", i)
		}
	}
	removed := 0
	for _, l := range diff.Lines(before.String(), after.String()) {
		if l.Kind == diff.Removed {
			removed++
		}
	}
	if removed != changes {
		t.Errorf("%d lines removed, want the %d that changed", removed, changes)
	}
}
