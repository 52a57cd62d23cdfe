package wdt_test

import (
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
)

// swept are the faults that strike each request of a download once, or from
// then on for ever; lasting ones may end it at once, in a clear error.
var swept = []struct {
	name    string
	fault   testkit.Fault
	lasting bool
}{
	{name: "reset", fault: testkit.Fault{Kind: testkit.Reset}},
	{name: "stall", fault: testkit.Fault{Kind: testkit.Stall}},
	{name: "close", fault: testkit.Fault{Kind: testkit.Close}},
	{name: "drip", fault: testkit.Fault{Kind: testkit.Drip, Pace: 10 * time.Second}},
	{name: "leak", fault: testkit.Fault{Kind: testkit.Leak, Pace: 10 * time.Second}},
	{name: "truncated", fault: testkit.Fault{Kind: testkit.Truncated}},
	{name: "babble", fault: testkit.Fault{Kind: testkit.Malformed}},
	{name: "header without end", fault: testkit.Fault{Kind: testkit.Flood}},
	{name: "switch", fault: testkit.Fault{Kind: testkit.Switch}},
	{name: "cut silently", fault: testkit.Fault{Kind: testkit.Silence}},
	{name: "garbled", fault: testkit.Fault{Kind: testkit.Garbled}},
	{name: "answer lost", fault: testkit.Fault{Kind: testkit.Lost}},
	{name: "empty 200", fault: testkit.Fault{Kind: testkit.Empty}},
	{name: "portal", fault: testkit.Fault{Kind: testkit.Portal}, lasting: true},
	{name: "401", fault: testkit.Fault{Kind: testkit.Answer, Status: 401}, lasting: true},
	{name: "403", fault: testkit.Fault{Kind: testkit.Answer, Status: 403}, lasting: true},
	{name: "404", fault: testkit.Fault{Kind: testkit.Answer, Status: 404}, lasting: true},
	{name: "408", fault: testkit.Fault{Kind: testkit.Answer, Status: 408}},
	{name: "416", fault: testkit.Fault{Kind: testkit.Answer, Status: 416}, lasting: true},
	{name: "429", fault: testkit.Fault{Kind: testkit.Answer, Status: 429}},
	{name: "500", fault: testkit.Fault{Kind: testkit.Answer, Status: 500}},
	{name: "502", fault: testkit.Fault{Kind: testkit.Answer, Status: 502, Body: "<html>bad gateway</html>"}},
	{name: "503", fault: testkit.Fault{Kind: testkit.Answer, Status: 503}},
}

// ways are the downloads that are swept, with how many requests each takes.
var ways = map[string]struct {
	server   func() *testkit.Releases
	requests int
}{
	"by the API":             {func() *testkit.Releases { return &testkit.Releases{} }, 2},
	"without the API":        {func() *testkit.Releases { return &testkit.Releases{APIStatus: 403} }, 3},
	"without a digest":       {func() *testkit.Releases { return &testkit.Releases{Digest: "none"} }, 2},
	"continued":              {func() *testkit.Releases { return &testkit.Releases{Faults: cutAtHalf()} }, 3},
	"continued, without tag": {func() *testkit.Releases { return &testkit.Releases{Faults: cutAtHalf(), ETag: "none"} }, 3},
}

// middling is an installer just above the size that the transport fetches in one
// piece: it is fetched a thousand times.
var middling = sync.OnceValue(func() []byte { return sized("4.4.6", 1<<20) })

func cutAtHalf() []testkit.ReleaseFault {
	return []testkit.ReleaseFault{{CutAt: int64(len(middling()) / 2)}}
}

// sweepDownloads plays each fault at each request of each download; striking
// tells whether the n-th request is struck when the one at is.
func sweepDownloads(t *testing.T, striking func(n, at int) bool, test func(t *testing.T, err error, took time.Duration, lasting bool)) {
	cases := 0
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		w := ways[way]
		for at := range w.requests {
			for _, f := range swept {
				if cases++; !testkit.Sampled(cases) {
					continue
				}
				t.Run(fmt.Sprintf("%s, request %d, %s", way, at, f.name), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						server := w.server()
						server.Zip, server.Version = middling(), "4.4.6"
						struck := false
						weather := &testkit.Weather{Handler: server, Fault: func(n int, _ *http.Request) testkit.Fault {
							if !striking(n, at) {
								return testkit.Fault{}
							}
							struck = true
							return f.fault
						}}
						dir := t.TempDir()
						mine := []byte("mine")
						write(t, filepath.Join(dir, "weblogic-deploy.zip"), mine)
						began := time.Now()
						path, err := fetchThrough(t, weather, dir)
						took := time.Since(began)
						if !struck {
							t.Fatal("nothing was struck")
						}
						want := map[string][]byte{"weblogic-deploy.zip": mine}
						if err == nil {
							want[filepath.Base(path)] = middling()
						}
						if f, _ := report.Of(err); err == nil || !transport.Transient(f.Code) { // else what came stays for the next time
							wantFiles(t, dir, want)
						}
						test(t, err, took, f.lasting)
					})
				})
			}
		}
	}
}

func fetchThrough(t *testing.T, weather *testkit.Weather, dir string) (string, error) {
	t.Helper()
	var network testkit.Network
	stop := network.Serve("mirror.test:80", weather)
	rt, err := transport.New(transport.Settings{
		Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: []string{"mirror.test"}, Dial: network.Dial,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		rt.CloseIdleConnections()
		weather.Close()
		stop()
	}()
	return fetch(t.Context(), wdt.Releases{Transport: rt, Mirror: mirror}, dir)
}

func TestADownloadSurvivesAnySinglePassingFault(t *testing.T) {
	sweepDownloads(t, func(n, at int) bool { return n == at }, func(t *testing.T, err error, took time.Duration, lasting bool) {
		if _, clear := report.Of(err); err != nil && (!clear || !lasting) {
			t.Errorf("it ended in %v", err)
		}
		if took > 3*time.Minute {
			t.Errorf("it took %v", took)
		}
	})
}

func TestALastingFaultOfADownloadEndsInAClearErrorWithinItsBound(t *testing.T) {
	sweepDownloads(t, func(n, at int) bool { return n >= at }, func(t *testing.T, err error, took time.Duration, _ bool) {
		if _, clear := report.Of(err); err != nil && !clear || transport.Waited(err) {
			t.Errorf("it ended in %v", err)
		}
		if took > transport.DefaultRetryBudget+3*time.Minute {
			t.Errorf("it took %v", took)
		}
	})
}
