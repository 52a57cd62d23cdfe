package imaging

import (
	"context"
	"sync"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// heldFiles keeps what is known of files in images, by input.File.Path: while a person
// types, the same is asked for again and again. Models may hold secrets, so that this
// stays in memory.
type heldFiles struct {
	mu   sync.Mutex
	all  map[string]*model.Held
	size int
}

// mostHeld is how many bytes are kept at most, beyond which all is forgotten.
const mostHeld = 64 << 20

var held heldFiles

func (h *heldFiles) get(path string) *model.Held {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all[path]
}

func (h *heldFiles) put(path string, one *model.Held) {
	size := len(one.Text) + len(path)
	for _, entry := range one.Entries {
		size += len(entry)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all == nil || h.size+size > mostHeld {
		h.all, h.size = map[string]*model.Held{}, 0
	}
	h.all[path], h.size = one, h.size+size
}

// hold reads the models and variables of a plan that are in images, and lists the
// archives that can be listed by their directory alone.
func (s sources) hold(ctx context.Context, p Plan) error {
	for _, texts := range [][]input.File{p.Models, p.Variables} {
		for _, f := range texts {
			if f.Image == "" || held.get(f.Path) != nil {
				continue
			}
			text, err := s[f.Image].Read(ctx, f.Within())
			if err != nil {
				return err
			}
			held.put(f.Path, &model.Held{Text: text})
		}
	}
	for _, f := range p.Archives {
		if f.Image == "" || held.get(f.Path) != nil {
			continue
		}
		one, err := s[f.Image].held(ctx, f.Within())
		if err != nil {
			return err
		}
		held.put(f.Path, one)
	}
	return nil
}

// held returns what is known of an archive. One that cannot be listed is known to be
// there.
func (o *Opened) held(ctx context.Context, name string) (*model.Held, error) {
	if _, err := (contents{o}).file(name); err != nil {
		return nil, err
	}
	one := &model.Held{}
	entries, err := o.Entries(ctx, name, false)
	if ctx.Err() != nil {
		return nil, err
	}
	if _, told := report.Of(err); err != nil && !told {
		return nil, err
	}
	for _, e := range entries {
		one.Entries = append(one.Entries, e.Name)
	}
	return one, nil
}

// Hold makes known what the files of a plan are that stand in the image, for
// CheckFiles: what a form is filled with is judged while somebody types. With another
// content on another of the plan's platforms it returns a Finding of
// CodePlatformsDiffer.
func (o *Opened) Hold(ctx context.Context, p Plan) error {
	if err := o.uniform(o.item(ctx), p.platforms()); err != nil {
		return err
	}
	return sources{o.Pinned(): o}.hold(ctx, p)
}

// kept returns the files of kinds in the image as inputs.
func (o *Opened) inputs(kind opened.Kind) []input.File {
	var all []input.File
	for _, f := range o.Files {
		if f.Kind == kind {
			all = append(all, input.In(o.Pinned(), f.Name))
		}
	}
	return all
}
