package transport

import (
	"net/http"

	"auximage/imaging/report"
)

// led returns a finding about the request as one about where a redirect led to,
// if it is.
func led(req *http.Request, f report.Finding) report.Finding {
	if req.Response == nil || req.Response.Request == nil {
		return f
	}
	return Led(f, req.Response.Request.URL.Host)
}

// Led returns a finding about a host that a server led to, and a person did not
// name: that one is not to be allowed to do without encryption, since a password
// might go there. Other findings are returned as they are.
func Led(f report.Finding, by string) report.Finding {
	if f.Code == CodePlainHTTP || f.Code == CodeNotTLS {
		f.Code, f.Args = CodeLedToHTTP, report.Args{"Host": f.Args["Host"], "By": by}
	}
	return f
}
