package form_test

import (
	"slices"
	"testing"

	"auximage/app/form"
	"auximage/imaging/input"
)

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
		"added":                {func(*form.Form) {}, []string{"/a.yaml", "/b.yaml", "/c.yaml"}},
		"added twice":          {func(f *form.Form) { f.Add([]string{"/b.yaml"}) }, []string{"/a.yaml", "/b.yaml", "/c.yaml"}},
		"moved up":             {func(f *form.Form) { f.Move("/c.yaml", -1) }, []string{"/a.yaml", "/c.yaml", "/b.yaml"}},
		"moved past the end":   {func(f *form.Form) { f.Move("/a.yaml", 9) }, []string{"/b.yaml", "/c.yaml", "/a.yaml"}},
		"moved, though absent": {func(f *form.Form) { f.Move("/x.yaml", 1) }, []string{"/a.yaml", "/b.yaml", "/c.yaml"}},
		"removed":              {func(f *form.Form) { f.Remove("/b.yaml") }, []string{"/a.yaml", "/c.yaml"}},
		"in place of one":      {func(f *form.Form) { f.Replace(map[string][]string{"/b.yaml": {"/d.yaml", "/e.yaml"}}) }, []string{"/a.yaml", "/d.yaml", "/e.yaml", "/c.yaml"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := form.New()
			f.Add([]string{"/a.yaml", "/b.yaml", "/c.yaml", "/v.properties"})
			before := f.Clone()
			c.do(&f)
			if got := paths(f.Models); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if got := paths(f.Variables); !slices.Equal(got, []string{"/v.properties"}) {
				t.Errorf("the variables are %v", got)
			}
			if got := paths(before.Models); !slices.Equal(got, []string{"/a.yaml", "/b.yaml", "/c.yaml"}) {
				t.Errorf("the form of before has %v", got)
			}
		})
	}
}

func TestWhatStandsOnNoListIsSaid(t *testing.T) {
	f := form.New()
	notes := f.Add([]string{"/a.yaml", "/readme.txt"})
	if len(notes) != 1 || notes[0].Code != form.CodeUnknownFile || notes[0].File != "/readme.txt" || len(f.Files()) != 1 {
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
	filled.Add([]string{"/a.yaml"})
	for name, c := range map[string]struct {
		do      func(*form.Form)
		another bool
	}{
		"another tag":   {func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v2") }, false},
		"another user":  {func(f *form.Form) { f.SetUser("ns/me") }, false},
		"another file":  {func(f *form.Form) { f.Add([]string{"/b.yaml"}) }, true},
		"another name":  {func(f *form.Form) { f.Rename("/a.yaml", "b.yaml") }, true},
		"its own name":  {func(f *form.Form) { f.Rename("/a.yaml", "a.yaml") }, false},
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
