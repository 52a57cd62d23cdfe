package dictionary

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// Archives tells what the archives of an image hold.
type Archives interface {
	Given() bool                // there is an archive at all
	Holds(path string) bool     // a file or folder of the path, or one whose path begins with it
	HoldsFile(path string) bool // a file of just this path
	Like(path string) string    // the one that was most likely meant, or empty
}

// Question is what is to be judged.
type Question struct {
	Model      *tree.Value       // the models, merged
	Variables  map[string]string // by name; references in them are replaced
	Archives   Archives
	Versions   []Version // of WebLogic; only what is wrong in each counts
	Version    string    // as a person wrote it; empty when nobody did
	WDT        string    // the installer's version; empty when unknown
	OtherRules bool      // the installer's rules are other than those here: no errors
}

// Finding is a fact about a place in the model; whoever knows the documents
// fills in the file.
type Finding struct {
	report.Finding
	At tree.Place // line 0: of no place
}

// Judge returns what WDT would say of a model, and what it would not say and
// people need. The error says why the tables cannot be read, or is ctx's.
func (d *Dictionary) Judge(ctx context.Context, q Question) ([]Finding, error) {
	var common []Finding
	for i, version := range q.Versions {
		if i > 0 && len(common) == 0 {
			break // nothing is wrong in each
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		j := &judge{dictionary: d, question: q, version: version, suggests: i == 0}
		j.model()
		if j.err != nil {
			return nil, j.err
		}
		if i == 0 {
			common = j.found
		} else {
			common = both(common, j.found)
		}
	}
	if q.OtherRules {
		common = soften(common, q.WDT)
	}
	return common, nil
}

// mark is what makes a finding the same by another version.
type mark struct {
	code     report.Code
	severity report.Severity
	place    tree.Place
	location any
}

func (f Finding) mark() mark { return mark{f.Code, f.Severity, f.At, f.Args["Location"]} }

// both returns those of ours that are among theirs, as often as there.
func both(ours, theirs []Finding) []Finding {
	count := make(map[mark]int, len(theirs))
	for _, f := range theirs {
		count[f.mark()]++
	}
	return slices.DeleteFunc(ours, func(f Finding) bool {
		count[f.mark()]--
		return count[f.mark()] < 0
	})
}

// soften makes warnings of errors that another release's rules may not know.
func soften(found []Finding, version string) []Finding {
	softened := false
	for i := range found {
		if found[i].Severity == report.Error {
			found[i].Severity, softened = report.Warning, true
		}
	}
	if softened {
		said := report.Finding{Code: CodeOtherRules, Severity: report.Info, Args: report.Args{"Version": version, "Location": ""}}
		found = append(found, Finding{Finding: said})
	}
	return found
}

// judge is one walk through a model for one version of WebLogic.
type judge struct {
	dictionary *Dictionary
	question   Question
	version    Version
	suggests   bool // look for what was meant
	found      []Finding
	err        error // of the tables
}

func (j *judge) model() {
	for _, section := range sectionOrder {
		if content := j.question.Model.Get(section); content.IsMapping() && j.err == nil {
			j.section(section, content)
		}
	}
	if e := j.question.Model.Entry(kubernetes); e != nil && j.err == nil {
		j.kubernetes(e)
	}
	if j.err == nil {
		j.create()
	}
}

// say adds a finding about a name within a folder at a path.
func (j *judge) say(code report.Code, severity report.Severity, at tree.Place, in, name string, args report.Args) {
	if args == nil {
		args = make(report.Args, 3)
	}
	args["In"], args["Name"], args["Location"] = in, name, join(in, name)
	j.found = append(j.found, Finding{report.Finding{Code: code, Severity: severity, Args: args}, at})
}

func (j *judge) fail(code report.Code, at tree.Place, in, name string, args report.Args) {
	j.say(code, report.Error, at, in, name, args)
}

func (j *judge) warn(code report.Code, at tree.Place, in, name string, args report.Args) {
	j.say(code, report.Warning, at, in, name, args)
}

// join returns the path of a name within a folder: topology:/Server.
func join(in, name string) string {
	switch {
	case name == "":
		return in
	case strings.HasSuffix(in, "/"):
		return in + name
	}
	return in + "/" + name
}

// section walks through a section (validate_model_section).
func (j *judge) section(section string, content *tree.Value) {
	own, err := j.dictionary.own(section)
	if err != nil {
		j.err = err
		return
	}
	at := place{section: section, path: section + ":/"}
	for _, e := range content.Entries {
		if j.err != nil {
			return
		}
		j.nameTokens(e, at.path)
		if attribute := own.attribute(e.Key, j.version); attribute != nil {
			j.attribute(at.in(own), e, *attribute)
			continue
		}
		top, err := j.dictionary.top(section, e.Key)
		switch {
		case err != nil:
			j.err = err
		case top != nil:
			j.folder(at.below(top), e)
		default:
			j.strange(section, own, e)
		}
	}
}

// strange is about a key on top of a section that is none of its own: WDT passes
// over the folders of other sections in silence.
func (j *judge) strange(section string, own *folder, e tree.Entry) {
	in := section + ":/"
	switch elsewhere := sectionOf(e.Key); {
	case e.Value.IsMapping() && elsewhere != "" && j.passedOver(e, in, elsewhere):
	case !e.Value.IsMapping() && own != nil && own.attributes[e.Key] != nil:
		j.otherVersion(e, in, own.attributes[e.Key])
	case e.Value.IsMapping():
		args := j.near(e.Key, slices.Concat(sectionFolders[section], own.names(j.version), j.others(section)))
		if near, _ := args["Near"].(string); near != "" && sectionOf(near) != section {
			args["Belongs"] = sectionOf(near)
		}
		j.fail(CodeFolder, e.Place, in, e.Key, args)
	default:
		j.fail(CodeAttribute, e.Place, in, e.Key, j.near(e.Key, slices.Concat(own.names(j.version), sectionFolders[section])))
	}
}

// others returns the folders of the other sections.
func (j *judge) others(section string) []string {
	var all []string
	for _, other := range sectionOrder {
		if other != section {
			all = append(all, sectionFolders[other]...)
		}
	}
	return all
}

// passedOver warns of a folder of another section and tells whether it is one
// that the installer has.
func (j *judge) passedOver(e tree.Entry, in, elsewhere string) bool {
	top, err := j.dictionary.top(elsewhere, e.Key)
	if err != nil || top == nil {
		j.err = cmp.Or(j.err, err)
		return false
	}
	if !top.valid(j.version) {
		j.otherVersionFolder(e, in, top)
		return true
	}
	j.warn(CodeSection, e.Place, in, e.Key, report.Args{"Belongs": elsewhere})
	return true
}
