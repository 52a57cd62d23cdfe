package contract

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"auximage/imaging/report"
)

// user is somebody who may run the operator's script in the image.
type user struct{ uid, gid int }

// The users: the operator's own, and the one that OpenShift makes up.
const (
	operatorUser  = 1000
	openShiftUser = 1000650000
)

// people learns who will run in the image.
func (c *check) people() { c.users = peopleOf(c.root) }

// peopleOf returns who will run in an image. No group is asked for, so that the
// operator's user has the one that the image's own list gives it, else 0.
func peopleOf(root *node) []user {
	gid := 0
	if list, _ := root.resolve("/etc/passwd"); list.isFile() {
		for line := range strings.Lines(list.facts().Text) {
			fields := strings.Split(strings.TrimSpace(line), ":")
			if len(fields) >= 4 && fields[2] == strconv.Itoa(operatorUser) {
				if n, err := strconv.Atoi(fields[3]); err == nil {
					gid = n
				}
				break
			}
		}
	}
	return []user{{operatorUser, gid}, {openShiftUser, 0}}
}

// closed names the first folder above a home that somebody may not enter, once, and
// tells whether it is the operator's user: nothing below is any good then.
func (c *check) closed(home string) bool {
	for i, u := range c.users {
		for _, f := range (Tree{c.root}).Locate(path.Dir(home)).Folders {
			n, _ := c.root.resolve(f.Path)
			if u.may(n, 1) {
				continue
			}
			if !slices.Contains(c.shut, f.Path) {
				c.shut = append(c.shut, f.Path)
				say := []func(report.Code, report.Args){c.fail, c.warn}[i]
				say(CodeClosed, report.Args{"Path": home, "Folder": f.Path, "Mode": octal(f.Mode), "OpenShift": i > 0})
			}
			return i == 0
		}
	}
	return false
}

// may tells whether the user has all the rights (4 read, 2 write, 1 execute).
func (u user) may(n *node, rights int64) bool {
	bits := n.Mode
	switch {
	case n.UID == u.uid:
		bits >>= 6
	case n.GID == u.gid:
		bits >>= 3
	}
	return bits&rights == rights
}

// reaches tells whether the user may pass every directory above a path.
func (u user) reaches(root *node, name string) bool {
	at := root
	for _, step := range strings.Split(clean(name), "/") {
		if step == "" {
			continue
		}
		if !at.isDir() || !u.may(at, 1) {
			return false
		}
		at = at.children[step]
	}
	return true
}
