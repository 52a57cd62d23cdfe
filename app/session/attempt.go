package session

import (
	"time"

	"auximage/imaging/report"
)

// Attempt is a push that failed or was stopped.
type Attempt struct {
	Tag     string    `json:"tag"`
	At      time.Time `json:"at"`
	Stopped bool      `json:"stopped,omitempty"` // by the person: that is no failure
}

// attempted notes on the image at hand how the last push to a tag ended: what an
// earlier one came to is past then. A tag that holds another image says nothing of a
// failure, but that ours is not there.
func (st *state) attempted(tag string, o *Outcome) {
	if o.Err == nil || o.Refused || st.made == nil || o.Step != ActPush {
		return
	}
	now := *st.made
	if report.Has(o.Err, CodeTagTaken) {
		now.Summary.Pushed = now.Summary.Pushed && now.Summary.Reference != tag
	} else {
		now.Summary.Failed = &Attempt{Tag: tag, At: time.Now(), Stopped: o.Stopped}
	}
	st.made, st.unsaved = &now, true
}

// FailedTo returns the last push to a tag if it did not end well, nil otherwise.
func (i *ImageSummary) FailedTo(tag string) *Attempt {
	if i == nil || i.Failed == nil || i.Failed.Tag != tag {
		return nil
	}
	return i.Failed
}
