package dictionary

import (
	"context"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// Archives tells what the archives of an image hold.
type Archives interface {
	Given() bool                // there is an archive at all
	Holds(path string) bool     // a file or folder of the path, or one whose path begins with it
	HoldsFile(path string) bool // a file of just this path
	HoldsZip(path string) bool  // a folder of the path with a zip in it, whose files nobody has listed
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
	return append(d.unknown(q.Version), common...), nil
}

// judge is one walk through a model for one version of WebLogic.
type judge struct {
	dictionary *Dictionary
	question   Question
	version    Version
	suggests   bool // look for what was meant
	found      []Finding
	missing    map[missing]bool
	err        error // of the tables
}

func (j *judge) model() {
	for _, section := range sectionOrder {
		if content := j.question.Model.Get(section); content.IsMapping() && j.err == nil {
			j.section(section, content)
		}
	}
	if e := j.question.Model.Entry(kubernetes); e != nil && j.err == nil {
		kubernetesRules{j}.kubernetes(e)
	}
	if j.err == nil {
		creationRules{j}.create()
	}
}

// add adds a finding about a name within a folder at a path.
func (j *judge) add(code report.Code, severity report.Severity, at tree.Place, in, name string, args report.Args) {
	if args == nil {
		args = make(report.Args, 3)
	}
	args["In"], args["Name"], args["Location"] = in, name, join(in, name)
	j.found = append(j.found, Finding{report.Finding{Code: code, Severity: severity, Args: args}, at})
}

func (j *judge) fail(code report.Code, at tree.Place, in, name string, args report.Args) {
	j.add(code, report.Error, at, in, name, args)
}

func (j *judge) warn(code report.Code, at tree.Place, in, name string, args report.Args) {
	j.add(code, report.Warning, at, in, name, args)
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
