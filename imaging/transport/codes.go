package transport

import "auximage/imaging/report"

// What this package finds. Host is host or host:port as in the address.
const (
	CodePlainHTTP        report.Code = "transport.plain-http"         // Host: refused, since nobody allowed http for it
	CodeRedirectedToHTTP report.Code = "transport.redirected-to-http" // Host, By: refused, where a server led, not a person
	CodeBadProxy         report.Code = "transport.bad-proxy"          // URL
	CodeBadScheme        report.Code = "transport.bad-scheme"         // URL, without its query: neither https nor http
	CodeBadCA            report.Code = "transport.bad-ca"             // File
	CodeNoCA             report.Code = "transport.no-ca"              // File: it does not exist

	CodeRefused     report.Code = "transport.refused"      // Host
	CodeUnreachable report.Code = "transport.unreachable"  // Host: no way there, the network is down
	CodeUnknownHost report.Code = "transport.unknown-host" // Host: no such name
	CodeNoDNS       report.Code = "transport.no-dns"       // Host: the name could not be looked up
	CodeTimeout     report.Code = "transport.timeout"      // Host: no connection in time, or no answer ever
	CodeLost        report.Code = "transport.lost"         // Host: reset, cut, or closed without an answer; Tries, where it was tried again
	CodeNotHTTP     report.Code = "transport.not-http"     // Host: what it says is no HTTP, or has no end
	CodeStalled     report.Code = "transport.stalled"      // Host, Seconds: without a byte that moved

	CodeAwaited report.Code = "transport.awaited" // Info. Host: all is sent, the answer is waited for

	CodeThrottled report.Code = "transport.throttled" // Host, Status 429
	CodeServer    report.Code = "transport.server"    // Host, Status 408, 425 or 5xx
	CodePortal    report.Code = "transport.portal"    // Host, Status 511: the network wants a sign-in in the browser

	CodeTLSUnknownIssuer     report.Code = "transport.tls-unknown-issuer"     // Host, Issuer
	CodeTLSExpired           report.Code = "transport.tls-expired"            // Host, Until
	CodeTLSNotYetValid       report.Code = "transport.tls-not-yet-valid"      // Host, From
	CodeTLSWrongHost         report.Code = "transport.tls-wrong-host"         // Host, Names
	CodeTLS                  report.Code = "transport.tls"                    // Host, Reason: no agreement, or another fault of a certificate
	CodeTLSClientCertificate report.Code = "transport.tls-client-certificate" // Host, Reason: it wants a certificate of this side
	CodeNotTLS               report.Code = "transport.not-tls"                // Host: it speaks plain http

	CodeProxyAway   report.Code = "transport.proxy-away"   // Proxy, Host: the proxy cannot be reached
	CodeProxyAuth   report.Code = "transport.proxy-auth"   // Proxy, Host, Status 407
	CodeProxyScheme report.Code = "transport.proxy-scheme" // Proxy, Host, Status 407, Schemes: none that this program speaks
	CodeProxyServer report.Code = "transport.proxy-server" // Proxy, Host, Status 408 or 5xx: it cannot get through to the host
	CodeProxyDenied report.Code = "transport.proxy-denied" // Proxy, Host, Status

	CodeShortBody report.Code = "transport.short-body" // Host: what was to be sent ended early
)

// transient are the faults that pass by themselves, often enough that trying
// again is right. All other faults last: trying again helps nobody, and locks
// accounts where it sends a wrong password. It is the one place that says so:
// Transient reads it.
var transient = map[report.Code]bool{
	CodeRefused:     true,
	CodeUnreachable: true,
	CodeNoDNS:       true,
	CodeTimeout:     true,
	CodeLost:        true,
	CodeNotHTTP:     true, // a few times
	CodeStalled:     true,
	CodeThrottled:   true,
	CodeServer:      true,
	CodePortal:      true,
	CodeProxyAway:   true,
	CodeProxyServer: true,
}

// Transient tells whether a fault of that code passes by itself.
func Transient(code report.Code) bool { return transient[code] }

// StatusCode returns the code of a transient fault that an answer's status
// reports; false when the status is an answer like any other. 401, 403, 404,
// 409, 413 and the like are for the caller to read, and so is 507: storage that is
// full does not empty itself.
func StatusCode(status int) (report.Code, bool) {
	switch {
	case status == 429:
		return CodeThrottled, true
	case status == 511:
		return CodePortal, true
	case status == 507:
		return "", false
	case status == 408, status == 425, status >= 500:
		return CodeServer, true
	}
	return "", false
}
