package form_test

import (
	"path/filepath"
	"slices"
	"testing"

	"auximage/app/form"
	"auximage/imaging/input"
)

// at returns a path from the root, as this system writes it: on Windows with a drive.
func at(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		panic(err) // there is no current folder
	}
	return path
}

// paths returns the paths of files.
func paths(files []input.File) (all []string) {
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}

func TestFilesKeepTheOrderThatAPersonGivesThem(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*form.Form)
		want []string
	}{
		"added":                {func(*form.Form) {}, []string{at("/a.yaml"), at("/b.yaml"), at("/c.yaml")}},
		"added twice":          {func(f *form.Form) { f.Add([]string{at("/b.yaml")}) }, []string{at("/a.yaml"), at("/b.yaml"), at("/c.yaml")}},
		"moved up":             {func(f *form.Form) { f.Move(at("/c.yaml"), -1) }, []string{at("/a.yaml"), at("/c.yaml"), at("/b.yaml")}},
		"moved past the end":   {func(f *form.Form) { f.Move(at("/a.yaml"), 9) }, []string{at("/b.yaml"), at("/c.yaml"), at("/a.yaml")}},
		"moved, though absent": {func(f *form.Form) { f.Move(at("/x.yaml"), 1) }, []string{at("/a.yaml"), at("/b.yaml"), at("/c.yaml")}},
		"removed":              {func(f *form.Form) { f.Remove(at("/b.yaml")) }, []string{at("/a.yaml"), at("/c.yaml")}},
		"in place of one":      {func(f *form.Form) { f.Replace(map[string][]string{at("/b.yaml"): {at("/d.yaml"), at("/e.yaml")}}) }, []string{at("/a.yaml"), at("/d.yaml"), at("/e.yaml"), at("/c.yaml")}},
	} {
		t.Run(name, func(t *testing.T) {
			f := form.New()
			f.Add([]string{at("/a.yaml"), at("/b.yaml"), at("/c.yaml"), at("/v.properties")})
			before := f.Clone()
			c.do(&f)
			if got := paths(f.Models); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if got := paths(f.Variables); !slices.Equal(got, []string{at("/v.properties")}) {
				t.Errorf("the variables are %v", got)
			}
			if got := paths(before.Models); !slices.Equal(got, []string{at("/a.yaml"), at("/b.yaml"), at("/c.yaml")}) {
				t.Errorf("the form of before has %v", got)
			}
		})
	}
}

func TestWhatStandsOnNoListIsSaid(t *testing.T) {
	f := form.New()
	notes := f.Add([]string{at("/a.yaml"), at("/readme.txt")})
	if len(notes) != 1 || notes[0].Code != form.CodeUnknownFile || notes[0].File != at("/readme.txt") || len(f.Files()) != 1 {
		t.Errorf("got %v, files %v; want a note about readme.txt", notes, paths(f.Files()))
	}
}

func TestAProposalFillsWhatIsEmptyAndAsksAboutTheRest(t *testing.T) {
	f := form.New()
	f.SetPart(form.FieldNamespace, "mine")
	region := form.Proposal{Field: form.FieldRegion, Want: "lhr.ocir.io"}
	namespace := form.Proposal{Field: form.FieldNamespace, Has: "mine", Want: "theirs"}
	user := form.Proposal{Field: form.FieldUser, Want: "theirs/me"}
	others := f.Propose([]form.Proposal{region, namespace, user})
	if !slices.Equal(others, []form.Proposal{namespace}) || f.Target.Host != region.Want || f.Target.Namespace != "mine" || f.User != user.Want {
		t.Errorf("left are %v, the form has %+v and %s", others, f.Target, f.User)
	}
	f.Take(namespace)
	if f.Target.Namespace != "theirs" {
		t.Errorf("taken, the namespace is %s", f.Target.Namespace)
	}
}

func TestOnlyWhatAnImageIsMadeOfIsItsContent(t *testing.T) {
	filled := form.New()
	filled.Add([]string{at("/a.yaml")})
	for name, c := range map[string]struct {
		do      func(*form.Form)
		another bool
	}{
		"another tag":   {func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v2") }, false},
		"another user":  {func(f *form.Form) { f.SetUser("ns/me") }, false},
		"another file":  {func(f *form.Form) { f.Add([]string{at("/b.yaml")}) }, true},
		"another name":  {func(f *form.Form) { f.Rename(at("/a.yaml"), "b.yaml") }, true},
		"its own name":  {func(f *form.Form) { f.Rename(at("/a.yaml"), "a.yaml") }, false},
		"another owner": {func(f *form.Form) { f.OwnerUser = "7" }, true},
		"no WDT":        {func(f *form.Form) { f.WDT = form.WDTNone }, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := filled.Clone()
			c.do(&f)
			if got := f.Content() != filled.Content(); got != c.another {
				t.Errorf("it is another content: %t, want %t", got, c.another)
			}
		})
	}
}
