package transport

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryAfter returns when a server wants to be asked again: Retry-After in
// seconds or as a date, or the end of a counted allowance that is used up, as
// GitHub tells it or, at the latest, as Docker Hub does. Zero when it does not say.
func retryAfter(h http.Header) time.Time {
	if after := h.Get("Retry-After"); after != "" {
		if seconds, err := strconv.ParseUint(after, 10, 31); err == nil {
			return time.Now().Add(time.Duration(seconds) * time.Second)
		}
		if date, err := http.ParseTime(after); err == nil {
			return date
		}
	}
	if h.Get("X-RateLimit-Remaining") == "0" {
		if seconds, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64); err == nil {
			return time.Unix(seconds, 0)
		}
	}
	if window, ok := strings.CutPrefix(h.Get("RateLimit-Remaining"), "0;w="); ok {
		if seconds, err := strconv.ParseUint(window, 10, 31); err == nil {
			return time.Now().Add(time.Duration(seconds) * time.Second)
		}
	}
	return time.Time{}
}
