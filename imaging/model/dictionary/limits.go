package dictionary

import (
	"strings"

	"auximage/imaging/model/tree"
)

// limits is about a mapping of server groups to the servers that they are
// targeted to.
func (j *judge) limits(at place, e tree.Entry) {
	if !e.Value.IsMapping() {
		j.fail(CodeMapping, e.Place, at.path, e.Key, got(e.Value))
		return
	}
	in := join(at.path, e.Key)
	for _, group := range e.Value.Entries {
		j.nameTokens(group, in)
		switch group.Value.Kind {
		case tree.Text:
			for part := range strings.SplitSeq(group.Value.Text, ",") {
				j.limitText(in, group.Key, group.Value.Place, part)
			}
		case tree.List:
			for _, item := range group.Value.Items {
				if item.Kind == tree.Text {
					j.limitText(in, group.Key, item.Place, item.Text)
				} else {
					j.fail(CodeLimit, item.Place, in, group.Key, got(item))
				}
			}
		default:
			j.fail(CodeLimit, group.Place, in, group.Key, got(group.Value))
		}
	}
}

func (j *judge) limitText(in, name string, at tree.Place, text string) {
	for range variables(text) {
		j.fail(CodeNameToken, at, in, name, nil)
	}
}
