package imaging

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/report"
)

// owned says whose the files of an image are.
type owned struct {
	uid, gid int
	texts    []layer.Text // the base's lists of accounts with those that it did not know
	name     string       // user:group; names where an account was added, else the numbers
}

// on returns the owner on the bases, whose layers are the same: one that is not the
// same on each of them is an error.
func (o Owner) on(bases []platformBase, home string) (made owned, err error) {
	for i, base := range bases {
		here, err := o.onOne(base.tree, home)
		if err != nil {
			return made, err
		}
		if i > 0 && !reflect.DeepEqual(here, made) {
			return made, report.Fault(CodeBadOwner, nil, report.Args{"Name": o.User + ":" + o.Group})
		}
		made = here
	}
	return made, nil
}

// onOne makes a user or a group that the base does not know as the WebLogic Image
// Tool does, with the first number that is free for people.
func (o Owner) onOne(base contract.Tree, home string) (made owned, err error) {
	groups, users := accounts{list: base.List("/etc/group")}, accounts{list: base.List("/etc/passwd")}
	if made.gid, err = groups.id(o.Group, 0, func(gid int) string { return fmt.Sprintf("%s:x:%d:\n", o.Group, gid) }); err != nil {
		return made, err
	}
	made.uid, err = users.id(o.User, DefaultUser, func(uid int) string {
		return fmt.Sprintf("%s:x:%d:%d::%s:/bin/sh\n", o.User, uid, made.gid, home)
	})
	made.name = fmt.Sprintf("%d:%d", made.uid, made.gid)
	for _, a := range []accounts{users, groups} {
		if a.added {
			made.name = cmp.Or(o.User, strconv.Itoa(made.uid)) + ":" + cmp.Or(o.Group, strconv.Itoa(made.gid))
			made.texts = append(made.texts, layer.Text{Path: a.list.Path, Content: a.list.Text,
				Folder: layer.Folder{Mode: a.list.Mode, UID: a.list.UID, GID: a.list.GID}})
		}
	}
	return made, err
}

// accounts are the users or the groups of a base.
type accounts struct {
	list  contract.List
	added bool
}

// firstPerson is the first number that useradd gives to people.
const firstPerson = 1000

// id returns a number as it is, that of a name, or that of one that is added.
func (a *accounts) id(name string, fallback int, line func(id int) string) (int, error) {
	if n, ok := number(name, fallback); ok {
		return n, nil
	}
	taken := map[int]bool{}
	for known := range strings.Lines(a.list.Text) {
		fields := strings.Split(strings.TrimSpace(known), ":")
		if len(fields) < 3 {
			continue
		}
		n, ok := number(fields[2], -1)
		if ok && fields[0] == name && n >= 0 {
			return n, nil
		}
		taken[n] = true
	}
	if name == "root" {
		return 0, nil
	}
	if !a.list.Whole {
		return 0, report.Fault(CodeBadOwner, nil, report.Args{"Name": name})
	}
	n := firstPerson
	for taken[n] {
		n++
	}
	if a.list.Text != "" && !strings.HasSuffix(a.list.Text, "\n") {
		a.list.Text += "\n"
	}
	a.list.Text, a.added = a.list.Text+line(n), true
	return n, nil
}
