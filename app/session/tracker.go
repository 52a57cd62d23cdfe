package session

import (
	"slices"
	"time"

	"auximage/imaging/report"
)

// rateOver is the time that a rate is measured over.
const rateOver = 5 * time.Second

// tracker turns progress into what is shown of a job.
type tracker struct {
	phases []*phaseProgress // in order of appearance
}

// phaseProgress is one phase of a job.
type phaseProgress struct {
	phase   report.Phase
	items   []Item
	waiting []report.Progress // items that wait
	samples []sample          // of the last seconds
	moved   sample            // the last one that was another than the one before
}

type sample struct {
	at   time.Time
	done int64
}

// record notes a fact and tells whether the phase has begun with it, and whether
// an item has come to an end or to a wait: what is worth a line in the console.
func (t *tracker) record(p report.Progress, now time.Time) (begun, news bool) {
	at := slices.IndexFunc(t.phases, func(s *phaseProgress) bool { return s.phase == p.Phase })
	if at < 0 {
		at, begun = len(t.phases), true
		t.phases = append(t.phases, &phaseProgress{phase: p.Phase})
	}
	return begun, t.phases[at].record(p, now)
}

func (s *phaseProgress) record(p report.Progress, now time.Time) (news bool) {
	at := slices.IndexFunc(s.items, func(i Item) bool { return i.Name == p.Item })
	item := Item{Name: p.Item, State: p.State, Done: p.Done, Total: p.Total}
	news = p.State == report.Waiting || p.State != report.Running && p.Item != ""
	if at < 0 {
		s.items = append(s.items, item)
	} else {
		news = news && s.items[at].State != p.State
		s.items[at] = item
	}
	s.waiting = slices.DeleteFunc(s.waiting, func(w report.Progress) bool { return w.Item == p.Item && overcome(p) })
	if p.State == report.Waiting {
		s.waiting = append(s.waiting, p)
	}
	s.sample(now)
	return news
}

// overcome tells whether a wait is over with what is told of its item. A retry that
// begins has not succeeded yet: until something moves, why the last try failed stays
// to be read.
func overcome(p report.Progress) bool { return p.State != report.Running || p.Done > 0 }

// waits tells whether an item waits, or is tried again after a wait.
func (s *phaseProgress) waits(item string) bool {
	return slices.ContainsFunc(s.waiting, func(w report.Progress) bool { return w.Item == item })
}

// sample notes how far the phase is, four times a second at most.
func (s *phaseProgress) sample(now time.Time) {
	done, _ := s.bytes()
	if s.moved.at.IsZero() || s.moved.done != done {
		s.moved = sample{now, done}
	}
	if n := len(s.samples); n > 0 && now.Sub(s.samples[n-1].at) < rateOver/20 {
		return
	}
	for len(s.samples) > 1 && now.Sub(s.samples[1].at) >= rateOver {
		s.samples = s.samples[1:]
	}
	s.samples = append(s.samples, sample{now, done})
}

// bytes returns how much is done of how much. What was there already counts as
// neither: it is not sent. An item without a size makes the whole unknown. The
// phase as a whole counts only while it has no items.
func (s *phaseProgress) bytes() (done, total int64) {
	known := true
	for _, i := range s.items {
		if i.State == report.Present || i.Name == "" && len(s.items) > 1 {
			continue
		}
		done += i.Done
		total += i.Total
		known = known && (i.Total > 0 || i.State == report.Finished)
	}
	if !known {
		total = 0
	}
	return done, total
}

// still returns for how long no byte has moved although some are to, 0 for less than a
// rate is measured over.
func (s *phaseProgress) still(now time.Time) time.Duration {
	done, total := s.bytes()
	if passed := now.Sub(s.moved.at); done < total && passed >= rateOver {
		return passed
	}
	return 0
}

// rate returns bytes a second over the last seconds, 0 when unknown, and of a phase that
// stands still.
func (s *phaseProgress) rate(now time.Time) float64 {
	if len(s.samples) == 0 || s.still(now) > 0 {
		return 0
	}
	done, _ := s.bytes()
	from := s.samples[0]
	passed := now.Sub(from.at)
	if passed < rateOver/10 || done <= from.done {
		return 0
	}
	return float64(done-from.done) / passed.Seconds()
}

func (s *phaseProgress) finished() bool {
	return !slices.ContainsFunc(s.items, func(i Item) bool { return i.State == report.Running || i.State == report.Waiting })
}

// finished tells whether nothing runs.
func (t *tracker) finished() bool {
	return !slices.ContainsFunc(t.phases, func(s *phaseProgress) bool { return !s.finished() })
}

// current returns the phase to show: of those that run the one that began last.
func (t *tracker) current() *phaseProgress {
	for _, s := range slices.Backward(t.phases) {
		if !s.finished() {
			return s
		}
	}
	if n := len(t.phases); n > 0 {
		return t.phases[n-1]
	}
	return nil
}

// show fills in what is known of the progress.
func (t *tracker) show(j *Job) {
	s := t.current()
	if s == nil {
		return
	}
	now := time.Now()
	j.Phase = s.phase
	j.Items = slices.Clone(s.items)
	j.Done, j.Total = s.bytes()
	j.Rate, j.Still = s.rate(now), s.still(now)
	if j.Rate > 0 && j.Total > j.Done {
		j.Left = time.Duration(float64(j.Total-j.Done) / j.Rate * float64(time.Second)).Round(time.Second)
	}
	// A wait holds the job up when nothing else moves.
	moving := slices.ContainsFunc(s.items, func(i Item) bool { return i.State == report.Running && i.Name != "" && !s.waits(i.Name) })
	if n := len(s.waiting); n > 0 && !moving {
		longest := slices.MaxFunc(s.waiting, func(a, b report.Progress) int { return a.Until.Compare(b.Until) })
		j.Waiting = &longest
	}
}
