package contract

import (
	"archive/tar"
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"auximage/imaging/report"
)

// What a deploy tooling has, by the operator's own use of it. A name that ends
// in a slash is a folder that must hold something.
var (
	required = []string{
		"lib/weblogic-deploy-core.jar", "VERSION.txt",
		"bin/createDomain.sh", "bin/shared.sh", "bin/updateDomain.sh", "bin/validateModel.sh",
		"lib/python/", "lib/typedefs/",
	}
	// Releases before onlineVersion have neither.
	requiredLater = []string{"bin/compareModel.sh", "lib/targets/"}
)

// The versions that the operator asks for: to start at all, and to update a
// running domain.
var (
	leastVersion  = []int{1, 7, 3}
	onlineVersion = []int{1, 9, 9}
)

// tooling looks at the WDT installation.
func (c *check) tooling() {
	home := path.Join(c.WDTHome, Tooling)
	dir, where := c.root.resolve(home)
	if !dir.isDir() || len(dir.children) == 0 {
		if c.WantWDT {
			c.fail(CodeNoTooling, report.Args{"Path": home})
		}
		return
	}
	if !c.WantWDT {
		c.warn(CodeTooling, report.Args{"Path": home})
	}
	version := c.version(where)
	need := required
	if slices.Compare(version, onlineVersion) >= 0 {
		need = slices.Concat(required, requiredLater)
	}
	var missing []string
	for _, name := range need {
		n, _ := c.root.resolve(path.Join(where, name))
		if strings.HasSuffix(name, "/") && (!n.isDir() || len(n.children) == 0) || !strings.HasSuffix(name, "/") && !n.isFile() {
			missing = append(missing, path.Join(home, name))
		}
	}
	if missing != nil {
		c.fail(CodeIncomplete, report.Args{"Path": missing[0], "Count": len(missing)})
	}
	c.scripts(home, where)
	c.readable(home, where)
}

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+`)

// version judges what VERSION.txt says, "WebLogic Deploy Tooling X.Y.Z", and
// returns it; nil when it does not say: the operator asks the jar.
func (c *check) version(home string) (numbers []int) {
	file, _ := c.root.resolve(path.Join(home, "VERSION.txt"))
	if !file.isFile() {
		return nil
	}
	version := versionNumber.FindString(file.facts().Text)
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	switch {
	case slices.Compare(numbers, leastVersion) < 0:
		c.fail(CodeOldTooling, report.Args{"Version": version, "Least": "1.7.3"})
	case slices.Compare(numbers, onlineVersion) < 0:
		c.warn(CodeOffline, report.Args{"Version": version, "Least": "1.9.9"})
	}
	return numbers
}

// scripts looks at what the introspector runs by path.
func (c *check) scripts(home, where string) {
	bin, _ := c.root.resolve(path.Join(where, "bin"))
	if !bin.isDir() {
		return
	}
	var ends, modes tally
	for _, name := range slices.Sorted(maps.Keys(bin.children)) {
		if !strings.HasSuffix(name, ".sh") {
			continue
		}
		script, _ := c.root.resolve(path.Join(where, "bin", name))
		if !script.isFile() {
			continue
		}
		if script.facts().CR {
			ends.add(path.Join(home, "bin", name), script)
		}
		// The copy belongs to whoever runs there, with these modes: the owner's count.
		if script.Mode&0o500 != 0o500 {
			modes.add(path.Join(home, "bin", name), script)
		}
	}
	ends.report(c.fail, CodeLineEnd)
	modes.report(c.fail, CodeNotRunnable)
}

// readable looks whether everything below a home can be copied by each user,
// and the copy be used.
func (c *check) readable(home, where string) {
	if c.closed(home) {
		return
	}
	var operator, openShift, folders, setuid tally
	c.walk(home, where, 0, func(name string, n *node, real string) {
		rights := int64(4)
		if n.isDir() {
			rights = 5
			// The copy keeps the mode, and the introspector writes into it.
			if real != where && n.Mode&0o700 != 0o700 {
				folders.add(name, n)
			}
		}
		if n.isFile() && n.Mode&0o6000 != 0 {
			setuid.add(name, n)
		}
		switch {
		case !n.isDir() && !n.isFile():
		case !c.users[0].reaches(c.root, real) || !c.users[0].may(n, rights):
			operator.add(name, n)
		case c.shut != nil: // said already of the users of OpenShift
		case !c.users[1].reaches(c.root, real) || !c.users[1].may(n, rights):
			openShift.add(name, n)
		}
	})
	operator.report(c.fail, CodeUnreadable)
	folders.report(c.fail, CodeNotWritable)
	openShift.report(c.warn, CodeOpenShift)
	setuid.report(c.warn, CodeSetuid)
}

// maxDepth bounds how deep folders are followed.
const maxDepth = 100

// walk visits a folder and all below it in the order of names, without
// following links.
func (c *check) walk(name, real string, depth int, visit func(name string, n *node, real string)) {
	n, at := c.root.resolve(real)
	if n == nil || depth > maxDepth {
		return
	}
	visit(name, n, at)
	for _, child := range slices.Sorted(maps.Keys(n.children)) {
		if below := n.children[child]; below.Type != tar.TypeSymlink {
			c.walk(path.Join(name, child), path.Join(at, child), depth+1, visit)
		}
	}
}

// tally counts files with the same flaw and keeps the first.
type tally struct {
	path  string
	mode  int64
	count int
}

func (t *tally) add(path string, n *node) {
	t.path, t.mode = cmp.Or(t.path, path), cmp.Or(t.mode, n.Mode)
	t.count++
}

func (t *tally) report(say func(report.Code, report.Args), code report.Code) {
	if t.count > 0 {
		say(code, report.Args{"Path": t.path, "Mode": octal(t.mode), "Count": t.count})
	}
}
