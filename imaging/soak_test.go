package imaging_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

const (
	soaks   = 300
	settled = 30      // pushes after which all caches are warm
	fed     = 1 << 20 // of the heap, which is never quite the same
)

// signedIn gives one account to every registry.
type signedIn struct{}

func (signedIn) Resolve(authn.Resource) (authn.Authenticator, error) {
	return &authn.Basic{Username: "ann", Password: "secret"}, nil
}

// weather is what goes wrong in one push: a few faults that pass.
type weather struct {
	mu      sync.Mutex
	chance  *rand.Rand
	left    int
	refused bool
}

var passing = []testkit.Fault{
	{Kind: testkit.Reset}, {Kind: testkit.Stall}, {Kind: testkit.Close}, {Kind: testkit.Truncated}, {Kind: testkit.Lost},
	{Kind: testkit.WrongDigest}, {Kind: testkit.Empty}, {Kind: testkit.Unauthorized},
	{Kind: testkit.Answer, Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"3"}}},
	{Kind: testkit.Answer, Status: http.StatusBadGateway}, {Kind: testkit.Answer, Status: http.StatusServiceUnavailable},
}

// fault returns what happens to a request. What is said to a password lasts, so
// nothing is said to it.
func (w *weather) fault(_ int, r *http.Request) testkit.Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	signIn := r.URL.Path == "/v2/" || r.URL.Path == testkit.TokenPath
	if w.left == 0 || signIn || w.chance.IntN(4) > 0 {
		return testkit.Fault{}
	}
	w.left--
	f := passing[w.chance.IntN(len(passing))]
	if f.Kind == testkit.Unauthorized {
		if w.refused { // twice is a refusal, which no retry is for
			return testkit.Fault{}
		}
		w.refused = true
	}
	if r.ContentLength > 0 {
		f.Where = testkit.Where(w.chance.IntN(int(testkit.AfterBody) + 1))
	}
	return f
}

// standing is what a process holds.
type standing struct {
	goroutines, files int
	heap              uint64
}

func stand(t *testing.T) standing {
	t.Helper()
	runtime.GC()
	runtime.GC() // what finalizers held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := standing{goroutines: runtime.NumGoroutine(), heap: m.HeapAlloc}
	if runtime.GOOS == "linux" {
		open, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		s.files = len(open)
	}
	return s
}

func TestManyPushesInBadWeatherLeaveNothingBehind(t *testing.T) {
	b := newBench(t)
	image := b.create()
	seed := uint64(20251123)
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	var before standing
	began, stopped := time.Now(), 0
	for n := range soaks {
		if n == settled {
			before = stand(t)
		}
		synctest.Test(t, func(t *testing.T) {
			if soak(t, n, image, b.client.Cache, chance) {
				stopped++
			}
		})
		if t.Failed() {
			return
		}
	}
	after := stand(t)
	t.Logf("%d pushes, %d of them stopped, in %v: before %+v, after %+v", soaks, stopped, time.Since(began).Round(time.Millisecond), before, after)
	if stopped == 0 {
		t.Error("no push was stopped on the way")
	}
	if after.goroutines > before.goroutines || after.files > before.files || after.heap > before.heap+fed {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

// soak pushes once; each tenth push is stopped on the way. It tells whether it
// ended by that.
func soak(t *testing.T, n int, image *imaging.Image, cache string, chance *rand.Rand) bool {
	w := &weather{chance: chance, left: chance.IntN(4)}
	registry := &testkit.Registry{Auth: testkit.Bearer, User: "ann", Password: "secret", TokenLife: time.Hour, Fault: w.fault} // one that ends beside a drawn 401 would be a refusal
	var network testkit.Network
	const host = "registry.test"
	stop := network.Serve(host+":80", registry)
	rt, err := transport.New(transport.Settings{
		Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: []string{host}, Dial: network.Dial,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		registry.Close()
		rt.CloseIdleConnections()
		stop()
	}()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client := imaging.Client{Transport: rt, Keychain: signedIn{}, Cache: cache}
	stopped := n%10 == 9
	if stopped {
		at := report.Upload
		client.Progress = func(p report.Progress) {
			if p.Phase == at && p.State == report.Running && p.Done > 0 {
				cancel()
			}
		}
	}
	began := time.Now()
	receipt, err := client.Push(ctx, image, host+"/apps/domain:v1")
	took := time.Since(began)
	switch {
	case stopped && errors.Is(err, context.Canceled):
		return true
	case err != nil:
		t.Errorf("push %d: %v", n, err)
	case took > transport.DefaultRetryBudget+time.Minute:
		t.Errorf("push %d took %v", n, took)
	case !strings.HasSuffix(receipt.Reference, image.Digest.String()) || registry.Manifest("apps/domain", "v1") == nil:
		t.Errorf("push %d: %+v", n, receipt)
	}
	return false
}
