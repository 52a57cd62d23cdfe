package deploy

import (
	"cmp"
	"fmt"
	"path"
	"strings"
)

// operation is one of a JSON patch (RFC 6902).
type operation struct{ Op, Path, Value string }

// none is what the operator takes for "nothing to copy".
const none = "None"

// patchOf returns what sets the image and its homes in the list of a Domain's
// auxiliary images: add also replaces, so that old homes do not stay. Empty where
// the person's Domain does not tell which of its images this one replaces.
func patchOf(v Values) []operation {
	entry, has, homes := 0, Homes{WDT: "?", Model: "?"}, v.Homes
	if v.Domain != nil {
		var err error
		if entry, err = v.Domain.Ours(v.Image); err != nil {
			return nil
		}
		has, homes = v.Domain.Images[entry].Homes, v.Domain.keeps(entry, homes)
	}
	at := fmt.Sprintf("/spec/configuration/model/auxiliaryImages/%d/", entry)
	all := []operation{{"replace", at + "image", v.Image}}
	if has.WDT != homes.WDT {
		all = append(all, operation{"add", at + "sourceWDTInstallHome", cmp.Or(homes.WDT, none)})
	}
	if has.Model != homes.Model {
		all = append(all, operation{"add", at + "sourceModelHome", cmp.Or(homes.Model, none)})
	}
	return all
}

// Replaces returns the image of the person's Domain that this one replaces, empty
// where no Domain is known or it does not tell.
func (v Values) Replaces() string {
	if v.Domain == nil {
		return ""
	}
	at, err := v.Domain.Ours(v.Image)
	if err != nil {
		return ""
	}
	return v.Domain.Images[at].Image
}

// NewHomes returns the members of the person's Domain that say where things are in the
// image, as far as they change with it: sourceModelHome: /auxiliary/models. Nil where
// none does, or no Domain is known.
func (v Values) NewHomes() (all []string) {
	if v.Replaces() == "" {
		return nil
	}
	for _, o := range patchOf(v)[1:] { // after the image
		all = append(all, path.Base(o.Path)+": "+o.Value)
	}
	return all
}

// UpdateCommand returns the kubectl patch for bash that sets the image in the
// running Domain: in the place of its first auxiliary image, or of the one that
// Domain.Ours tells. Empty for a domain on a persistent volume, whose images the
// operator reads once, and where Ours tells none.
func (v Values) UpdateCommand() string {
	patch := patchOf(v)
	if v.onPV() || patch == nil {
		return ""
	}
	var operations []string
	for _, o := range patch {
		operations = append(operations, fmt.Sprintf("  {\"op\": %s,\n   \"path\": %s,\n   \"value\": %s}", scalar(o.Op), scalar(o.Path), scalar(o.Value)))
	}
	return patching(v, `\`) + BashWord("[\n"+strings.Join(operations, ",\n")+"\n]")
}

// UpdatePowerShell is UpdateCommand for Windows PowerShell 5.1 and PowerShell 7.
// The former takes double quotes out of what it hands to a program, so the patch
// is YAML, which kubectl takes as well, with single quotes.
func (v Values) UpdatePowerShell() string {
	all := patchOf(v)
	if v.onPV() || all == nil {
		return ""
	}
	single := func(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
	var operations []string
	for _, o := range all {
		operations = append(operations, fmt.Sprintf("{'op': %s, 'path': %s, 'value': %s}", single(o.Op), single(o.Path), single(o.Value)))
	}
	patch := "[" + strings.Join(operations, ", ") + "]"
	return patching(v, "`") + `"` + strings.NewReplacer("`", "``", "$", "`$", `"`, "`\"").Replace(patch) + `"`
}

// patching returns the command up to its patch, which stands on a line of its own
// behind what the shell takes for "goes on".
func patching(v Values, goesOn string) string {
	return fmt.Sprintf("kubectl patch domain %s --namespace %s %s\n  --type=json --patch ", v.Name(), v.InNamespace(), goesOn)
}
