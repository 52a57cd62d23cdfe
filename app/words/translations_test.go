package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fynes are the keys of Fyne's own widgets, as far as they are used here: the menu
// of an entry, and the application's. Nothing in the source names them.
var fynes = []string{"Copy", "Cut", "Paste", "Quit", "Redo", "Select all", "Undo"}

// text is one translation, by plural form; a plain one has the form "other".
type text map[string]string

func (t *text) UnmarshalJSON(data []byte) error {
	var plain string
	if err := json.Unmarshal(data, &plain); err == nil {
		*t = text{"other": plain}
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(t))
}

// files returns all translations by language and key.
func files(t *testing.T) map[string]map[string]text {
	all := map[string]map[string]text{}
	for _, name := range Languages() {
		var texts map[string]text
		if err := json.Unmarshal(file(name), &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = texts
	}
	return all
}

// source is what the repository's Go files, without tests, say about keys.
type source struct {
	codes    map[string]string // report codes, where they stand
	declared map[string]declaration
	prefixed map[string]string // such as "phase.", with their constants
	asked    map[string]string // literals handed to L and N, where they stand
	literals map[string]bool   // all literals
}

// prefixes are the types whose constants have a sentence under a prefix.
var prefixes = map[string]string{"Phase": "phase.", "Choice": "choice.", "ProblemKind": "problem.", "Group": "flags.", "Command": "command."}

func read(t *testing.T) source {
	s := source{map[string]string{}, map[string]declaration{}, map[string]string{}, map[string]string{}, map[string]bool{}}
	set := token.NewFileSet()
	eachFile(t, set, func(parsed *ast.File) {
		ast.Inspect(parsed, func(n ast.Node) bool {
			s.note(n, func() string { return set.Position(n.Pos()).String() })
			return true
		})
	})
	return s
}

// eachFile calls do for each of the repository's Go files that is no test.
func eachFile(t *testing.T, set *token.FileSet, do func(*ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		do(parsed)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s source) note(n ast.Node, where func() string) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if value, ok := literal(n); ok {
			s.literals[value] = true
		}
	case *ast.Field: // a key can be a field's
		if value, ok := literal(n.Tag); ok {
			s.literals[reflect.StructTag(value).Get("json")] = true
		}
	case *ast.GenDecl:
		s.declare(n)
	case *ast.ValueSpec:
		for _, v := range n.Values {
			value, ok := literal(v)
			if name := typeName(n.Type); ok && name == "Code" {
				s.codes[value] = where()
			} else if prefix := prefixes[name]; ok && prefix != "" {
				s.prefixed[prefix+value] = where()
			}
		}
	case *ast.CallExpr:
		if name := typeName(n.Fun); (name == "L" || name == "N") && len(n.Args) > 0 {
			if value, ok := literal(n.Args[0]); ok {
				s.asked[value] = where()
			}
		}
	}
}

// typeName returns the last name of an expression such as report.Code.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit == nil || lit.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(lit.Value)
	return value, err == nil
}

func TestEveryCodeHasASentenceInEveryLanguage(t *testing.T) {
	s := read(t)
	if len(s.codes) < 50 || len(s.prefixed) < 15 {
		t.Fatalf("only %d codes and %d phases and choices were found", len(s.codes), len(s.prefixed))
	}
	for name, texts := range files(t) {
		for _, wanted := range []map[string]string{s.codes, s.prefixed} {
			for key, where := range wanted {
				if texts[key]["other"] == "" {
					t.Errorf("%s: no sentence for %s (%s)", name, key, where)
				}
			}
		}
	}
}

func TestEveryTextInTheInterfaceHasATranslation(t *testing.T) {
	asked := read(t).asked
	for name, texts := range files(t) {
		for key, where := range asked {
			if texts[key]["other"] == "" {
				t.Errorf("%s: no text for %q (%s)", name, key, where)
			}
		}
	}
}

func TestNoTranslationIsUnused(t *testing.T) {
	s := read(t)
	for key := range files(t)["en"] {
		code := strings.TrimSuffix(key, ".next")
		flag, _ := strings.CutPrefix(key, "flag.")
		if s.codes[code] == "" && s.prefixed[key] == "" && !s.literals[key] && !s.literals[flag] && !slices.Contains(fynes, key) {
			t.Errorf("nothing uses %q", key)
		}
	}
}

func TestAllLanguagesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	all := files(t)
	for name, texts := range all {
		for key := range all["en"] {
			if _, ok := texts[key]; !ok {
				t.Errorf("%s lacks %q", name, key)
				continue
			}
			if english, other := placeholders(all["en"][key]), placeholders(texts[key]); !slices.Equal(english, other) {
				t.Errorf("%s: %q names %v, English %v", name, key, other, english)
			}
		}
		for key := range texts {
			if _, ok := all["en"][key]; !ok {
				t.Errorf("%s has %q, which English has not", name, key)
			}
		}
	}
}

func TestEverySentenceCanBeMade(t *testing.T) {
	all := files(t)
	for name, texts := range all {
		Use(name)
		for key, forms := range texts {
			values := map[string]any{}
			for _, value := range placeholders(forms) {
				values[value[1:]] = "x" // shown makes texts of all values
			}
			if got := L(key, values); got == key && len(values) > 0 && all["en"][key]["other"] != key || strings.Contains(got, "<no value>") {
				t.Errorf("%s: %q cannot be made: %q", name, key, got)
			}
		}
	}
}

var (
	action = regexp.MustCompile(`{{[^}]*}}|[a-z]+[A-Z]\w*: \w+`) // or a line of YAML
	named  = regexp.MustCompile(`\.[A-Z]\w*`)
)

// placeholders returns the values that a text names in any of its forms.
func placeholders(t text) []string {
	names := map[string]bool{}
	for _, form := range t {
		for _, a := range action.FindAllString(form, -1) {
			for _, name := range named.FindAllString(a, -1) {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// faults are what no text of a language may have, "" being all of them.
var faults = map[string][]*regexp.Regexp{
	"": {
		regexp.MustCompile(`\.\.\.`),         // three dots are one character
		regexp.MustCompile(`^\s|\s$|[.,]  `), // stray blanks
		regexp.MustCompile(`’`),              // the apostrophe is the one on keyboards
		regexp.MustCompile(`(?i)\b(null|nil|%[sdv])\b`),
	},
	"fr": {
		regexp.MustCompile(`[^\x{a0}][?!;»]`), // a no-break space before these
		regexp.MustCompile(`[^\x{a0}]:(\s|$)`),
		regexp.MustCompile(`«[^\x{a0}]`),
		regexp.MustCompile(`\b(?:A|E)tes\b|\bEtat\b|\bEchec\b|\bA propos\b|\bEdition\b`), // accents on capitals
	},
	"de": {
		unspaced,
		regexp.MustCompile(`["”«»]|„[^“]*$`),                   // „so“
		regexp.MustCompile(`\b(?:[Dd]u|[Dd]eine?|Passwort)\b`), // Sie, and Oracle's Kennwort
	},
	"es": {
		unspaced,
		regexp.MustCompile(`["“”„]|«[^»]*$`),         // «así»
		regexp.MustCompile(`^[^¿]*\pL\?|^[^¡]*\pL!`), // ¿así?
	},
	"it":    {unspaced},
	"pt-BR": {unspaced},
	"en":    {unspaced},
	"ja":    {halfWide},
	"zh-CN": {halfWide},
	"zh-TW": {halfWide},
}

// halfWide finds a Latin full stop, comma or question mark behind a character
// whose script has its own.
var halfWide = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}][.,?!;](?:[^a-z]|$)`)

// unspaced finds a space where all but French have none.
var unspaced = regexp.MustCompile(`[\pL\d)][\s\x{a0}][?!;:](?:\s|$)`)

func TestTheTypographyIsThatOfTheLanguage(t *testing.T) {
	for name, texts := range files(t) {
		for key, forms := range texts {
			if strings.HasPrefix(key, "time.") {
				continue
			}
			for _, form := range forms {
				plain := action.ReplaceAllString(form, "x")
				for _, fault := range slices.Concat(faults[""], faults[name]) {
					if at := fault.FindString(plain); at != "" {
						t.Errorf("%s: %q has %q", name, form, at)
					}
				}
			}
		}
	}
}

// uncounted are the languages whose words are the same for one and for many.
var uncounted = []string{"ja", "ko", "zh-CN", "zh-TW"}

func TestPluralsHaveTheFormsOfTheLanguage(t *testing.T) {
	all := files(t)
	for key, forms := range all["en"] {
		if len(forms) == 1 {
			continue
		}
		for name, texts := range all {
			wanted := []string{"one", "other"}
			if slices.Contains(uncounted, name) {
				wanted = wanted[1:]
			}
			if got := slices.Sorted(maps.Keys(texts[key])); !slices.Equal(got, wanted) {
				t.Errorf("%s: %q has the forms %v", name, key, got)
			}
		}
	}
}
