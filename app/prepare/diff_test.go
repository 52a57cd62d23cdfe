package prepare

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestADifferenceSaysWhatWasTakenAndWhatCame(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"a changed line":  {"a\nb\nc\n", "a\nx\nc\n", "@@@ -1 +1 @@| a|-b|+x| c"},
		"a new file":      {"", "a\nb\n", "@@@ -1 +1 @@|+a|+b"},
		"an emptied file": {"a\n", "", "@@@ -1 +1 @@|-a"},
		"a moved line":    {"a\nb\nc\n", "c\na\nb\n", "@@@ -1 +1 @@|+c| a| b|-c"},
		"repeated lines":  {"x\nx\nx\n", "x\nx\n", "@@@ -1 +1 @@| x| x|-x"},
		"far from others": {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\nx\n", "@@@ -6 +6 @@| 6| 7| 8|-9|+x"},
		"two places":      {"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "@@@ -1 +1 @@|-a|+x| 1| 2| 3|@@@ -6 +6 @@| 5| 6| 7|-b|+y"},
		"nothing changed": {"a\n", "a\n", ""},
		"Windows' ends":   {"a\r\nb\r\n", "a\nb\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := change(t, c.before, c.after).Diff()
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range lines {
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
	c := change(t, before.String(), after.String())
	lines, err := c.Diff()
	if err != nil {
		t.Fatal(err)
	}
	for kind, path := range map[LineKind]string{Removed: c.Before, Added: c.After} {
		want, _ := linesOf(path)
		changed := slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return l.Kind != kind })
		if len(changed) == 0 || len(changed) > len(want) {
			t.Errorf("%c: %d of %d lines", kind, len(changed), len(want))
		}
	}
}

func change(t *testing.T, before, after string) Change {
	t.Helper()
	dir := t.TempDir()
	c := Change{Name: "model.yaml", Before: filepath.Join(dir, "before.yaml"), After: filepath.Join(dir, "after.yaml")}
	for path, text := range map[string]string{c.Before: before, c.After: after} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c
}
