package deploy_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"auximage/app/deploy"
)

// patchOf returns the operations of a command, whose last word they are.
func patchOf(t *testing.T, command, goesOn, before, after string) (all []map[string]string) {
	t.Helper()
	rest, ok := strings.CutPrefix(command, "kubectl patch domain domain1 --namespace domain1-ns "+goesOn+"\n  --type=json --patch "+before)
	if !ok {
		t.Fatal(command)
	}
	text := strings.TrimSuffix(rest, after)
	if err := yaml.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if after == "'" && !json.Valid([]byte(text)) {
		t.Errorf("no JSON: %s", text)
	}
	return all
}

func TestBothUpdateCommandsSetTheImageAndItsHomes(t *testing.T) {
	v := filled()
	v.Homes = deploy.Homes{WDT: "/u01/wdt/weblogic-deploy"}
	at := "/spec/configuration/model/auxiliaryImages/0/"
	want := []map[string]string{
		{"op": "replace", "path": at + "image", "value": lab},
		{"op": "add", "path": at + "sourceWDTInstallHome", "value": "/u01/wdt/weblogic-deploy"},
		{"op": "add", "path": at + "sourceModelHome", "value": "None"},
	}
	for name, got := range map[string][]map[string]string{
		"bash":       patchOf(t, v.UpdateCommand(), `\`, "'", "'"),
		"PowerShell": patchOf(t, v.UpdatePowerShell(), "`", `"`, `"`),
	} {
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// Windows PowerShell 5.1 takes double quotes out of what it hands to a program.
func TestTheCommandForPowerShellHasNoQuotesThatItWouldTakeOut(t *testing.T) {
	v := filled()
	v.Homes.Model = "/mo`dels/$home"
	command := v.UpdatePowerShell()
	if strings.Count(command, `"`) != 2 || !strings.HasSuffix(command, `"`) || !strings.Contains(command, "/mo``dels/`$home'") {
		t.Error(command)
	}
}

func TestADomainOnAVolumeHasNoUpdateCommand(t *testing.T) {
	v := filled()
	v.OnPV = true
	if got := v.UpdateCommand() + v.UpdatePowerShell(); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestTheCommandOfManyLinesIsOneToTheShell(t *testing.T) {
	v := filled()
	v.Homes = deploy.Homes{WDT: "/u01/it's/weblogic-deploy"}
	out, _ := bash(t, `kubectl() { printf '<%s>' "$@"; }`, v.UpdateCommand(), "")
	words := strings.SplitAfter(out, ">")
	if len(words) != 9 || words[5] != "<--type=json>" || words[6] != "<--patch>" {
		t.Fatalf("kubectl is given %q", words)
	}
	if patch := strings.Trim(words[7], "<>"); !json.Valid([]byte(patch)) || !strings.Contains(patch, "/u01/it's/") {
		t.Errorf("the patch is %s", patch)
	}
}
