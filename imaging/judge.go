package imaging

import (
	"context"
	"slices"
	"strings"
	"sync"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// judge returns what is wrong with the files, judged by the installer's tables
// where there is an installer and they can be read.
func (p Plan) judge(ctx context.Context, installer *wdt.Installer, env Env) []report.Finding {
	in, note := model.Inputs{}, error(nil)
	if installer == nil {
		in = p.inputs("")
	} else {
		in = p.inputs(installer.Version)
		in.Dictionary, note = recent.of(installer)
	}
	_, found := model.Check(ctx, in, env.Progress)
	if note != nil && len(p.Models) > 0 {
		found = append(found, report.Finding{Code: dictionary.CodeTables, Severity: report.Info, Cause: note})
	}
	return p.settled(found)
}

// CheckFiles returns what the files of a plan hold together and what is wrong with
// them, as Check does, without the rest: it can be asked for while somebody types.
// The version is the installer's; nothing is said about the installer itself.
func CheckFiles(ctx context.Context, plan Plan, version string) (model.Summary, []report.Finding) {
	in := plan.inputs(version)
	if plan.Installer != "" && len(plan.Models) > 0 {
		in.Dictionary, _ = recent.at(plan.Installer)
	}
	summary, found := model.Check(ctx, in, nil)
	return summary, plan.settled(found)
}

// settled names the installer where its tables are meant, and makes warnings of
// what a person has accepted.
func (p Plan) settled(found []report.Finding) []report.Finding {
	for i := range found {
		if found[i].Code == dictionary.CodeTables {
			found[i].File = p.Installer
		}
		if p.accepts(found[i]) {
			found[i].Severity = report.Warning
		}
	}
	return found
}

// Acceptable tells whether a person may go on in spite of an error: one that the
// installer's tables alone give.
func Acceptable(f report.Finding) bool {
	return f.Severity == report.Error && strings.HasPrefix(string(f.Code), "dictionary.")
}

// Acceptance returns what a Plan's Accepted names a finding by: its code and the
// place in the model, such as
// dictionary.attribute:topology:/Server/AdminServer/ListenPrt.
func Acceptance(f report.Finding) string {
	location, _ := f.Args["Location"].(string)
	return string(f.Code) + ":" + location
}

// AcceptanceOfContent returns the same for the content that the file has now: with
// another one the finding stops again.
func AcceptanceOfContent(f report.Finding) string { return Acceptance(f) + "@" + f.Digest }

func (p Plan) accepts(f report.Finding) bool {
	return Acceptable(f) && (slices.Contains(p.Accepted, Acceptance(f)) || slices.Contains(p.Accepted, AcceptanceOfContent(f)))
}

// WebLogicVersion returns the version of WebLogic that the tag of a primary image
// names, empty for none.
func WebLogicVersion(reference string) string { return dictionary.TagVersion(reference) }

// ValidWebLogic tells whether a text is a version that models can be judged for.
func ValidWebLogic(version string) bool {
	_, ok := dictionary.ParseVersion(version)
	return ok
}

// dictionaries keeps the tables of the installers that were used last: while a
// person types, the same is asked for again and again.
type dictionaries struct {
	mu   sync.Mutex
	kept []keptDictionary

	path  string // of the installer that was opened last for a look
	state input.State
	last  *dictionary.Dictionary
	err   error
}

type keptDictionary struct {
	digest string
	tables *dictionary.Dictionary
	err    error
}

// at returns the dictionary of the installer at a path, which is opened only when
// it is another than the last time.
func (k *dictionaries) at(path string) (*dictionary.Dictionary, error) {
	state, err := input.At(path)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	same := k.path == path && k.state == state
	last, failed := k.last, k.err
	k.mu.Unlock()
	if same {
		return last, failed
	}
	installer, err := wdt.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = installer.Close() }()
	tables, err := k.of(installer)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.path, k.state, k.last, k.err = path, state, tables, err
	return tables, err
}

// mostDictionaries bounds what is kept, at some 10 MB each.
const mostDictionaries = 2

var recent dictionaries

// of returns the dictionary of an installer, or why it has none.
func (k *dictionaries) of(installer *wdt.Installer) (*dictionary.Dictionary, error) {
	files, err := installer.Tables()
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := slices.IndexFunc(k.kept, func(d keptDictionary) bool { return d.digest == files.Digest }); i >= 0 {
		return k.kept[i].tables, k.kept[i].err
	}
	tables, err := dictionary.New(files)
	k.kept = append(k.kept, keptDictionary{files.Digest, tables, err})
	k.kept = k.kept[max(0, len(k.kept)-mostDictionaries):]
	return tables, err
}
