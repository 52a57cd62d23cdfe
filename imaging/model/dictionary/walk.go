package dictionary

import (
	"auximage/imaging/model/tree"
)

// folder walks through a folder (_validate_folder).
func (j *judge) folder(at place, e tree.Entry) {
	in := parent(at)
	if !at.folder.valid(j.version) {
		j.otherVersionFolder(e, in, at.folder)
		return
	}
	kind := at.folder.scope(j.version).kind
	switch {
	case !e.Value.IsMapping():
		j.fail(CodeMapping, e.Place, in, e.Key, got(e.Value))
	case kind == multiple || kind == typed:
		for _, instance := range e.Value.Entries {
			if kind == typed {
				j.nameTokens(instance, at.path)
			}
			j.instance(at, instance)
		}
	default:
		j.content(at, e)
	}
	if at.section == domainInfo {
		domainInfoRules{j}.domainInfo(at, e)
	}
}

// instance walks through what stands below the name of an instance. A name that
// is one of the folder's own words was most likely meant as such; only providers
// are mostly named after their type.
func (j *judge) instance(at place, e tree.Entry) {
	here := at.named(e.Key)
	if !e.Value.IsMapping() {
		args := got(e.Value)
		if at.folder.attributes[e.Key] != nil || at.folder.folders[e.Key] != nil {
			args["Instance"] = at.folder.name
		}
		j.fail(CodeMapping, e.Place, at.path, e.Key, args)
		return
	}
	if at.folder.scope(j.version).kind == multiple && at.folder.folders[e.Key] != nil && len(e.Value.Entries) > 0 {
		j.warn(CodeNameLevel, e.Place, at.path, e.Key, nil)
	}
	j.content(here, e)
}

// content walks through a folder's attributes and folders
// (_validate_folder_content).
func (j *judge) content(at place, e tree.Entry) {
	for _, below := range e.Value.Entries {
		j.nameTokens(below, at.path)
		j.entry(at, below)
	}
	if at.section == appDeployments {
		archiveRules{j}.plan(at, e.Value)
	}
}

// entry is about one key of a folder, in WDT's order: a folder, an attribute,
// one of another version, a type that a person made, and nothing known.
func (j *judge) entry(at place, e tree.Entry) {
	child, attribute := at.folder.child(e.Key), at.folder.attribute(e.Key, j.version)
	switch {
	case child != nil && child.valid(j.version):
		if child.scope(j.version).kind == provider {
			j.provider(at.below(child), e)
		} else {
			j.folder(at.below(child), e)
		}
	case attribute != nil && attribute.kind == "properties":
		j.properties(at, e)
	case attribute != nil:
		j.attribute(at, e, *attribute)
	case child != nil:
		j.otherVersionFolder(e, at.path, child)
	case at.folder.attributes[e.Key] != nil:
		j.otherVersion(e, at.path, at.folder.attributes[e.Key])
	case at.folder.scope(j.version).kind == typed:
		j.ownProvider(at, e)
	case e.Value.IsMapping():
		j.fail(CodeFolder, e.Place, at.path, e.Key, suggestions{j}.meantFolder(at, e))
	default:
		j.fail(CodeAttribute, e.Place, at.path, e.Key, suggestions{j}.meantAttribute(at, e))
	}
}

// provider walks through a security provider, which has attributes alone.
func (j *judge) provider(at place, e tree.Entry) {
	if !e.Value.IsMapping() {
		j.fail(CodeMapping, e.Place, parent(at), e.Key, got(e.Value))
		return
	}
	for _, below := range e.Value.Entries {
		j.nameTokens(below, at.path)
		switch attribute := at.folder.attribute(below.Key, j.version); {
		case attribute != nil:
			j.attribute(at, below, *attribute)
		case at.folder.attributes[below.Key] != nil:
			j.otherVersion(below, at.path, at.folder.attributes[below.Key])
		default:
			j.fail(CodeAttribute, below.Place, at.path, below.Key, suggestions{j}.meantAttribute(at, below))
		}
	}
}
