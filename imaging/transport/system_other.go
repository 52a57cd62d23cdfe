//go:build !windows && !darwin

package transport

import "golang.org/x/net/http/httpproxy"

// settingsProxy returns nil: here the environment is where the setting lives.
func settingsProxy() *httpproxy.Config { return nil }
