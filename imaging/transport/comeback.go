package transport

import (
	"net/http"
	"strconv"
	"time"
)

// comeback returns when a server wants to be asked again: Retry-After in
// seconds or as a date, or the end of a rate limit. Zero when it does not say.
func comeback(h http.Header) time.Time {
	if after := h.Get("Retry-After"); after != "" {
		if seconds, err := strconv.ParseUint(after, 10, 31); err == nil {
			return time.Now().Add(time.Duration(seconds) * time.Second)
		}
		if date, err := http.ParseTime(after); err == nil {
			return date
		}
	}
	if seconds, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64); err == nil && limited(h) {
		return time.Unix(seconds, 0)
	}
	return time.Time{}
}

// limited tells whether an answer says that a counted allowance is used up.
func limited(h http.Header) bool { return h.Get("X-RateLimit-Remaining") == "0" }
