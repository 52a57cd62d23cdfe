package exchange_test

import (
	"testing"

	"auximage/imaging/exchange"
)

func TestNothingThatMovesATerminalIsLeft(t *testing.T) {
	for what, c := range map[string]struct{ text, line, lines string }{
		"plain":             {"a b", "a b", "a b"},
		"other scripts":     {"Ünïcödé 文字 עברית", "Ünïcödé 文字 עברית", "Ünïcödé 文字 עברית"},
		"an escape":         {"\x1b[31mred", "\ufffd[31mred", "\ufffd[31mred"},
		"one of 8 bits":     {"\u009b31mred", "\ufffd31mred", "\ufffd31mred"},
		"a bell, a delete":  {"a\a\x7f", "a\ufffd\ufffd", "a\ufffd\ufffd"},
		"a backspace":       {"a\bb", "a\ufffdb", "a\ufffdb"},
		"a line of its own": {"a\nPushed b", "a Pushed b", "a\nPushed b"},
		"Windows' lines":    {"a\r\nb", "a  b", "a\nb"},
		"a return":          {"all\rnone", "all none", "all none"},
		"other line ends":   {"a\u2028b\u2029c\u0085d\ve\ff", "a b c d e f", "a b c d e f"},
		"a tab":             {"a\tb", "a b", "a b"},
		"turned around":     {"\u202etxet\u2066x\u2069\u200f", "\ufffdtxet\ufffdx\ufffd\ufffd", "\ufffdtxet\ufffdx\ufffd\ufffd"},
		"no text":           {"a\xffb", "a\ufffdb", "a\ufffdb"},
	} {
		t.Run(what, func(t *testing.T) {
			if got := exchange.Plain(c.text); got != c.line {
				t.Errorf("in one line: got %q, want %q", got, c.line)
			}
			if got := exchange.PlainLines(c.text); got != c.lines {
				t.Errorf("in lines: got %q, want %q", got, c.lines)
			}
		})
	}
}
