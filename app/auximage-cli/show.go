package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"auximage/app/facts"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/exchange"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// shown is what show tells of an image.
type shown struct {
	Image   opened.Image              `json:"image"`
	Entries map[string][]opened.Entry `json:"entries,omitempty"` // of archives, by name
}

// show tells what an auxiliary image holds.
func (j job) show(ctx context.Context) error {
	o, err := j.open(ctx)
	if err != nil {
		return err
	}
	told := &shown{Image: facts.Redacted(o.Image)}
	if j.Entries {
		if told.Entries, err = j.entries(ctx, o); err != nil {
			return err
		}
	}
	j.out.told.Reference, j.out.told.Digest, j.out.told.shown = o.Reference, o.Digest.String(), told
	if !j.out.json {
		if err := told.write(j.out.stdout); err != nil {
			return err
		}
	}
	return j.out.line(pinned(o))
}

// pinned returns an image's reference, or its file, with its digest.
func pinned(o *imaging.Opened) string {
	name, _, _ := strings.Cut(cmp.Or(o.Reference, o.File), "@")
	return exchange.Plain(name) + "@" + o.Digest.String()
}

// open opens the image of the line, and says what of it was not looked into.
func (j job) open(ctx context.Context) (*imaging.Opened, error) {
	platform := ""
	if len(j.Form.Platforms) > 0 {
		platform = j.Form.Platforms[0]
	}
	o, err := session.OpenImage(ctx, j.session, j.Args[0], platform)
	if err != nil {
		return nil, err
	}
	if j.ReadAll {
		defer j.watch()()
		return o, o.ReadAll(ctx)
	}
	if size := o.Unread(); size > 0 {
		j.out.note(report.Finding{Code: imaging.CodeUnreadLayers, Severity: report.Warning, Args: report.Args{"Reference": j.Args[0], "Size": size}})
	}
	return o, nil
}

// entries lists the archives of an image. One that is damaged, or cannot be listed
// without all of its layer, is worth a warning.
func (j job) entries(ctx context.Context, o *imaging.Opened) (map[string][]opened.Entry, error) {
	defer j.watch()()
	all := map[string][]opened.Entry{}
	for _, f := range o.Files {
		if f.Kind != opened.Archive {
			continue
		}
		entries, err := o.Entries(ctx, f.Name, j.ReadAll)
		if found, ok := imaging.Unlisted(err); ok && ctx.Err() == nil {
			found.Severity, found.File = report.Warning, f.Name
			j.out.note(found)
			continue
		}
		if err != nil {
			return nil, err
		}
		all[f.Name] = entries
	}
	return all, nil
}

// write writes for people what an image holds. What others wrote into it moves no
// terminal's cursor.
func (s *shown) write(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 8, 2, ' ', 0)
	for _, f := range facts.Of(s.Image) {
		_, _ = fmt.Fprintf(w, "%s\t%s\n", f.Label, exchange.Plain(f.Value))
	}
	err := w.Flush()
	return errors.Join(err, s.files(to), s.layers(to))
}

// files writes the files of the model home, with the entries of archives below them.
func (s *shown) files(to io.Writer) error {
	_, _ = fmt.Fprintf(to, "\n%s\n", words.L("What goes in"))
	w := tabwriter.NewWriter(to, 0, 8, 2, ' ', 0)
	for _, f := range s.Image.Files {
		_, _ = fmt.Fprintf(w, "  %s\t%s\t%s\n", exchange.Plain(f.Name), words.Bytes(f.Size), f.Checksum)
		for _, e := range s.Entries[f.Name] {
			_, _ = fmt.Fprintf(w, "    %s\t%s\tcrc32:%08x\n", exchange.Plain(e.Name), words.Bytes(e.Size), e.CRC32)
		}
	}
	return w.Flush()
}

// layers writes the layers, lowest first.
func (s *shown) layers(to io.Writer) error {
	_, _ = fmt.Fprintf(to, "\n%s\n", words.L("Layers"))
	w := tabwriter.NewWriter(to, 0, 8, 2, ' ', 0)
	for _, l := range s.Image.Layers {
		what := cmp.Or(l.Kind, shortened(exchange.Plain(l.CreatedBy)))
		_, _ = fmt.Fprintf(w, "  %s\t%s\t%s\n", l.Digest, words.Bytes(l.Size), what)
	}
	return w.Flush()
}

// shortened returns the beginning of a long text.
func shortened(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
