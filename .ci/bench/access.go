//go:build linux

package main

import (
	"crypto/tls"
	"encoding/base64"
	"net/http"
)

const (
	user     = "bench"
	password = "bench"
)

// basic is what user and password look like on the wire and in the file of the
// container tools.
var basic = base64.StdEncoding.EncodeToString([]byte(user + ":" + password))

// address returns where the registry is.
func (r *registry) address() string {
	if r.CA != nil {
		return "https://" + r.Address
	}
	return "http://" + r.Address
}

// trusting returns a transport that believes whatever certificate the bench's
// own registry has.
func (r *registry) trusting() http.RoundTripper {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}
}
