package session

import (
	"context"
	"errors"
	"slices"
	"time"

	"auximage/imaging/report"
)

// Attempt is a push that failed or was stopped.
type Attempt struct {
	Tag     string    `json:"tag"`
	At      time.Time `json:"at"`
	Stopped bool      `json:"stopped,omitempty"` // by the person: that is no failure
}

// attempted notes on the image at hand how sending it to a tag ended: what an earlier
// push came to is past then. A tag that holds another image says nothing of a failure,
// but that ours is not there.
func (st *state) attempted(tag string, err error) {
	if err == nil || st.made == nil {
		return
	}
	now := *st.made
	if report.Has(err, CodeTagTaken) {
		now.Summary.Pushed, now.Summary.Reference = false, tag
	} else {
		now.Summary.Failed = &Attempt{Tag: tag, At: time.Now(), Stopped: errors.Is(err, context.Canceled)}
	}
	st.made, st.unsaved = &now, true
}

// imageShown returns what is shown of the image at hand: of a tag that it was pushed to
// before the last one, that it is there, unless another image was pushed there since.
func (st *state) imageShown() ImageSummary {
	is, tag := st.made.Summary, st.form.Tag
	last := slices.IndexFunc(st.pushes, func(p PastPush) bool { return p.Reference == tag })
	if is.Reference != tag && last >= 0 && st.pushes[last].Digest == is.Digest {
		is.Reference, is.Pushed, is.PushedAt = tag, true, st.pushes[last].Time
	}
	return is
}

// FailedTo returns the last push to a tag if it did not end well, nil otherwise.
func (i *ImageSummary) FailedTo(tag string) *Attempt {
	if i == nil || i.Failed == nil || i.Failed.Tag != tag {
		return nil
	}
	return i.Failed
}
