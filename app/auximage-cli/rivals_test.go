package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/testkit"
)

// TestChangesThatArePushedAtTheSameTimeHaveATagEach pushes several changes of one image
// from one machine, whose runs have a cache in common.
func TestChangesThatArePushedAtTheSameTimeHaveATagEach(t *testing.T) {
	testkit.EachReal(t, func(t *testing.T, program string) {
		n, box := newNetwork(t), newSandbox(t)
		n.Proxy.Lead(host, n.newReal(program).Address)
		n.pushBase(user, password)
		box.do(0, password, n.pushArgs(box, 1<<10)...)
		n.pushRivals(box, 3, 4)
		n.pushRivals(box, 5, 9)
		n.pushRivals(box, 10, 19)
	})
}

// pushRivals pushes so many changes at the same time; the tags are then v1 to the one of
// that number, each with what its push said.
func (n *network) pushRivals(box *sandbox, many, last int) {
	n.t.Helper()
	var rivals []*run
	for i := range many {
		args := slices.Concat([]string{"push", "--change", tag, "--label", fmt.Sprint("rival=", last-i), "--user", user, "--password-stdin"}, n.flags())
		rivals = append(rivals, box.start(nil, password, args...))
	}
	var tags []string
	for _, r := range rivals {
		if code := r.end(); code != 0 {
			n.t.Fatalf("exit code %d\n%s", code, &r.stderr)
		}
		name, digest, _ := strings.Cut(r.reference(), "@")
		tags = append(tags, name)
		if got, err := n.pull(name, user, password).Digest(); err != nil || got.String() != digest {
			n.t.Errorf("%s holds %s (%v), its push says %s", name, got, err, digest)
		}
	}
	slices.Sort(tags)
	if tags = slices.Compact(tags); len(tags) != many || !slices.Contains(tags, fmt.Sprint(repository, ":v", last)) {
		n.t.Errorf("%d pushes took %v, want as many tags, the last v%d", many, tags, last)
	}
}
