package registry

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"auximage/imaging/exchange"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Tag is a tag of a repository.
type Tag struct {
	Name   string    `json:"tag"`
	Pushed time.Time `json:"pushed,omitzero"` // when its image came; zero where the registry does not say
}

// How much of a list of tags is read. A page is what a registry answers at once.
const (
	tagsAtOnce      = 1000
	mostTagPages    = 50
	largestTagsPage = 8 << 20
)

// Tags returns the tags of a reference's repository, in the registry's order. What
// the reference says behind the repository has no part in it.
func (c *Client) Tags(ctx context.Context, ref string) ([]Tag, error) {
	target, err := parse(ref)
	if err != nil {
		return nil, err
	}
	conn, err := c.connect(ctx, target, pull)
	if err != nil {
		return nil, err
	}
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Open, Name: ref, Listener: c.Progress})
	var all []Tag
	for last, page := "", 0; page < mostTagPages; page++ {
		var found tagsPage
		err := conn.retry(ctx, func(ctx context.Context) (err error) {
			found, err = tagList{conn}.after(ctx, last)
			return err
		})
		if err != nil {
			return nil, err
		}
		all = append(all, found.tags()...)
		if found.next == "" || found.next == last || len(found.Tags) == 0 {
			break
		}
		last = found.next
	}
	return all, nil
}

// tagsPage is an answer of the distribution specification. Google's registries say
// beside it when each image was pushed.
type tagsPage struct {
	Tags     []string `json:"tags"`
	Manifest map[string]struct {
		Tag      []string `json:"tag"`
		Uploaded string   `json:"timeUploadedMs"`
	} `json:"manifest"`

	next string // the last tag of this page, where there is another one
}

// tagList is the list of the repository's tags, which a registry gives in pages.
type tagList struct{ *connection }

// after asks for a page of tags, those behind one.
func (l tagList) after(ctx context.Context, last string) (tagsPage, error) {
	address := l.in("tags", "list")
	query := url.Values{"n": {strconv.Itoa(tagsAtOnce)}}
	if last != "" {
		query.Set("last", last)
	}
	address.RawQuery = query.Encode()
	res, err := l.get(ctx, http.MethodGet, address, nil)
	if err != nil {
		return tagsPage{}, err
	}
	raw, err := l.readGood(ctx, res, largestTagsPage+1)
	if err != nil {
		return tagsPage{}, err
	}
	var page tagsPage
	if err := json.Unmarshal(raw, &page); err != nil || len(raw) > largestTagsPage {
		return tagsPage{}, restartable{l.findingSaying(res, exchange.Words{}, CodeNotARegistry)}
	}
	page.next = lastOf(res.Header.Values("Link"))
	return page, nil
}

// lastOf returns where the next page begins, of its address (RFC 8288) alone: it is
// asked for where the first one was, whatever host the address names.
func lastOf(links []string) string {
	for _, link := range links {
		address, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(link), "<"), ">")
		u, err := url.Parse(address)
		if err == nil && strings.Contains(strings.ReplaceAll(rest, `"`, ""), "rel=next") {
			return u.Query().Get("last")
		}
	}
	return ""
}

// tags returns the tags of the page. One that is none by the specification's grammar
// is left out: nobody could ask for it.
func (p tagsPage) tags() []Tag {
	pushed := map[string]time.Time{}
	for _, m := range p.Manifest {
		if ms, err := strconv.ParseInt(m.Uploaded, 10, 64); err == nil {
			for _, tag := range m.Tag {
				pushed[tag] = time.UnixMilli(ms).UTC()
			}
		}
	}
	var all []Tag
	for _, name := range p.Tags {
		if ocir.IsTag(name) {
			all = append(all, Tag{name, pushed[name]})
		}
	}
	return all
}
