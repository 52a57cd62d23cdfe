package transport

import (
	"crypto/tls"
	"errors"
	"net"
	"slices"
	"strings"
)

// handshakeFailure is handshake_failure, which gives no reason.
const handshakeFailure tls.AlertError = 40

// The alerts of TLS (RFC 8446, section 6) with which a server refuses a
// handshake for good. All others, such as internal_error, bad_record_mac and
// decode_error, may come of what happened on the way: they count as a lost
// connection.
var (
	// refusals are about how to speak.
	refusals = []tls.AlertError{
		handshakeFailure,
		47,  // illegal_parameter
		49,  // access_denied
		70,  // protocol_version
		71,  // insufficient_security
		86,  // inappropriate_fallback
		109, // missing_extension
		110, // unsupported_extension
		112, // unrecognized_name
		115, // unknown_psk_identity
		120, // no_application_protocol
	}
	// certificateRefusals are about the certificate that this side has, or has not.
	certificateRefusals = []tls.AlertError{
		41,  // no_certificate, of SSL 3.0
		42,  // bad_certificate
		43,  // unsupported_certificate
		44,  // certificate_revoked
		45,  // certificate_expired
		46,  // certificate_unknown
		48,  // unknown_ca
		116, // certificate_required
	}
)

// alertOf returns the alert that the other side sent, nil when the error is of
// none. In crypto/tls it is a *net.OpError around a type of its own, which has
// the texts of tls.AlertError.
func alertOf(err error) error {
	var op *net.OpError
	for errors.As(err, &op) {
		if op.Op == "remote error" {
			return op.Err
		}
		err = op.Err // of a proxy
	}
	return nil
}

// isAmong tells whether an alert is one of the list.
func isAmong(alert error, list []tls.AlertError) bool {
	return slices.ContainsFunc(list, func(a tls.AlertError) bool { return alert.Error() == a.Error() })
}

// disagreement returns why the two sides found no way to speak TLS, in the words
// of whoever refused: the other side's alert, or this side about what the server
// chose, for which crypto/tls has no types. It is empty for other errors.
func disagreement(err error) string {
	var record tls.RecordHeaderError
	if alert := alertOf(err); alert != nil {
		if isAmong(alert, refusals) || isAmong(alert, certificateRefusals) {
			return strings.TrimPrefix(alert.Error(), "tls: ")
		}
		return ""
	}
	if errors.As(err, &record) {
		return record.Msg
	}
	if _, choice, found := strings.Cut(err.Error(), "tls: server "); found {
		return "server " + choice
	}
	return ""
}
