package dictionary

import (
	"cmp"
	"slices"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

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
		case top != nil && (sectionOf(e.Key) == "" || sectionIn(j.version, e.Key) != ""):
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
	switch elsewhere := sectionIn(j.version, e.Key); {
	case e.Value.IsMapping() && elsewhere != "" && j.passedOver(e, in, elsewhere):
	case !e.Value.IsMapping() && own != nil && own.attributes[e.Key] != nil:
		j.otherVersion(e, in, own.attributes[e.Key])
	case e.Value.IsMapping():
		args := suggestions{j}.near(e.Key, slices.Concat(sectionFolders[section], own.names(j.version), j.others(section)))
		if near, _ := args["Near"].(string); near != "" && sectionOf(near) != section {
			args["Belongs"] = sectionOf(near)
		}
		j.fail(CodeFolder, e.Place, in, e.Key, args)
	default:
		j.fail(CodeAttribute, e.Place, in, e.Key, suggestions{j}.near(e.Key, slices.Concat(own.names(j.version), sectionFolders[section])))
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
