package snakeyaml_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestTextsAreReadAsTheDeployToolingReadsThem holds each text of the table
// against what the deploy tooling makes of it: keys and values as JSON nearly
// is, f for any number with a fraction, or why it refuses the text.
func TestTextsAreReadAsTheDeployToolingReadsThem(t *testing.T) {
	table, err := os.ReadFile("testdata/variants.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(string(table)) {
		if line[0] == '#' {
			continue
		}
		quoted, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		text, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%s: %v", quoted, err)
		}
		count++
		got, why := canonical(text)
		if why != "" {
			got = "refused: " + string(why)
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", quoted, got, want)
		}
	}
	if count < 600 {
		t.Errorf("got %d texts, want the whole table", count)
	}
}

func TestKeysAndDepthAreBounded(t *testing.T) {
	nested := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	}
	aliases := func(n int) string { return "a: &x [1]\nb: [" + strings.Repeat("*x, ", n) + "]\n" }
	for _, c := range []struct {
		name, text string
		want       refused
	}{
		{"a key of 1,024 characters", strings.Repeat("k", 1024) + ": v\n", ""},
		{"a key of 1,025 characters", strings.Repeat("k", 1025) + ": v\n", "value-here"},
		{"a long key that is said to be one", "? " + strings.Repeat("k", 1100) + "\n: v\n", ""},
		{"50 levels", nested(50), ""},
		{"51 levels", nested(51), "too-deep"},
		{"50 brackets", "a: " + strings.Repeat("[", 50) + strings.Repeat("]", 50), ""},
		{"51 brackets", "a: " + strings.Repeat("[", 51) + strings.Repeat("]", 51), "too-deep"},
		{"50 aliases of a list", aliases(50), ""},
		{"51 aliases of a list", aliases(51), "too-many-alias"},
		{"60 aliases of a text", "a: &x 1\nb: [" + strings.Repeat("*x, ", 60) + "]\n", ""},
	} {
		if _, why := canonical(c.text); why != c.want {
			t.Errorf("%s: got %q, want %q", c.name, why, c.want)
		}
	}
}

func FuzzDocuments(f *testing.F) {
	table, err := os.ReadFile("testdata/variants.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		quoted, _, _ := strings.Cut(line, "\t")
		if text, err := strconv.Unquote(quoted); err == nil {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsRune(text, 0) {
			return // no text of YAML
		}
		_, _ = canonical(text) // neither hangs nor panics
	})
}
