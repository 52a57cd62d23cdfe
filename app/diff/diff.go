// Package diff compares two texts line by line.
package diff

import (
	"slices"
	"strconv"
	"strings"
)

// Line is one line of a difference.
type Line struct {
	Kind LineKind
	Text string
}

// LineKind is the character that begins a line of a unified difference.
type LineKind byte

// The kinds.
const (
	Kept    LineKind = ' '
	Removed LineKind = '-'
	Added   LineKind = '+'
	Heading LineKind = '@' // where the lines below it stand
)

// around is how many kept lines are shown beside changed ones.
const around = 3

// Lines returns what changed from one text to the other as a unified difference,
// nothing when they are the same. Windows' line ends are those of other systems.
func Lines(before, after string) []Line {
	return unified(compared(nil, split(before), split(after)))
}

func split(text string) []string {
	text = strings.TrimSuffix(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// compared appends all lines of both texts to to: what they share is kept. Lines
// that occur once in each are matched first and part the texts, which takes
// about as long as reading them, however much differs.
func compared(to []Line, a, b []string) []Line {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		to = append(to, Line{Kept, a[head]})
		head++
	}
	a, b = a[head:], b[head:]
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	kept := a[len(a)-tail:]
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	if pairs := anchors(a, b); len(pairs) > 0 {
		from := pair{}
		for _, p := range pairs {
			to = compared(to, a[from.a:p.a], b[from.b:p.b])
			to = append(to, Line{Kept, a[p.a]})
			from = pair{p.a + 1, p.b + 1}
		}
		to = compared(to, a[from.a:], b[from.b:])
	} else {
		to = appendAll(to, Removed, a)
		to = appendAll(to, Added, b)
	}
	return appendAll(to, Kept, kept)
}

func appendAll(to []Line, kind LineKind, texts []string) []Line {
	for _, text := range texts {
		to = append(to, Line{kind, text})
	}
	return to
}

// pair is where a line stands in both texts.
type pair struct{ a, b int }

// anchors returns the lines that occur once in each text, as many as stand in
// the same order in both: the longest increasing run.
func anchors(a, b []string) []pair {
	inB := once(b)
	var pairs []pair
	for text, i := range once(a) {
		if j, ok := inB[text]; ok && i >= 0 && j >= 0 {
			pairs = append(pairs, pair{i, j})
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int { return x.a - y.a })
	var ends []int // ends[n]: the pair with the least b that ends a run of n+1
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(end, b int) int { return pairs[end].b - b })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	run := make([]pair, len(ends))
	for i, at := len(run)-1, ends[len(ends)-1]; i >= 0; i, at = i-1, before[at] {
		run[i] = pairs[at]
	}
	return run
}

// once returns where each text stands, -1 for one that stands at several places.
func once(texts []string) map[string]int {
	at := make(map[string]int, len(texts))
	for i, text := range texts {
		if _, again := at[text]; again {
			i = -1
		}
		at[text] = i
	}
	return at
}

// unified leaves out what is kept far from any change, and says where the rest
// stands.
func unified(all []Line) []Line {
	near := make([]bool, len(all))
	for i, l := range all {
		if l.Kind != Kept {
			for j := max(0, i-around); j < min(len(all), i+around+1); j++ {
				near[j] = true
			}
		}
	}
	var shown []Line
	a, b := 1, 1
	for i, l := range all {
		if near[i] {
			if i == 0 || !near[i-1] {
				shown = append(shown, Line{Heading, "@@ -" + strconv.Itoa(a) + " +" + strconv.Itoa(b) + " @@"})
			}
			shown = append(shown, l)
		}
		if l.Kind != Added {
			a++
		}
		if l.Kind != Removed {
			b++
		}
	}
	return shown
}
