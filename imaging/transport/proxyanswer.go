package transport

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"auximage/imaging/report"
)

// proxyAnswer returns what a proxy's answer to CONNECT means when it is not
// that the way is open.
func proxyAnswer(_ context.Context, proxy *url.URL, connect *http.Request, res *http.Response) error {
	if res.StatusCode == http.StatusOK {
		return nil
	}
	return proxyRefused(proxy.Host, strings.TrimSuffix(connect.Host, ":443"), res)
}

// proxyRefused returns the finding for a proxy that answers in place of the host.
func proxyRefused(proxy, host string, res *http.Response) error {
	args := report.Args{"Proxy": proxy, "Host": host, "Status": res.StatusCode}
	switch code, transient := StatusCode(res.StatusCode); {
	case res.StatusCode == http.StatusProxyAuthRequired:
		schemes := schemesOf(res.Header.Values("Proxy-Authenticate"))
		if len(schemes) > 0 && !slices.Contains(schemes, "Basic") {
			args["Schemes"] = strings.Join(schemes, ", ")
			return report.Fault(CodeProxyScheme, nil, args)
		}
		return report.Fault(CodeProxyAuth, nil, args)
	case code == CodeServer:
		return report.Fault(CodeProxyServer, nil, args)
	case transient:
		args["Host"] = proxy
		return report.Fault(code, nil, args)
	}
	return report.Fault(CodeProxyDenied, nil, args)
}

// schemesOf returns the schemes of challenges (RFC 9110, section 11.6), each once
// and Basic under that spelling. A parameter, which may stand behind a comma as
// the next challenge does, has an equals sign where that one has a space or an
// end.
func schemesOf(challenges []string) []string {
	var schemes []string
	for _, part := range strings.Split(strings.Join(challenges, ","), ",") {
		scheme, _, _ := strings.Cut(strings.TrimSpace(part), " ")
		if strings.EqualFold(scheme, "Basic") {
			scheme = "Basic"
		}
		if scheme != "" && !strings.ContainsAny(scheme, "=\"") && !slices.Contains(schemes, scheme) {
			schemes = append(schemes, scheme)
		}
	}
	return schemes
}
