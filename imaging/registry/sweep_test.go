package registry

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// swept is a fault of the sweep, which strikes one request of a journey once,
// or every time that request comes.
type swept struct {
	name    string
	fault   testkit.Fault
	lasting bool // one alone may end the push, in a clear error
}

var sweptFaults = []swept{
	{name: "reset", fault: testkit.Fault{Kind: testkit.Reset}},
	{name: "stall", fault: testkit.Fault{Kind: testkit.Stall}},
	{name: "close", fault: testkit.Fault{Kind: testkit.Close}},
	{name: "drip", fault: testkit.Fault{Kind: testkit.Drip, Pace: 10 * time.Second}},
	{name: "leak", fault: testkit.Fault{Kind: testkit.Leak, Pace: 10 * time.Second}},
	{name: "503 that leaks", fault: testkit.Fault{Kind: testkit.Leak, Status: 503, Pace: 10 * time.Second}},
	{name: "404 that leaks", fault: testkit.Fault{Kind: testkit.Leak, Status: 404, Pace: 10 * time.Second}, lasting: true},
	{name: "truncated", fault: testkit.Fault{Kind: testkit.Truncated}},
	{name: "babble", fault: testkit.Fault{Kind: testkit.Malformed}},
	{name: "header without end", fault: testkit.Fault{Kind: testkit.Flood}},
	{name: "switch", fault: testkit.Fault{Kind: testkit.Switch}},
	{name: "cut silently", fault: testkit.Fault{Kind: testkit.Silence}},
	{name: "garbled", fault: testkit.Fault{Kind: testkit.Garbled}},
	{name: "answer lost", fault: testkit.Fault{Kind: testkit.Lost}},
	{name: "wrong digest", fault: testkit.Fault{Kind: testkit.WrongDigest}},
	{name: "missing digest", fault: testkit.Fault{Kind: testkit.MissingDigest}},
	{name: "empty 200", fault: testkit.Fault{Kind: testkit.Empty}},
	{name: "401", fault: testkit.Fault{Kind: testkit.Unauthorized}},
	{name: "portal", fault: testkit.Fault{Kind: testkit.Portal}, lasting: true},
	{name: "400 DIGEST_INVALID", fault: refusing(http.StatusBadRequest, "DIGEST_INVALID", "")},
	{name: "403", fault: answer(http.StatusForbidden, ""), lasting: true},
	{name: "404", fault: answer(http.StatusNotFound, ""), lasting: true},
	{name: "408", fault: answer(http.StatusRequestTimeout, "")},
	{name: "409", fault: answer(http.StatusConflict, ""), lasting: true},
	{name: "413", fault: answer(http.StatusRequestEntityTooLarge, ""), lasting: true},
	{name: "416", fault: answer(http.StatusRequestedRangeNotSatisfiable, "")},
	{name: "425", fault: answer(http.StatusTooEarly, "")},
	{name: "429", fault: answer(http.StatusTooManyRequests, "")},
	{name: "500", fault: answer(http.StatusInternalServerError, "")},
	{name: "502", fault: answer(http.StatusBadGateway, "<html>bad gateway</html>")},
	{name: "503", fault: answer(http.StatusServiceUnavailable, "")},
	{name: "504", fault: answer(http.StatusGatewayTimeout, "")},
}

func answer(status int, body string) testkit.Fault {
	return testkit.Fault{Kind: testkit.Answer, Status: status, Body: body}
}

// refusing answers with an error of the distribution specification.
func refusing(status int, code, message string) testkit.Fault {
	f := answer(status, fmt.Sprintf(`{"errors":[{"code":%q,"message":%q,"detail":null}]}`, code, message))
	f.Header = http.Header{"Content-Type": {"application/json"}, "Opc-Request-Id": {"request-7"}}
	return f
}

// journey is work with a registry of which each request is struck.
type journey struct {
	name    string
	brand   testkit.Brand               // of the registry
	prepare func(t *testing.T, s *site) // undisturbed
	travel  func(t *testing.T, s *site) error
	arrived func(t *testing.T, s *site) // what is so after success
}

// pushing pushes an image.
var pushing = journey{
	name:    "push",
	prepare: func(*testing.T, *site) {},
	travel: func(t *testing.T, s *site) error {
		_, err := s.push(t.Context(), imageOf(t, large))
		return err
	},
	arrived: func(t *testing.T, s *site) { s.holdsAll(t, imageOf(t, large)) },
}

// pushingTo pushes to a make of registries that does much otherwise.
func pushingTo(brand testkit.Brand) journey {
	return journey{
		name: "push to " + brand.Name, brand: brand, prepare: pushing.prepare,
		travel: func(t *testing.T, s *site) error {
			_, err := s.push(t.Context(), imageOf(t, large)) // its config is small
			return err
		},
		arrived: func(t *testing.T, s *site) { s.holdsAll(t, imageOf(t, large)) },
	}
}

// registry returns a registry of the journey's brand.
func (j journey) registry() *testkit.Registry {
	if j.brand.Name == "" {
		return &testkit.Registry{Auth: testkit.Bearer}
	}
	return &testkit.Registry{Auth: j.brand.Auth, Brand: j.brand}
}

// pulling reads a base, into a cache or past it.
func pulling(name string, cached bool) journey {
	var got []byte
	return journey{
		name:    name,
		prepare: func(t *testing.T, s *site) { s.keepBase(t, twoPlatforms(t)) },
		travel: func(t *testing.T, s *site) (err error) {
			if cached {
				s.client.Cache = t.TempDir()
			}
			base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
			if err == nil {
				got, err = readLayers(base.Image)
			}
			return err
		},
		arrived: func(t *testing.T, _ *site) {
			if !bytes.Equal(got, content(1, 1000)) {
				t.Errorf("%d bytes", len(got))
			}
		},
	}
}

// creating looks for the tag, reads a base of the same registry and pushes an
// image of it, with one sign-in for all.
var creating = journey{
	name:    "create and push",
	prepare: func(t *testing.T, s *site) { s.keepBase(t, platformed(t, imageOf(t, large), "amd64")) },
	travel: func(t *testing.T, s *site) error {
		s.client.SignIns = &SignIns{}
		if _, _, err := s.client.Exists(t.Context(), tagged); err != nil {
			return err
		}
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err == nil {
			_, err = s.push(t.Context(), base.Image)
		}
		return err
	},
	arrived: func(t *testing.T, s *site) { s.holdsAll(t, platformed(t, imageOf(t, large), "amd64")) },
}

// looking reads a stretch of a layer and then the layer, as a look at an image does.
// Of a stretch nothing but the length is known to be right.
func looking() journey {
	var part, whole []byte
	const from, size = 100, 700
	return journey{
		name:    "look into an image",
		prepare: func(t *testing.T, s *site) { s.keepBase(t, platformed(t, imageOf(t, large), "amd64")) },
		travel: func(t *testing.T, s *site) error {
			base, err := s.client.Look(t.Context(), baseRef, "")
			if err != nil {
				return err
			}
			layers, err := base.Image.Layers()
			if err != nil {
				return err
			}
			if part, err = Part(t.Context(), layers[0], from, size); err != nil {
				return err
			}
			blob, err := Packed(t.Context(), layers[0])
			if err != nil {
				return err
			}
			whole, err = io.ReadAll(blob)
			return errors.Join(err, blob.Close())
		},
		arrived: func(t *testing.T, _ *site) {
			if len(part) != size || !bytes.Equal(whole, content(1, large)) {
				t.Errorf("%d bytes of a part, %d of the whole", len(part), len(whole))
			}
		},
	}
}

// listing lists the tags of a repository, page by page.
func listing() journey {
	var got []Tag
	return journey{
		name: "list tags",
		prepare: func(_ *testing.T, s *site) {
			s.registry.Page = 2
			for _, tag := range []string{"v1", "v2", "v3"} {
				s.registry.PutManifest(repository, tag, "application/json", []byte("{}"))
			}
		},
		travel: func(t *testing.T, s *site) (err error) {
			got, err = s.client.Tags(t.Context(), tagged)
			return err
		},
		arrived: func(t *testing.T, _ *site) {
			if want := []Tag{{Name: "v1"}, {Name: "v2"}, {Name: "v3"}}; !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		},
	}
}

var journeys = append([]journey{pushing, pulling("pull into the cache", true), pulling("pull past the cache", false), creating, looking(), listing()}, elsewhere()...)

// elsewhere returns a push to each of three registries that differ most: in the
// sign-in, in the way of a blob, in the scopes of tokens.
func elsewhere() (all []journey) {
	for _, brand := range testkit.Brands {
		switch brand.Name {
		case "Harbor", "Artifactory", "Artifactory behind a gateway":
			all = append(all, pushingTo(brand))
		}
	}
	return all
}

// recorded is a request of a recorded journey. Those of different upload
// sessions are alike: which blob gets which session is chance.
type recorded struct {
	method, path string
	body         bool
}

const sessions = "/v2/" + repository + "/blobs/uploads/"

func (r recorded) is(got *http.Request) bool {
	alike := strings.HasPrefix(r.path, sessions+"upload-") && strings.HasPrefix(got.URL.Path, sessions+"upload-")
	return got.Method == r.method && got.ContentLength > 0 == r.body && (alike || got.URL.Path == r.path)
}

// record returns the requests of an undisturbed journey, in their order.
func record(t *testing.T, j journey) []recorded {
	var all []recorded
	inBubble(t, j.registry(), func(t *testing.T, s *site) {
		j.prepare(t, s)
		before := len(s.registry.Requests())
		if err := j.travel(t, s); err != nil {
			t.Fatal(err)
		}
		j.arrived(t, s)
		for _, r := range s.registry.Requests()[before:] {
			one := recorded{r.Method, r.Path, r.Length > 0}
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	})
	return all
}

// sweep plays each fault at each request of each journey, before, in and after
// its body, once or always.
func sweep(t *testing.T, times int, test func(*testing.T, *site, journey, recorded, swept)) {
	cases := 0
	for _, j := range journeys {
		for n, r := range record(t, j) {
			places := map[string]testkit.Where{"before": testkit.BeforeBody}
			if r.body {
				places["in"], places["after"] = testkit.WithinBody, testkit.AfterBody
			}
			for _, place := range slices.Sorted(maps.Keys(places)) {
				for _, f := range sweptFaults {
					if cases++; !testkit.Sampled(cases) {
						continue
					}
					f.fault.Where = places[place]
					t.Run(fmt.Sprintf("%s %d %s %.40s %s %s", j.name, n, r.method, r.path, f.name, place), func(t *testing.T) {
						registry := j.registry()
						inBubble(t, registry, func(t *testing.T, s *site) {
							j.prepare(t, s)
							registry.Fault = striking(r, f.fault, times)
							test(t, s, j, r, f)
						})
					})
				}
			}
		}
	}
}

const always = -1

// striking returns the fault for the request, that many times.
func striking(r recorded, f testkit.Fault, times int) func(int, *http.Request) testkit.Fault {
	var mu sync.Mutex
	return func(_ int, got *http.Request) testkit.Fault {
		mu.Lock()
		defer mu.Unlock()
		if times == 0 || !r.is(got) {
			return testkit.Fault{}
		}
		times--
		return f
	}
}

func TestAnySinglePassingFaultEndsInSuccess(t *testing.T) {
	sweep(t, 1, func(t *testing.T, s *site, j journey, r recorded, f swept) {
		began := time.Now()
		err := j.travel(t, s)
		if took := time.Since(began); took > 3*time.Minute {
			t.Errorf("it took %v", took)
		}
		if err == nil {
			j.arrived(t, s)
			return
		}
		_, clear := report.Of(err)
		// What is said to a password, or about how to sign in, lasts. So does a
		// refusal of what is only read: there is no session to begin again.
		signIn := r.path == testkit.TokenPath || r.path == "/v2/"
		refused := f.fault.Kind == testkit.Answer && f.fault.Status/100 == 4 && (signIn || r.method == http.MethodGet) && !transport.Transient(codeOf(f.fault.Status))
		if !clear || !f.lasting && !refused && !(signIn && f.fault.Kind == testkit.Unauthorized) {
			t.Errorf("it ended in %v", err)
		}
	})
}

func codeOf(status int) report.Code {
	code, _ := transport.StatusCode(status)
	return code
}

func TestALastingFaultEndsInAClearErrorWithinItsBound(t *testing.T) {
	sweep(t, always, func(t *testing.T, s *site, j journey, _ recorded, _ swept) {
		began := time.Now()
		err := j.travel(t, s)
		// The patience, the silence of the try under way, and a farewell.
		if took := time.Since(began); took > transport.DefaultRetryBudget+3*time.Minute {
			t.Errorf("it took %v", took)
		}
		if err == nil {
			j.arrived(t, s)
			return
		}
		if _, clear := report.Of(err); !clear || transport.Waited(err) {
			t.Errorf("it ended in %v", err)
		}
	})
}
