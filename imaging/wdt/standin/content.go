package standin

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"auximage/imaging/wdt"
)

const root = "weblogic-deploy/"

// tools are the scripts of the 4.x releases; each is there for sh and for cmd.
var tools = []string{
	"archiveHelper", "compareModel", "createDomain", "deployApps", "discoverDomain", "encryptModel",
	"extractDomainResource", "injectVariables", "modelHelp", "prepareModel", "shared", "updateDomain",
	"validateModel", "verifySSH",
}

// typedefs are the domain types that have a definition of their own.
var typedefs = []string{"WLS", "JRF", "RestrictedJRF"}

// targets are what a model can be prepared for.
var targets = []string{"k8s", "wko", "wko4", "wko4-dii", "wko4-pv"}

// installer returns the small installer's files, with the modes of the real one.
func installer(o WDTOptions) []file {
	var content []file
	for _, name := range slices.Sorted(maps.Keys(o.Tables)) {
		content = append(content, file{name: name, mode: 0o644, data: []byte(o.Tables[name])})
	}
	core := title
	if o.TryOut {
		core = wdt.TryOut
	}
	files := []file{
		text("LICENSE.txt", 0o640, "A stand-in for the WebLogic Deploy Tooling installer, for tests and for trying out.\n"+
			"It is not WebLogic Deploy Tooling and does nothing.\n"),
		text("VERSION.txt", 0o640, "WebLogic Deploy Tooling "+o.Version),
		text("etc/logging.properties", 0o640, "handlers=java.util.logging.ConsoleHandler\n.level=INFO\n"),
		text("lib/tool.properties", 0o750, "connect.timeout=120000\nactivate.timeout=180000\nwdt.config.use.custom=false\n"),
		text("lib/injectors/port.json", 0o750, "{\n  \"topology.Server.*.ListenPort\": {\"variable\": \"port\"}\n}\n"),
		{name: root + "lib/weblogic-deploy-core.jar", mode: 0o640, data: jar(core, o.Version, content...)},
		text("samples/simple.yaml", 0o750, "topology:\n  Name: sample\n"),
		text("samples/variables/simple.properties", 0o750, "name=sample\n"),
	}
	for _, tool := range tools {
		files = append(files,
			text("bin/"+tool+".sh", 0o750, fmt.Sprintf("#!/bin/sh\n# %s\necho '%s: this is a stand-in for WebLogic Deploy Tooling' >&2\nexit 2\n", tool, tool)),
			text("bin/"+tool+".cmd", 0o640, fmt.Sprintf("@ECHO OFF\r\n@rem %s\r\nECHO %s: this is a stand-in for WebLogic Deploy Tooling 1>&2\r\nexit /b 2\r\n", tool, tool)))
	}
	for _, name := range []string{"create", "update", "validate", "compare_model", "prepare_model"} {
		files = append(files, text("lib/python/"+name+".py", 0o640, module(name, 3)))
	}
	for _, name := range []string{"model_preparer", "variables", "aliases"} {
		files = append(files, text("lib/python/wlsdeploy/util/"+name+".py", 0o640, module(name, 5)))
	}
	files = append(files, text("lib/python/wlsdeploy/__init__.py", 0o640, ""))
	for _, name := range typedefs {
		files = append(files, text("lib/typedefs/"+name+".json", 0o640, fmt.Sprintf("{\n  \"name\": %q,\n  \"versions\": {\"12.2.1.3\": \"%s_12\"}\n}\n", name, name)))
	}
	for _, name := range targets {
		files = append(files, text("lib/targets/"+name+"/target.json", 0o640, fmt.Sprintf("{\n  \"model_filters\": {},\n  \"name\": %q\n}\n", name)))
	}
	return files
}

func text(name string, mode fs.FileMode, data string) file {
	return file{name: root + name, mode: mode, data: []byte(data)}
}

// module returns the text of a Python module with so many functions.
func module(name string, functions int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\"\"\"\nStand-in for %s.\n\"\"\"\n", name)
	for i := range functions {
		fmt.Fprintf(&b, "\n\ndef %s_step_%d(model_context, aliases, folder, attributes):\n", name, i)
		for j := range 5 + i%7 {
			fmt.Fprintf(&b, "    attributes['%s_%d'] = aliases.get_wlst_attribute_name(folder, '%s%d')\n", name, j*i, name, (i*31+j*17)%97)
		}
		b.WriteString("    return attributes\n")
	}
	return b.String()
}
