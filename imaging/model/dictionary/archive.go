package dictionary

import (
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// intoArchive tells whether a path leads into an archive
// (WLSDeployArchive.isPathIntoArchive).
func intoArchive(path string) bool {
	return strings.HasPrefix(path, "wlsdeploy/") || strings.HasPrefix(path, "config/wlsdeploy/")
}

// textsSplit is the first version whose Python has no texts that WDT would split
// at commas.
var textsSplit, _ = ParseVersion("14.1.1")

// archiveRules hold what the models name in archives against what is in them.
type archiveRules struct{ *judge }

// paths is about the value of an attribute that names files.
func (j archiveRules) paths(at place, e tree.Entry, value *tree.Value) {
	switch value.Kind {
	case tree.Text:
		parts := []string{value.Text}
		if compare(j.version, textsSplit) < 0 {
			parts = strings.Split(value.Text, ",")
		}
		for _, path := range parts {
			j.path(at, e, e.Place, path)
		}
	case tree.List:
		for _, item := range value.Items {
			if item.Kind != tree.Text {
				j.fail(CodePathType, item.Place, at.path, e.Key, got(item))
				return // WDT crashes here
			}
			j.path(at, e, item.Place, item.Text)
		}
	default:
		j.fail(CodePathType, e.Place, at.path, e.Key, got(value))
	}
}

// storeAttributes name files that may stand in a wallet: not looked for here.
var storeAttributes = []string{"javax.net.ssl.keyStore", "javax.net.ssl.trustStore"}

// path is about one path of an attribute.
func (j archiveRules) path(at place, e tree.Entry, where tree.Place, path string) {
	if at.section == domainInfo && slices.Contains(storeAttributes, e.Key) ||
		at.section == appDeployments && e.Key == planPath {
		return
	}
	j.archived(at, e.Key, where, path, j.question.Archives.Holds)
}

// missing is a path that no archive has, and where it stands: what its attribute and what
// its folder asks of it is one thing.
type missing struct {
	at   tree.Place
	path string
}

// archived looks a path up in the archives. Without any archive the path may be
// right: another image can bring it.
func (j archiveRules) archived(at place, name string, where tree.Place, path string, holds func(string) bool) bool {
	path, known := j.plain(strings.TrimSpace(path))
	given := j.question.Archives.Given()
	switch said := j.missing[missing{where, path}]; {
	case !known || !intoArchive(path):
		return false
	case given && holds(path):
		return true
	case said:
		return false
	case given:
		j.fail(CodeNotInArchive, where, at.path, name, report.Args{"Entry": path, "Near": j.question.Archives.Like(path)})
	default:
		j.warn(CodeNoArchive, where, at.path, name, report.Args{"Entry": path})
	}
	if j.missing == nil {
		j.missing = make(map[missing]bool)
	}
	j.missing[missing{where, path}] = true
	return false
}

// The attributes of applications that name files.
const (
	sourcePath = "SourcePath"
	planDir    = "PlanDir"
	planPath   = "PlanPath"
)

// deployFolders are where in an archive applications and libraries may stand.
var deployFolders = map[string][]string{
	"Application": {"wlsdeploy/applications/", "wlsdeploy/structuredApplications/"},
	"Library":     {"wlsdeploy/sharedLibraries/"},
}

// sourcePath is about where an application comes from.
func (j archiveRules) sourcePath(at place, e tree.Entry) {
	switch {
	case e.Key != sourcePath:
	case e.Value.Kind == tree.Text:
		j.deployFolder(at, e.Place, e.Key, e.Value.Text)
	case e.Value.Kind == tree.List: // WDT crashes
		j.fail(CodePathType, e.Place, at.path, e.Key, got(e.Value))
	}
}

func (j archiveRules) deployFolder(at place, where tree.Place, name, path string) {
	path, known := j.plain(path)
	folders := deployFolders[at.folder.name]
	if !known || !intoArchive(path) || folders == nil ||
		slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(path, f) }) {
		return
	}
	j.fail(CodeDeployFolder, where, at.path, name, report.Args{"Entry": path, "Folders": strings.Join(folders, ", ")})
}

// plan is about the deployment plan of an application or library; nothing else
// has one.
func (j archiveRules) plan(at place, content *tree.Value) {
	plan := content.Entry(planPath)
	if plan == nil || falsy(plan.Value) {
		return
	}
	if deployFolders[at.folder.name] == nil {
		j.fail(CodePlan, plan.Place, at.path, planPath, nil)
		return
	}
	if plan.Value.Kind != tree.Text {
		return
	}
	path := plan.Value.Text
	if dir := content.Get(planDir); dir != nil && dir.Kind == tree.Text && dir.Text != "" {
		path = dir.Text + "/" + path
	}
	j.archived(at, planPath, plan.Place, path, j.question.Archives.Holds)
	j.deployFolder(at, plan.Place, planPath, path)
}

// falsy tells whether Python takes a value for false.
func falsy(v *tree.Value) bool {
	switch {
	case v == nil, v.Kind == tree.Null:
		return true
	case v.Kind == tree.Mapping:
		return len(v.Entries) == 0
	case v.Kind == tree.List:
		return len(v.Items) == 0
	case v.Kind == tree.Boolean:
		return strings.EqualFold(v.Text, "false") || strings.EqualFold(v.Text, "no") || strings.EqualFold(v.Text, "off")
	case v.Kind == tree.Integer, v.Kind == tree.Float:
		return strings.Trim(v.Text, "+-0._") == ""
	}
	return v.Text == ""
}
