package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"time"

	"auximage/imaging/report"
)

// classify returns the finding for what net, net/http or crypto/tls said while
// a host was to be reached. What nothing else is known about is a lost
// connection.
func classify(err error, host string) report.Finding {
	if f, ok := report.Of(err); ok {
		return f
	}
	f := report.Finding{Severity: report.Error, Args: report.Args{"Host": host}, Cause: err}
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &certificate):
		f.Code = certificateCode(certificate, f.Args)
	case errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/":
		f.Code = CodeNotTLS
	case disagreement(err) != "":
		f.Code, f.Args["Reason"] = CodeTLS, disagreement(err)
	default:
		f.Code = disconnected(err)
	}
	return f
}

// disconnected returns the code for a connection that was not made or broke.
func disconnected(err error) report.Code {
	var name *net.DNSError
	switch {
	case isProxyConnect(err):
		return CodeProxyAway
	case errors.As(err, &name) && name.IsNotFound:
		return CodeUnknownHost
	case errors.As(err, &name):
		return CodeNoDNS
	case isAny(err, refused):
		return CodeRefused
	case isAny(err, unreachable):
		return CodeUnreachable
	case isTimeout(err):
		return CodeTimeout
	case isMalformed(err):
		return CodeNotHTTP
	}
	return CodeLost
}

// isProxyConnect tells whether the proxy was not reached, or not under TLS.
func isProxyConnect(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "proxyconnect"
}

// malformed is how net/http says that an answer is no HTTP, that its header has no
// end or that nobody can tell where its body ends; it has no types for that.
var malformed = []string{
	"malformed HTTP", "response headers exceeded",
	"bad Content-Length", "invalid empty Content-Length", "multiple Content-Length headers",
	"unsupported transfer encoding", "too many transfer encodings",
	"malformed chunked encoding", "chunk length", "chunked line", "chunked encoding contains too much non-data",
	"header line too long", "suspiciously long trailer", "bad trailer key",
}

func isMalformed(err error) bool {
	var header textproto.ProtocolError
	return errors.As(err, &header) || slices.ContainsFunc(malformed, func(s string) bool { return strings.Contains(err.Error(), s) })
}

func isAny(err error, targets []error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

// certificateCode returns the code for a certificate that does not verify, and adds
// what a person needs to know about it.
func certificateCode(err *tls.CertificateVerificationError, args report.Args) report.Code {
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &host):
		args["Names"] = host.Certificate.DNSNames
		return CodeTLSWrongHost
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && time.Now().Before(invalid.Cert.NotBefore):
		args["From"] = invalid.Cert.NotBefore
		return CodeTLSNotYetValid
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		args["Until"] = invalid.Cert.NotAfter
		return CodeTLSExpired
	case errors.As(err, &invalid):
		return CodeTLS
	}
	args["Issuer"] = ""
	if chain := err.UnverifiedCertificates; len(chain) > 0 {
		args["Issuer"] = issuer(chain[len(chain)-1])
	}
	return CodeTLSUnknownIssuer
}

// issuer returns the name of who issued a certificate.
func issuer(cert *x509.Certificate) string {
	name := cert.Issuer
	switch {
	case name.CommonName != "":
		return name.CommonName
	case len(name.Organization) > 0:
		return name.Organization[0]
	}
	return name.String()
}
