package transport

import (
	"net/http"

	"auximage/imaging/report"
)

// redirected returns a finding about the request as one about where a redirect led to,
// if it is.
func redirected(req *http.Request, f report.Finding) report.Finding {
	if req.Response == nil || req.Response.Request == nil {
		return f
	}
	return Redirected(f, req.Response.Request.URL.Host)
}

// Redirected returns a finding about a host that a server led to, and a person did not
// name: that one is not to be allowed to do without encryption, since a password
// might go there. Other findings are returned as they are.
func Redirected(f report.Finding, by string) report.Finding {
	if f.Code == CodePlainHTTP || f.Code == CodeNotTLS {
		f.Code, f.Args = CodeRedirectedToHTTP, report.Args{"Host": f.Args["Host"], "By": by}
	}
	return f
}
