package cloud

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/oracle/oci-go-sdk/v65/common"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Token asks a registry's host for a token that serves as the password of
// ocir.TokenUser, for about an hour. It is stored nowhere. Only a registry of Oracle's
// is asked: the signature names the person, and holds a session's token.
func (c *Client) Token(ctx context.Context, host string) (string, error) {
	if _, known := ocir.RegionOf(host); !known && (!strings.HasSuffix(host, ".ocir.io") || !ocir.IsHost(host) || strings.Contains(host, "/")) {
		return "", report.Fault(CodeNotOracles, nil, report.Args{"Host": host})
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+host+"/20180419/docker/token", nil)
	if err != nil {
		return "", report.Fault(CodeUnexpected, err, nil)
	}
	req.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	if err := common.DefaultRequestSigner(c.provider).Sign(req); err != nil {
		return "", report.Fault(CodeUnexpected, err, nil)
	}
	res, err := (&dispatcher{transport: c.transport, ctx: ctx}).Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct {
		Token string `json:"token"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, longestRefusal)).Decode(&answer); err != nil || answer.Token == "" {
		return "", report.Fault(CodeFailed, nil, report.Args{"Host": host})
	}
	return answer.Token, nil
}
