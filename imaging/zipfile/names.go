package zipfile

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"auximage/imaging/report"
)

// Longest path and element that Linux takes.
const (
	maxPath    = 4096
	maxElement = 255
)

// checkName returns the code that refuses a name, empty when it is good. The
// rules are the same on every system, so that a zip good here is good there.
func checkName(name string, strict bool) report.Code {
	if strings.Contains(name, `\`) {
		return CodeBackslash
	}
	if name == "" || len(name) > maxPath || name[0] == '/' || hasDrive(name) || strings.ContainsFunc(name, isControl) {
		return CodeName
	}
	if strict && (strings.Contains(name, ":") || !utf8.ValidString(name) || path.Clean(name) != strings.TrimSuffix(name, "/")) {
		return CodeName
	}
	for element := range strings.SplitSeq(name, "/") {
		if element == ".." || len(element) > maxElement || strict && isDevice(element) {
			return CodeName
		}
	}
	return ""
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// hasDrive tells whether a name begins as "C:" does.
func hasDrive(name string) bool {
	return len(name) >= 2 && name[1] == ':' && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z'
}

// isDevice tells whether Windows takes an element for a device, with any ending.
func isDevice(element string) bool {
	base, _, _ := strings.Cut(element, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, found := strings.CutPrefix(base, "COM")
	if !found {
		port, found = strings.CutPrefix(base, "LPT")
	}
	return found && len([]rune(port)) == 1 && strings.Contains("123456789¹²³", port)
}

// printable returns a name as it can be shown.
func printable(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return '\uFFFD'
		}
		return r
	}, name)
}

// folded is a name by which those that some system takes for one are equal, and
// which sorts a folder right before what it holds.
type folded struct {
	key   string
	entry int
}

// checkCollisions refuses names that cannot be unpacked beside each other, or
// warns of them: Linux keeps case twins apart, and of duplicates Java reads the last.
func (f *File) checkCollisions() error {
	names := make([]folded, len(f.Entries))
	for i := range f.Entries {
		names[i] = folded{fold(f.Entries[i].Name), i}
	}
	slices.SortFunc(names, func(a, b folded) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.entry, b.entry))
	})
	found := map[report.Code]int{}
	for i := 1; i < len(names); i++ {
		a, b := names[i-1], names[i]
		code := collision(a.key, b.key, f.Entries[a.entry], f.Entries[b.entry])
		if code == "" {
			continue
		}
		args := report.Args{"Entry": printable(f.Entries[a.entry].Name), "Other": printable(f.Entries[b.entry].Name)}
		if f.limits.Strict {
			return f.fault(code, nil, args)
		}
		if at, ok := found[code]; ok {
			f.Warnings[at].Args["Count"] = f.Warnings[at].Args["Count"].(int) + 1
			continue
		}
		args["Count"] = 1
		found[code] = len(f.Warnings)
		f.Warnings = append(f.Warnings, report.Finding{Code: code, Severity: report.Warning, File: f.Path, Args: args})
	}
	return nil
}

// collision returns how two neighbours in the order of keys collide, if they do.
func collision(keyA, keyB string, a, b Entry) report.Code {
	switch {
	case keyA == keyB && a.Dir != b.Dir:
		return CodeFileOrFolder
	case keyA == keyB && a.Name == b.Name:
		return CodeDuplicate
	case keyA == keyB, !sameFolders(a.Name, b.Name):
		return CodeCaseTwin
	case !a.Dir && len(keyB) > len(keyA) && keyB[:len(keyA)] == keyA && keyB[len(keyA)] == 0:
		return CodeFileOrFolder
	}
	return ""
}

// sameFolders tells whether folders that two names share after folding are
// spelled the same.
func sameFolders(a, b string) bool {
	for {
		elementA, restA, moreA := strings.Cut(a, "/")
		elementB, restB, moreB := strings.Cut(b, "/")
		if !moreA || !moreB {
			return true
		}
		if elementA != elementB {
			return fold(elementA) != fold(elementB)
		}
		a, b = restA, restB
	}
}

// fold returns the key of a name: case and composition taken out, and slashes
// sorting before everything else.
func fold(name string) string {
	name = strings.TrimSuffix(name, "/")
	ascii := true
	for i := range len(name) {
		ascii = ascii && name[i] < utf8.RuneSelf
	}
	if !ascii {
		name = norm.NFC.String(strings.ToUpper(norm.NFC.String(name))) // both cases of ſ, K and ς are one only in upper case
	}
	return strings.ReplaceAll(strings.ToLower(name), "/", "\x00")
}
