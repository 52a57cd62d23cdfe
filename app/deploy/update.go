package deploy

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// operation is one of a JSON patch (RFC 6902).
type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value string `json:"value"`
}

// none is what the operator takes for "nothing to copy".
const none = "None"

// patch returns what sets the image and its homes at a place in the list of a
// Domain's auxiliary images: add also replaces, so that old homes do not stay.
func (v Values) patch() []operation {
	at := "/spec/configuration/model/auxiliaryImages/0/"
	return []operation{
		{"replace", at + "image", v.Image},
		{"add", at + "sourceWDTInstallHome", cmp.Or(v.Homes.WDT, none)},
		{"add", at + "sourceModelHome", cmp.Or(v.Homes.Model, none)},
	}
}

// UpdateCommand returns the kubectl patch for bash that sets the image in the
// running Domain, in the place of its first auxiliary image. Empty for a domain on
// a persistent volume: the operator reads its images once.
func (v Values) UpdateCommand() string {
	if v.OnPV {
		return ""
	}
	data, err := json.Marshal(v.patch())
	if err != nil {
		panic(err) // strings
	}
	return v.patching() + BashWord(string(data))
}

// UpdatePowerShell is UpdateCommand for Windows PowerShell 5.1 and PowerShell 7.
// The former takes double quotes out of what it hands to a program, so the patch
// is YAML, which kubectl takes as well, with single quotes.
func (v Values) UpdatePowerShell() string {
	if v.OnPV {
		return ""
	}
	single := func(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
	var operations []string
	for _, o := range v.patch() {
		operations = append(operations, fmt.Sprintf("{'op': %s, 'path': %s, 'value': %s}", single(o.Op), single(o.Path), single(o.Value)))
	}
	patch := "[" + strings.Join(operations, ", ") + "]"
	return v.patching() + `"` + strings.NewReplacer("`", "``", "$", "`$", `"`, "`\"").Replace(patch) + `"`
}

func (v Values) patching() string {
	return fmt.Sprintf("kubectl patch domain %s --namespace %s --type=json --patch ", v.Name(), v.InNamespace())
}
