package words

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// declaration is a report code as the source declares it.
type declaration struct {
	name string // of the constant
	says string // in the comments at the code and above its group
}

// declare notes the codes of a group of constants.
func (s source) declare(group *ast.GenDecl) {
	for _, spec := range group.Specs {
		values, ok := spec.(*ast.ValueSpec)
		if !ok || typeName(values.Type) != "Code" || len(values.Values) != 1 {
			continue
		}
		if code, ok := literal(values.Values[0]); ok {
			s.declared[code] = declaration{values.Names[0].Name, group.Doc.Text() + values.Doc.Text() + values.Comment.Text()}
		}
	}
}

func TestACodesNameIsItsText(t *testing.T) {
	s := read(t)
	if len(s.declared) != len(s.codes) {
		t.Fatalf("%d codes are declared one by one, of %d", len(s.declared), len(s.codes))
	}
	for code, d := range s.declared {
		_, text, _ := strings.Cut(code, ".")
		want := "Code" + strings.ReplaceAll(text, "-", "")
		if !strings.EqualFold(d.name, want) {
			t.Errorf("%s is the constant %s (%s)", code, d.name, s.codes[code])
		}
	}
}

// argument is a name as comments and Args have it.
var argument = regexp.MustCompile(`\b[A-Z][A-Za-z]*\b`)

// placed are the values that every sentence has of where a Finding was made.
var placed = []string{"File", "Path", "Line", "Flags", "Here"}

func TestSentencesNameOnlyTheArgumentsThatTheirCodeDocuments(t *testing.T) {
	s, english, held := read(t), files(t)["en"], 0
	for code, d := range s.declared {
		documented := argument.FindAllString(d.says, -1)
		if slices.Contains(documented, "Host") {
			documented = append(documented, "Oracle", "Known") // Of makes them of it
		}
		if slices.Contains(documented, "Character") {
			documented = append(documented, "Letter") // likewise
		}
		for _, key := range []string{code, code + ".next"} {
			for _, value := range placeholders(english[key]) {
				held++
				if name := value[1:]; !slices.Contains(placed, name) && !slices.Contains(documented, name) {
					t.Errorf("the sentence %s names %s, which %s does not document (%s)", key, name, d.name, s.codes[code])
				}
			}
		}
	}
	if held < 300 {
		t.Fatalf("only %d arguments were held", held)
	}
}
