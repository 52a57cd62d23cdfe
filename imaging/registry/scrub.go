package registry

import (
	"errors"
	"maps"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// scrub returns text without the credentials, which a server may have echoed.
// It comes before the text is cut: a part of a secret would not be found.
func (c *connection) scrub(text string) string {
	return exchange.Scrub(text, c.auth.secrets()...)
}

// scrubbed returns a finding of the transport without the credentials, which may
// be in the address of a redirect, and whether there were any in it. One
// finding may be of several blobs: it is not written to.
func (c *connection) scrubbed(f report.Finding) (report.Finding, bool) {
	dirty := false
	scrub := func(text string) string {
		clean := c.scrub(text)
		dirty = dirty || clean != text
		return clean
	}
	f.Args = maps.Clone(f.Args)
	for _, name := range []string{"Host", "By"} {
		if host, ok := f.Args[name].(string); ok && host != c.origin.Host {
			f.Args[name] = scrub(host)
		}
	}
	if f.Exchange != nil {
		said := *f.Exchange
		said.Host, said.Path, said.Text, said.RequestID = scrub(said.Host), scrub(said.Path), scrub(said.Text), scrub(said.RequestID)
		f.Exchange = &said
	}
	if f.Cause != nil {
		if text := f.Cause.Error(); scrub(text) != text {
			f.Cause = errors.New(c.scrub(text))
		}
	}
	return f, dirty
}
