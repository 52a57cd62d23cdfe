package contract

import (
	"archive/tar"
	"maps"
	"path"
	"slices"
	"strings"

	"auximage/imaging/report"
)

// models looks at the model home, which the introspector wants flat, with three
// endings and names that need no quotes.
func (c *check) models() {
	dir, where := c.root.resolve(c.ModelHome)
	if !dir.isDir() || len(dir.children) == 0 {
		if c.WantModels {
			c.fail(CodeNoModels, report.Args{"Path": c.ModelHome})
		}
		return
	}
	yaml := false
	for _, name := range slices.Sorted(maps.Keys(dir.children)) {
		n, shown := dir.children[name], path.Join(c.ModelHome, name)
		yaml = yaml || strings.HasSuffix(name, ".yaml") && !strings.HasPrefix(name, ".")
		switch {
		case strings.HasPrefix(name, "."):
			c.warn(CodeDotFile, report.Args{"Path": shown})
		case n.isDir():
			c.fail(CodeFolder, report.Args{"Path": shown})
		case !acceptable(name):
			c.fail(CodeModelName, report.Args{"Path": shown})
		case n.Type == tar.TypeSymlink:
			// The link is copied as it is, and the folder around it is another then.
			target, _ := c.root.resolve(path.Join(where, name))
			if strings.Contains(n.Link, "/") || !target.isFile() {
				c.fail(CodeModelLink, report.Args{"Path": shown, "Target": n.Link})
			}
		case !n.isFile():
			c.fail(CodeFolder, report.Args{"Path": shown})
		}
	}
	if !yaml && c.WantModels {
		c.warn(CodeNoYAML, report.Args{"Path": c.ModelHome})
	}
	c.readable(c.ModelHome, where)
}

// acceptable tells whether the operator takes a file of this name.
func acceptable(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".properties", ".zip":
		return !strings.ContainsAny(name, " \t\r\n,*?[]\\")
	}
	return false
}
