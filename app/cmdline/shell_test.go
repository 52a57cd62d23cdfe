package cmdline_test

import (
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"auximage/app/cmdline"
)

func TestAWordOfBashMovesNoTerminalsCursorAndIsWhatItWas(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	for _, text := range []string{"plain", "two words", "it's", "\x1b[31mred\x1b[0m", "a\nb", "back\\slash\t", "\u202eright to left", "broken \xff\xfe", "$(id) `id` \x07!", "é\x01f"} {
		word := cmdline.Bash.Word(text)
		if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%q is written as %q", text, word)
		}
		got, err := exec.Command(bash, "-c", "printf %s "+word).Output()
		if err != nil || string(got) != text {
			t.Errorf("%s is %q (%v), want %q", word, got, err, text)
		}
	}
}
