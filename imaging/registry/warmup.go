package registry

import (
	"context"
	"net/http"
	"sync"

	"auximage/imaging/transport"
)

// usualQuestions is how many requests about the blobs of a usual image go out
// side by side: base, WDT, archives, models and config, two of them begun.
const usualQuestions = 6

// questions returns how many requests about the blobs go out side by side.
func questions(blobs []*blob) int {
	n := len(blobs)
	for _, b := range blobs {
		if !b.known && b.size <= singlePutMax {
			n++
		}
	}
	return min(n, maxQuestions)
}

// warmUp opens connections while the sign-in goes on, one for each of so many
// questions but that of the sign-in: each would have to connect and shake hands
// first, two ways to and fro. A connection of TLS is kept by whoever asked
// something over it: GET /v2/, without a credential, whose answer says nothing.
// Through a proxy none is opened: it would be shown its password by each before
// it was seen to be good. The returned function ends what is not over.
func (c *connection) warmUp(ctx context.Context, questions int) (stop func()) {
	ctx, cancel := context.WithCancel(transport.For(ctx, transport.Once))
	var all sync.WaitGroup
	_, signedIn := c.auth.valid(c.auth.wanted())
	if c.origin.Scheme == "https" && !signedIn && c.transport.Direct(&c.origin) {
		for range questions - 1 {
			all.Go(func() {
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url("/v2/").String(), nil)
				if err != nil {
					return
				}
				if res, err := c.transport.RoundTrip(req); err == nil {
					drain(res)
				}
			})
		}
	}
	return func() {
		cancel()
		all.Wait()
	}
}
