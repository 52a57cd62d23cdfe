package cloud

import (
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"

	"github.com/oracle/oci-go-sdk/v65/common"

	"auximage/imaging/report"
)

// signer is a profile as Oracle's library wants it: whose requests they are, and
// with what they are signed. The key is read anew for each signature.
type signer struct {
	Profile
	region string
	secret string // the key's passphrase
}

func (s signer) TenancyOCID() (string, error)    { return s.Tenancy, nil }
func (s signer) UserOCID() (string, error)       { return s.User, nil }
func (s signer) KeyFingerprint() (string, error) { return s.fingerprint, nil }
func (s signer) Region() (string, error)         { return s.region, nil }

func (s signer) AuthType() (common.AuthConfig, error) {
	return common.AuthConfig{AuthType: common.UnknownAuthenticationType}, nil
}

// KeyID names the key to the service, or is the session's token, which the
// service gave.
func (s signer) KeyID() (string, error) {
	if s.Auth == SessionToken {
		token, err := s.sessionToken()
		return "ST$" + token, err
	}
	return s.Tenancy + "/" + s.User + "/" + s.fingerprint, nil
}

func (s signer) sessionToken() (string, error) {
	data, err := os.ReadFile(s.tokenFile)
	token := strings.TrimSpace(string(data))
	if err != nil || token == "" {
		return "", report.Finding{Code: CodeNoToken, Severity: report.Error, Args: report.Args{"Profile": s.Name}, File: s.tokenFile, Cause: err}
	}
	return token, nil
}

// PrivateRSAKey reads the profile's key.
func (s signer) PrivateRSAKey() (*rsa.PrivateKey, error) {
	fault := func(code report.Code, cause error) error {
		return report.Finding{Code: code, Severity: report.Error, Args: report.Args{"Profile": s.Name}, File: s.keyFile, Cause: cause}
	}
	data, err := os.ReadFile(s.keyFile)
	if err != nil {
		return nil, fault(CodeNoKey, err)
	}
	defer clear(data)
	key, err := common.PrivateKeyFromBytesWithPassword(data, []byte(s.secret))
	if err != nil && encrypted(data) {
		return nil, fault(CodePassphrase, nil) // its words may hold what was tried
	}
	if err != nil {
		return nil, fault(CodeNoKey, err)
	}
	return key, nil
}

// person returns the OCID of the user whose requests they are. A session's
// profile does not name it: its token, a JSON Web Token, does, as sub.
func (s signer) person() string {
	if s.Auth != SessionToken {
		return s.User
	}
	token, err := s.sessionToken()
	parts := strings.Split(token, ".")
	if err != nil || len(parts) != 3 {
		return ""
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return ""
	}
	var claims struct {
		Subject string `json:"sub"`
	}
	_ = json.Unmarshal(payload, &claims)
	return claims.Subject
}
