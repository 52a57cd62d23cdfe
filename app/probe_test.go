//go:build window

package main

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// probe measures how long a callback waits for Fyne's goroutine, and how long
// that goroutine is busy with a frame. A frame is what it does after an
// animation's tick: nothing in it is the program's own.
type probe struct {
	stop   chan struct{}
	ended  chan struct{}
	frame  frame // belongs to Fyne's goroutine
	waits  []time.Duration
	apart  []time.Duration // waits less the frames in them
	frames []time.Duration
}

// frame is the last one drawn.
type frame struct {
	began, ended time.Time
	marks        chan struct{}
}

// probing is how often a callback is posted.
const probing = 2 * time.Millisecond

// startProbe begins to measure.
func startProbe() *probe {
	p := &probe{stop: make(chan struct{}), ended: make(chan struct{}), frame: frame{marks: make(chan struct{}, 1)}}
	ticks := &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear,
		Tick: func(float32) {
			p.frame.began, p.frame.ended = time.Now(), time.Time{}
			select {
			case p.frame.marks <- struct{}{}:
			default:
			}
		}}
	fyne.DoAndWait(ticks.Start)
	go p.mark()
	go func() {
		defer close(p.ended)
		p.post()
		fyne.DoAndWait(ticks.Stop)
	}()
	return p
}

// mark posts a callback as a frame begins: it runs when the frame is drawn.
func (p *probe) mark() {
	for {
		select {
		case <-p.frame.marks:
			fyne.DoAndWait(p.drawn)
		case <-p.stop:
			return
		}
	}
}

// drawn notes the end of the frame, once.
func (p *probe) drawn() {
	if !p.frame.ended.IsZero() || p.frame.began.IsZero() {
		return
	}
	p.frame.ended = time.Now()
	p.frames = append(p.frames, p.frame.ended.Sub(p.frame.began))
}

// post posts one callback after the other until it is stopped.
func (p *probe) post() {
	again := time.NewTicker(probing)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-p.stop:
			return
		}
		posted := time.Now()
		fyne.DoAndWait(func() {
			now := time.Now()
			p.drawn()
			p.waits = append(p.waits, now.Sub(posted))
			p.apart = append(p.apart, now.Sub(posted)-overlap(posted, now, p.frame.began, p.frame.ended))
		})
	}
}

func overlap(a, b, c, d time.Time) time.Duration {
	if c.After(a) {
		a = c
	}
	if d.Before(b) {
		b = d
	}
	return max(0, b.Sub(a))
}

// measured ends the measurement.
func (p *probe) measured() *probe {
	close(p.stop)
	<-p.ended
	return p
}

// spread is a table's cells of durations: how many, median, 99 of 100, the longest.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "0 | | | "
	}
	s := slices.Sorted(slices.Values(all))
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
	return fmt.Sprintf("%d | %s | %s | %s", len(s), ms(s[len(s)/2]), ms(s[len(s)*99/100]), ms(s[len(s)-1]))
}
