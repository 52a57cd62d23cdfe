package imaging

import (
	"cmp"
	"path"

	"auximage/imaging/layer"
)

// The folders that Domains look in: the operator's default, and the one that
// WebLogic Kubernetes Toolkit UI writes into the Domains it makes.
const (
	operatorHome = "/auxiliary"
	toolkitHome  = "/u01/wdt"
)

// Resolved returns the homes with the defaults filled in.
func (h Homes) Resolved() Homes {
	h.WDT = path.Clean(cmp.Or(h.WDT, operatorHome))
	h.Model = path.Clean(cmp.Or(h.Model, h.WDT+"/models"))
	return h
}

// links returns the link that lets a Domain of the other convention find the
// content, unless the base has something in its place.
func (h Homes) links(taken func(string) bool) []layer.Link {
	other := map[string]string{operatorHome: toolkitHome, toolkitHome: operatorHome}[h.WDT]
	if other == "" || taken(other) {
		return nil
	}
	return []layer.Link{{Path: other, To: h.WDT}}
}
