package registry

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// listsTags answers a request for tags with a body.
func listsTags(body string, header http.Header) func(int, *http.Request) testkit.Fault {
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/json")
	return at("GET", "/tags/list", testkit.Fault{Kind: testkit.Answer, Status: http.StatusOK, Header: header, Body: body})
}

func TestTagsAreListedWhateverTheRegistrySaysOfThem(t *testing.T) {
	pushed := time.UnixMilli(1714564800000).UTC()
	for name, c := range map[string]struct {
		body string
		link string
		want []Tag
	}{
		"by name":              {`{"name":"r","tags":["v1","v2"]}`, "", []Tag{{Name: "v1"}, {Name: "v2"}}},
		"with times, Google's": {`{"tags":["v2","v1"],"manifest":{"sha256:1":{"tag":["v2"],"timeUploadedMs":"1714564800000"}}}`, "", []Tag{{"v2", pushed}, {Name: "v1"}}},
		"none":                 {`{"name":"r","tags":null}`, "", nil},
		"no tags at all":       {`{"tags":["../x","v1","a b","\u001b[2J"]}`, "", []Tag{{Name: "v1"}}},
		"the same page again":  {`{"tags":["v1"]}`, `<http://elsewhere.test/v2/x/tags/list?last=v1&n=1>; rel="next"`, []Tag{{Name: "v1"}, {Name: "v1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Fault: listsTags(c.body, http.Header{"Link": {c.link}})}, func(t *testing.T, s *site) {
				got, err := s.client.Tags(t.Context(), tagged)
				if err != nil || !slices.Equal(got, c.want) {
					t.Errorf("got %v, want %v (%v)", got, c.want, err)
				}
				for _, r := range s.registry.Requests() {
					if r.Host != host {
						t.Errorf("%s was asked", r.Host)
					}
				}
			})
		})
	}
}

func TestAListOfTagsThatCannotBeHadIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		registry *testkit.Registry
		want     report.Code
	}{
		"no repository":       {&testkit.Registry{Auth: testkit.Bearer}, CodeNotFound},
		"no right to look":    {&testkit.Registry{Auth: testkit.Bearer, Fault: at("GET", "/tags/", refusing(403, "DENIED", ""))}, CodeDenied},
		"a page for people":   {&testkit.Registry{Fault: at("GET", "/tags/", testkit.Fault{Kind: testkit.Portal})}, CodeNotARegistry},
		"no JSON":             {&testkit.Registry{Fault: listsTags("tags: v1", nil)}, CodeNotARegistry},
		"more than is sense":  {&testkit.Registry{Fault: listsTags(`{"tags":["`+strings.Repeat("x", largestTagsPage)+`"]}`, nil)}, CodeNotARegistry},
		"tags that are a map": {&testkit.Registry{Fault: listsTags(`{"tags":{"v1":1}}`, nil)}, CodeNotARegistry},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, c.registry, func(t *testing.T, s *site) {
				if got, err := s.client.Tags(t.Context(), tagged); !report.Has(err, c.want) || got != nil {
					t.Errorf("got %v and %v, want %s", got, err, c.want)
				}
			})
		})
	}
}

func TestNoListOfTagsIsReadWithoutEnd(t *testing.T) {
	n := 0
	endless := func(int, *http.Request) testkit.Fault {
		n++
		next := "v" + strings.Repeat("x", n)
		return testkit.Fault{Kind: testkit.Answer, Status: http.StatusOK, Body: `{"tags":["` + next + `"]}`,
			Header: http.Header{"Content-Type": {"application/json"}, "Link": {`</v2/x/tags/list?last=` + next + `>; rel="next"`}}}
	}
	registry := &testkit.Registry{Fault: func(i int, r *http.Request) testkit.Fault {
		if strings.HasSuffix(r.URL.Path, "/tags/list") {
			return endless(i, r)
		}
		return testkit.Fault{}
	}}
	inBubble(t, registry, func(t *testing.T, s *site) {
		if got, err := s.client.Tags(t.Context(), tagged); err != nil || len(got) != mostTagPages {
			t.Errorf("%d tags (%v), want %d", len(got), err, mostTagPages)
		}
	})
}
