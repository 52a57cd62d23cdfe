package imaging

import (
	"cmp"
	"path"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/report"
)

// ToolkitHome is the WDT home that WebLogic Kubernetes Toolkit UI writes into the
// Domains it makes; others look in contract.DefaultHome.
const ToolkitHome = "/u01/wdt"

// Resolved returns the homes with the defaults filled in.
func (h Homes) Resolved() Homes {
	h.WDT = path.Clean(cmp.Or(h.WDT, contract.DefaultHome))
	h.Model = path.Clean(cmp.Or(h.Model, path.Join(h.WDT, "models")))
	return h
}

// Tooling returns the folder of the deploy tooling, which a Domain names.
func (h Homes) Tooling() string { return path.Join(h.Resolved().WDT, contract.Tooling) }

// Check returns why the homes cannot be those of an image; nil when they can,
// as far as that shows without the base.
func (h Homes) Check() []report.Finding {
	h = h.Resolved()
	var found []report.Finding
	for _, home := range []string{h.WDT, h.Model} {
		if bad := contract.CheckHome(home); bad != nil {
			found = append(found, *bad)
		}
	}
	return found
}

// on returns the homes where they are on the bases, links followed. A base that
// has something else in the way is an error.
func (h Homes) on(bases []platformBase) (Homes, error) {
	for _, home := range []*string{&h.WDT, &h.Model} {
		at := bases[0].tree.Locate(*home)
		for _, base := range bases {
			there := base.tree.Locate(*home)
			if there.Taken == "" && there.Path != at.Path {
				there.Taken = there.Path // a link that only one platform has
			}
			if there.Taken != "" {
				return h, report.Fault(CodeTakenHome, nil, report.Args{"Path": *home, "Taken": there.Taken})
			}
		}
		*home = at.Path
	}
	return h, nil
}

// link returns the link that lets a Domain of the other convention find the
// content. Where a base leaves no room for it, there is a finding in its place.
func (h Homes) link(bases []platformBase) ([]layer.Link, []report.Finding) {
	other := map[string]string{contract.DefaultHome: ToolkitHome, ToolkitHome: contract.DefaultHome}[h.WDT]
	if other == "" {
		return nil, nil
	}
	none := func(code report.Code, where string) ([]layer.Link, []report.Finding) {
		return nil, []report.Finding{{Code: code, Severity: report.Warning, Args: report.Args{
			"Link": other, "Path": where, "WDTHome": h.Tooling(), "ModelHome": h.Model}}}
	}
	at := bases[0].tree.Locate(path.Dir(other)).Path
	for _, base := range bases {
		above := base.tree.Locate(path.Dir(other))
		link := path.Join(above.Path, path.Base(other))
		switch {
		case above.Taken != "":
			return none(CodeLinkTaken, above.Taken)
		case base.tree.Locate(other).Path == base.tree.Locate(h.WDT).Path:
			return nil, nil // the base has a link of its own
		case above.Path != at, base.tree.Holds(link):
			return none(CodeLinkTaken, link)
		}
		if closed := base.tree.Closed(above.Path); closed != "" {
			return none(CodeLinkClosed, closed)
		}
	}
	return []layer.Link{{Path: path.Join(at, path.Base(other)), To: h.WDT}}, nil
}

// folder returns a folder that one of the bases has.
func folder(bases []platformBase) func(dir string) (layer.Folder, bool) {
	return func(dir string) (layer.Folder, bool) {
		for _, base := range bases {
			if f, ok := base.tree.Folder(dir); ok {
				return layer.Folder{Mode: f.Mode, UID: f.UID, GID: f.GID}, true
			}
		}
		return layer.Folder{}, false
	}
}
