package transport

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
)

// expectFrom is the size from which the server is asked first whether it wants
// the body at all: it can say 401, 413 or 307 before the bytes flow.
const expectFrom = 1 << 20

// request returns the request as this attempt sends it.
func (a *attempt) request(edit func(http.Header)) (*http.Request, error) {
	req := a.req.Clone(a.traced())
	if crossHost(a.req) {
		for _, private := range []string{"Authorization", "Cookie", "Referer"} {
			req.Header.Del(private)
		}
	}
	if edit != nil {
		edit(req.Header)
	}
	if !hasBody(a.req) {
		return req, nil
	}
	return req, a.giveBody(req)
}

// traced returns the attempt's context, in which the connection and the end of
// the sending are told to the attempt.
func (a *attempt) traced() context.Context {
	return httptrace.WithClientTrace(context.WithValue(a.ctx, attemptKey{}, a), &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			if c := connOf(info.Conn); c != nil {
				c.claim(a)
			}
		},
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				a.sent()
			}
		},
	})
}

// giveBody gives the request its body; where that can be read again, http.Transport
// may do so.
func (a *attempt) giveBody(req *http.Request) (err error) {
	if a.req.GetBody == nil {
		req.Body = a.requestBody(a.req.Body)
		return nil
	}
	req.GetBody = func() (io.ReadCloser, error) {
		body, err := a.req.GetBody()
		if err != nil {
			return nil, err
		}
		return a.requestBody(body), nil
	}
	_, noExpect := a.noExpect.Load(req.URL.Host)
	if req.ContentLength >= expectFrom && !noExpect {
		req.Header.Set("Expect", "100-continue")
	}
	req.Body, err = req.GetBody()
	return err
}

// crossHost tells whether another host led the request here: then it carries
// no credentials, not even to a subdomain, and not the address it comes from.
func crossHost(req *http.Request) bool {
	for from := req.Response; from != nil && from.Request != nil; from = from.Request.Response {
		if from.Request.URL.Host != req.URL.Host {
			return true
		}
	}
	return false
}
