package deploy

import (
	"cmp"
	"slices"
	"strings"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// RuntimeUpdates is the page of the WebLogic Kubernetes Operator's documentation from
// which Effects come: "Supported updates", "Unsupported updates", "Online updates".
const RuntimeUpdates = "https://oracle.github.io/weblogic-kubernetes-operator/managing-domains/model-in-image/runtime-updates/"

// Update is how a change reaches a domain that runs.
type Update string

// The ways.
const (
	Offline     Update = "offline"     // with a rolling restart
	Online      Update = "online"      // also without one, from a ConfigMap in place of a new image
	Unsupported Update = "unsupported" // not while it runs
)

// Effect is what the operator's documentation says of changes of a model.
type Effect struct {
	Update Update
	Code   report.Code
	Paths  []string // of the changes, a folder that came or went whole in place of all in it; none is all that there are

	avoidable bool // by another change than this one
}

// Finding returns the effect as one: a warning where the change is not supported.
func (e Effect) Finding() report.Finding {
	f := report.Finding{Code: e.Code, Severity: report.Info, Args: report.Args{"Names": strings.Join(e.Paths, ", "), "Avoidable": e.avoidable}}
	if e.Update == Unsupported {
		f.Severity = report.Warning
	}
	return f
}

// The codes of effects, with the Names of places in the model where there are any.
const (
	CodeRolls    report.Code = "deploy.rolls"     // any new image
	CodeShutDown report.Code = "deploy.shut-down" // before the domain gets the image
	CodeOnline   report.Code = "deploy.online"    // dynamic
	CodeOffline  report.Code = "deploy.offline"   // by a roll alone

	CodeNewName       report.Code = "deploy.new-name"       // of the domain
	CodeNewChannel    report.Code = "deploy.new-channel"    // address, port, protocol, enabled, of what is there
	CodeNewMembers    report.Code = "deploy.new-members"    // of a configured cluster, or fewer of a dynamic one; Avoidable where the domain need not be shut down
	CodeNewNodes      report.Code = "deploy.new-nodes"      // Node Manager
	CodeNewLogs       report.Code = "deploy.new-logs"       // where the Domain overrides them
	CodeNewUsers      report.Code = "deploy.new-users"      // in the embedded LDAP
	CodeLostAttribute report.Code = "deploy.lost-attribute" // of what stays; Avoidable likewise
	CodeNewTopology   report.Code = "deploy.new-topology"   // anything else of it
)

// effectOrder is the order in which effects are told: what stops somebody first.
var effectOrder = []report.Code{CodeNewName, CodeNewChannel, CodeNewMembers, CodeNewNodes, CodeNewLogs, CodeNewUsers, CodeLostAttribute, CodeNewTopology, CodeShutDown, CodeRolls, CodeOffline, CodeOnline}

// NewImage is what an image brings to a domain that has an older one.
type NewImage struct {
	Changes []model.Change // of the models
	More    bool           // other archives, another tooling, other homes
	OnPV    bool           // the domain lives on a persistent volume
}

// Effects returns what the operator's documentation says of the image, all of one
// advice: the domain is to be shut down, with the reasons; or its servers restart one
// after the other, and where a ConfigMap could do all that the image does, that too.
// To a domain on a persistent volume the image does nothing.
func (n NewImage) Effects() []Effect {
	if n.OnPV {
		return []Effect{{Update: Unsupported, Code: CodeOnPVOnce}}
	}
	all, online := collected(n.Changes)
	unsupported := func(e Effect) bool { return e.Update == Unsupported }
	if slices.ContainsFunc(all, unsupported) {
		return shutDown(slices.DeleteFunc(all, func(e Effect) bool { return !unsupported(e) }))
	}
	if n.More || !online {
		all = slices.DeleteFunc(all, func(e Effect) bool { return e.Update == Online })
	}
	return inOrder(append(all, Effect{Update: Offline, Code: CodeRolls}))
}

// shutDown returns changes that are not supported with what to do: their own ways out
// serve where each of them has one, else nothing but to shut the domain down.
func shutDown(all []Effect) []Effect {
	avoidable := func(e Effect) bool { return e.Code == CodeNewMembers || e.Code == CodeLostAttribute }
	if slices.ContainsFunc(all, func(e Effect) bool { return !avoidable(e) }) {
		return inOrder(append(all, Effect{Update: Unsupported, Code: CodeShutDown}))
	}
	for i := range all {
		all[i].avoidable = true
	}
	return inOrder(all)
}

// collected returns what is said of changes, each thing once, and whether all of them
// are such that WebLogic takes while it runs.
func collected(changes []model.Change) (all []Effect, online bool) {
	fresh := newFolders(changes)
	online = len(changes) > 0
	for _, c := range changes {
		code, update := effectOf(place{Change: c, parts: parts(c.Path), folder: parts(c.Folder)}, fresh)
		online = online && update == Online
		if code == "" {
			continue
		}
		at := slices.IndexFunc(all, func(e Effect) bool { return e.Code == code })
		if at < 0 {
			at, all = len(all), append(all, Effect{Update: update, Code: code})
		}
		e := &all[at]
		if name := nameOf(c); code == CodeNewMembers {
			e.Paths = append(e.Paths, c.Path)
		} else if !slices.Contains(e.Paths, name) {
			e.Paths = append(e.Paths, name)
		}
	}
	return all, online
}

func inOrder(all []Effect) []Effect {
	slices.SortFunc(all, func(a, b Effect) int {
		return slices.Index(effectOrder, a.Code) - slices.Index(effectOrder, b.Code)
	})
	return all
}

// nameOf returns what a change is told by: the folder that came or went with it, unless
// that is a whole section.
func nameOf(c model.Change) string {
	if strings.HasSuffix(c.Folder, ":/") {
		return c.Path
	}
	return cmp.Or(c.Folder, c.Path)
}

// effectOf returns what is said of one change, empty where nothing is.
func effectOf(p place, fresh map[string]bool) (report.Code, Update) {
	for _, r := range effectRules {
		if r.says(p, fresh) {
			return r.code, r.update
		}
	}
	return "", ""
}

// place is a change with the keys that lead to it, the section first.
type place struct {
	model.Change
	parts  []string
	folder []string
}

// parts returns the keys of a path as WDT writes it.
func parts(path string) []string {
	section, rest, _ := strings.Cut(path, ":/")
	return slices.DeleteFunc(append([]string{section}, strings.Split(rest, "/")...), func(part string) bool { return part == "" })
}

// at tells whether the place is one of a pattern: keys with "*" for any, "a|b" for
// one of several, and "**" at the end for whatever follows.
func (p place) at(pattern string) bool { return matches(p.parts, parts(pattern)) }

func matches(keys, pattern []string) bool {
	for i, want := range pattern {
		switch {
		case want == "**":
			return true
		case i >= len(keys):
			return false
		case want != "*" && !slices.Contains(strings.Split(want, "|"), keys[i]):
			return false
		}
	}
	return len(keys) == len(pattern)
}

// came tells whether the place came with a folder of a pattern, or with one above it.
func (p place) came(pattern string) bool { return p.Kind == model.Added && p.whole(pattern) }

// whole tells whether the place came or went with a folder of a pattern, or with one
// above it.
func (p place) whole(pattern string) bool {
	want := parts(pattern)
	return len(p.folder) > 0 && len(p.folder) <= len(want) && len(p.parts) >= len(want) && matches(p.parts[:len(want)], want)
}

// newFolders returns the paths of named things at the second level, such as clusters,
// that came as a whole.
func newFolders(changes []model.Change) map[string]bool {
	all := map[string]bool{}
	for _, c := range changes {
		if p := (place{Change: c, parts: parts(c.Path), folder: parts(c.Folder)}); p.came("topology:/*/*") {
			all["topology:/"+strings.Join(p.parts[1:3], "/")] = true
		}
	}
	return all
}
