package imaging

import (
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Plan says what the auxiliary image is to be made of, not where it goes. It holds
// no secret and can be compared and kept.
type Plan struct {
	Base      Base         // what our layers are put on
	Platforms []string     // "linux/amd64", "linux/arm64"; more than one makes an index; none is linux/amd64
	Installer string       // path of the WDT installer zip; empty for an image with models only, or with Tooling
	Tooling   string       // in place of Installer: the image whose WDT stays, as Opened.Pinned names it
	Tables    string       // beside Tooling: an installer of the same version, whose tables judge the models; empty for none
	Models    []input.File // in the person's order; the operator's order follows from the names
	Variables []input.File
	Archives  []input.File
	Homes     Homes
	Owner     Owner
	Labels    map[string]string // added to the config's labels
	WebLogic  string            // the version that the models are judged for; empty: only what is wrong in all
	Accepted  []string          // errors of the installer's tables that a person accepts; see Acceptance
	Strict    bool              // a warning stops Create too, before anything is hashed, and what the files refer to must be among them
}

// Base says which image our layers are put on.
type Base struct {
	Reference  string // empty is DefaultBase
	File       string // an OCI layout folder or a docker-save tar; used in place of Reference when set
	Image      string // in place of both: an image of ours whose base stays, as Opened.Pinned names it
	Digest     string // the digest that Reference was resolved to before; empty resolves it
	AlwaysPull bool   // resolve Reference anew even when Digest or the cache would serve
}

// DefaultBase is the base that the WebLogic Image Tool uses too.
const DefaultBase = "docker.io/library/busybox:latest"

// Platforms are those that WebLogic images exist for; the first is the default.
var Platforms = []string{DefaultPlatform, "linux/arm64"}

// DefaultPlatform is the platform of a plan that names none.
const DefaultPlatform = registry.DefaultPlatform

// Homes are the folders in the image that hold the content.
// Empty fields are the operator's defaults.
type Homes struct {
	WDT   string // holds weblogic-deploy/; default /auxiliary
	Model string // holds model, variable and archive files; default WDT + "/models"
}

// Owner of all files of our layers. The zero value is the default, 1000:0.
// Names ("oracle", "root") are looked up in the base's own /etc/passwd and
// /etc/group; one that it does not know is added there with the first free number
// from 1000, as the WebLogic Image Tool does.
type Owner struct{ User, Group string }

// check returns why nothing can come of the plan, as far as that shows without its
// inputs.
func (p Plan) check(homes Homes) error {
	if !p.hasTooling() && p.files() == 0 {
		return report.Fault(CodeNothing, nil, nil)
	}
	if bad := slices.Concat(homes.Check(), p.Owner.Check()); len(bad) > 0 {
		return bad[0]
	}
	return nil
}

// hasTooling tells whether the image gets WDT.
func (p Plan) hasTooling() bool { return p.Installer != "" || p.Tooling != "" }

// files returns how many files go into the model home.
func (p Plan) files() int { return len(p.Models) + len(p.Variables) + len(p.Archives) }

// lacks returns what a Domain needs since this image brings only a part. A model
// home that is not there is passed over by the operator where it is the default.
func (p Plan) lacks(homes Homes) []report.Finding {
	var notes []report.Finding
	if !p.hasTooling() {
		notes = append(notes, report.Finding{Code: CodeNoTooling, Severity: report.Warning})
	}
	if p.files() == 0 && homes != (Homes{}).Resolved() {
		notes = append(notes, report.Finding{Code: CodeNoModelHome, Severity: report.Warning, Args: report.Args{"Path": homes.Model}})
	}
	return notes
}

func (p Plan) inputs(version string) model.Inputs {
	return model.Inputs{
		Models:     p.Models,
		Variables:  p.Variables,
		Archives:   p.Archives,
		Held:       held.get,
		WDTVersion: version,
		WebLogic:   p.WebLogic,
	}
}
