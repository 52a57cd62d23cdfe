package contract

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"auximage/imaging/report"
)

// testedBusyBox is the oldest release that the operator's script was tried with.
const testedBusyBox = 35 // 1.35

// machines are the ELF machine numbers of the platforms.
var machines = map[string]uint16{"amd64": 62, "arm64": 183, "386": 3, "arm": 40, "ppc64le": 21, "s390x": 22, "riscv64": 243}

// shell looks at what /bin/sh really is: the operator's script compares with
// == and [[, which BusyBox and bash know and dash does not.
func (c *check) shell() {
	shell, where := c.root.resolve("/bin/sh")
	if !shell.isFile() || !c.allMay(shell, where, 1) {
		c.fail(CodeNoShell, nil)
		return
	}
	f := shell.facts()
	switch f.Shell {
	case "bash":
	case "busybox":
		_, minor, _ := strings.Cut(f.Version, ".")
		minor, _, _ = strings.Cut(minor, ".")
		if n, err := strconv.Atoi(minor); err == nil && strings.HasPrefix(f.Version, "1.") && n < testedBusyBox {
			c.warn(CodeOldBusyBox, report.Args{"Version": f.Version})
		}
	case "dash":
		c.fail(CodeDash, report.Args{"Path": where})
	default:
		c.warn(CodeUnknownShell, report.Args{"Path": where, "Shell": f.Shell})
	}
	architecture := c.Config.Architecture
	if want := machines[architecture]; want != 0 && f.Machine != 0 && f.Machine != want {
		c.fail(CodeMachine, report.Args{"Path": where, "Want": architecture})
	}
}

// allMay tells whether every user reaches a file and has the rights.
func (c *check) allMay(n *node, where string, rights int64) bool {
	return !slices.ContainsFunc(c.users, func(u user) bool { return !u.reaches(c.root, where) || !u.may(n, rights) })
}

// tools looks for the commands of the operator's script. One that is not on the
// path may still be inside BusyBox's shell.
func (c *check) tools() {
	shell, where := c.root.resolve("/bin/sh")
	if !shell.isFile() || !c.allMay(shell, where, 1) {
		return // said already, and worse
	}
	inside := shell.facts().Tools
	folders, _ := c.searchPath()
	var missing, maybe []string
	for _, tool := range needed {
		switch {
		case c.onPath(folders, tool):
		case slices.Contains(inside, tool):
			maybe = append(maybe, tool)
		default:
			missing = append(missing, tool)
		}
	}
	if missing != nil {
		c.fail(CodeNoTool, report.Args{"Tools": strings.Join(missing, ", ")})
	}
	if maybe != nil {
		c.warn(CodeMaybeTool, report.Args{"Tools": strings.Join(maybe, ", ")})
	}
}

// onPath tells whether a tool can be run from one of the folders: a program of
// its own, or a BusyBox that has it inside.
func (c *check) onPath(folders []string, tool string) bool {
	for _, folder := range folders {
		n, where := c.root.resolve(path.Join("/", folder, tool))
		if !n.isFile() || !c.allMay(n, where, 1) {
			continue
		}
		f := n.facts()
		return f.Shell != "busybox" || slices.Contains(f.Tools, tool)
	}
	return false
}

// tmp looks at /tmp, where the script's log goes.
func (c *check) tmp() {
	tmp, where := c.root.resolve("/tmp")
	switch {
	case !tmp.isDir():
		c.fail(CodeNoTmp, nil)
	case !c.allMay(tmp, where, 3):
		c.fail(CodeTmpMode, report.Args{"Mode": octal(tmp.Mode)})
	}
}

// octal returns a mode as ls and chmod know it.
func octal(mode int64) string { return "0" + strconv.FormatInt(mode&0o7777, 8) }
