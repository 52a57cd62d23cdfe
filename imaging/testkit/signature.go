package testkit

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// unsigned returns what is wrong with a request's signature; empty when it is
// good.
func (o *OracleCloud) unsigned(r *http.Request) string {
	kind, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Signature") {
		return "The required information to complete authentication was not provided."
	}
	given := map[string]string{}
	for _, m := range parameters.FindAllStringSubmatch(rest, -1) {
		given[m[1]] = m[2]
	}
	signed := strings.Fields(given["headers"])
	for _, wanted := range []string{"date", "(request-target)", "host"} {
		if !slices.Contains(signed, wanted) {
			return "The header " + wanted + " is not signed."
		}
	}
	if why := o.wrongDate(r.Header.Get("Date")); why != "" {
		return why
	}
	key := o.Keys[given["keyId"]]
	signature, err := base64.StdEncoding.DecodeString(given["signature"])
	if key == nil || err != nil || given["version"] != "1" || given["algorithm"] != "rsa-sha256" {
		return "The required information to complete authentication was not provided or was incorrect."
	}
	digest := sha256.Sum256([]byte(signingString(r, signed)))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) != nil {
		return "Failed to verify the HTTP(S) Signature"
	}
	return ""
}

func (o *OracleCloud) wrongDate(date string) string {
	now := o.Clock
	if now.IsZero() {
		now = time.Now()
	}
	at, err := http.ParseTime(date)
	if err != nil || at.Sub(now).Abs() > 5*time.Minute {
		return fmt.Sprintf("Date '%s' is not within allowed clock skew. Current '%s'", date, now.UTC().Format(http.TimeFormat))
	}
	return ""
}

func signingString(r *http.Request, headers []string) string {
	lines := make([]string, len(headers))
	for i, name := range headers {
		value := r.Header.Get(name)
		switch name {
		case "(request-target)":
			value = strings.ToLower(r.Method) + " " + r.URL.RequestURI()
		case "host":
			value = r.Host
		}
		lines[i] = name + ": " + value
	}
	return strings.Join(lines, "\n")
}
