package imaging

import (
	"archive/tar"
	"bufio"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"

	"auximage/imaging/report"
)

// defaultUser is the uid that the operator runs the copy as; group 0 is what
// OpenShift runs it as.
const defaultUser = 1000

// known are the names that the WebLogic Image Tool gives meaning to on a base
// that does not know them.
var known = map[string]int{"oracle": 1000, "root": 0}

// ids returns the numbers of the owner on a base, which is read only for names.
func (o Owner) ids(base v1.Image) (uid, gid int, err error) {
	uid, userOK := number(o.User, defaultUser)
	gid, groupOK := number(o.Group, 0)
	if userOK && groupOK {
		return uid, gid, nil
	}
	users, groups, err := accounts(base)
	if err != nil {
		return 0, 0, err
	}
	if !userOK {
		if uid, err = lookUp(o.User, users); err != nil {
			return 0, 0, err
		}
	}
	if !groupOK {
		if gid, err = lookUp(o.Group, groups); err != nil {
			return 0, 0, err
		}
	}
	return uid, gid, nil
}

func number(text string, fallback int) (int, bool) {
	if text == "" {
		return fallback, true
	}
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}

func lookUp(name string, in map[string]int) (int, error) {
	if id, ok := in[name]; ok {
		return id, nil
	}
	if id, ok := known[name]; ok {
		return id, nil
	}
	return 0, report.Fault(CodeOwner, nil, report.Args{"Name": name})
}

// maxAccounts bounds what is read of /etc/passwd and /etc/group, in bytes.
const maxAccounts = 1 << 20

// accounts returns the users and groups of a base by name.
func accounts(base v1.Image) (users, groups map[string]int, err error) {
	users, groups = map[string]int{}, map[string]int{}
	flat := mutate.Extract(base)
	defer func() { _ = flat.Close() }()
	for r := tar.NewReader(flat); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return users, groups, nil
		}
		if err != nil {
			return nil, nil, err
		}
		switch path.Clean("/" + h.Name) {
		case "/etc/passwd":
			readAccounts(r, users)
		case "/etc/group":
			readAccounts(r, groups)
		}
	}
}

func readAccounts(r io.Reader, into map[string]int) {
	for s := bufio.NewScanner(io.LimitReader(r, maxAccounts)); s.Scan(); {
		fields := strings.Split(s.Text(), ":")
		if len(fields) < 3 {
			continue
		}
		if id, err := strconv.Atoi(fields[2]); err == nil {
			into[fields[0]] = id
		}
	}
}
