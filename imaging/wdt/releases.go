package wdt

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Releases is where the installer's releases are published.
type Releases struct {
	Transport http.RoundTripper

	// Mirror stands for GitHub's addresses; empty is GitHub. Under it are
	// releases/latest (the JSON of GitHub's API), releases/latest/download/ and
	// releases/download/, or one of the first two. An address that ends in .zip
	// is the installer itself.
	Mirror string
}

// Release is a published installer.
type Release struct {
	Version string // empty when nothing but the download tells
	URL     string
	Size    int64  // bytes; 0 when unknown
	Digest  string // "sha256:…"; empty when unknown
}

const (
	baseName = "weblogic-deploy"
	fileName = baseName + ".zip"

	gitHub    = "https://github.com/oracle/weblogic-deploy-tooling"
	gitHubAPI = "https://api.github.com/repos/oracle/weblogic-deploy-tooling"
	latest    = "/releases/latest"
	download  = "/releases/latest/download/" + fileName
)

// How long it may take to learn which release is the latest. A download has
// the transport's whole retry budget; this question has answers to fall back to,
// the second time for a silence and another try.
const (
	apiTimeout  = 15 * time.Second
	pageTimeout = 45 * time.Second
)

// ParseMirror returns the address of a mirror, or a Finding when releases cannot come
// from it. A host without a scheme is understood as https, as browsers do.
func ParseMirror(address string) (*url.URL, error) {
	text := strings.TrimSpace(address)
	if host, _, _ := strings.Cut(text, "/"); !strings.Contains(text, "://") && strings.ContainsAny(host, ".:") {
		text = "https://" + text
	}
	mirror, err := url.Parse(text)
	if err != nil || mirror.Hostname() == "" || mirror.Scheme != "https" && mirror.Scheme != "http" || mirror.User != nil {
		return nil, report.Fault(CodeBadMirror, nil, report.Args{"Address": address})
	}
	return mirror, nil
}

// Latest returns the latest release as the API tells it or, when the API will
// not answer (it allows 60 questions an hour), as the address of the latest
// download does. The error is a report.Finding or the context's.
func (r Releases) Latest(ctx context.Context, progress report.Listener) (Release, error) {
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Releases, Listener: progress})
	site, api := gitHub, gitHubAPI
	if r.Mirror != "" {
		mirror, err := ParseMirror(r.Mirror)
		if err != nil {
			return Release{}, err
		}
		if strings.HasSuffix(strings.ToLower(mirror.Path), ".zip") {
			return r.fromPage(ctx, mirror.String())
		}
		site = strings.TrimRight(mirror.String(), "/")
		api = site
	}
	release, err := r.fromAPI(ctx, api+latest)
	if err == nil {
		if path, ok := strings.CutPrefix(release.URL, gitHub+"/"); ok {
			release.URL = site + "/" + path
		}
		return release, nil
	}
	if ctx.Err() != nil {
		return Release{}, ctx.Err()
	}
	return r.fromPage(ctx, site+download)
}

// fromAPI asks the releases API.
func (r Releases) fromAPI(ctx context.Context, address string) (Release, error) {
	ctx, cancel := context.WithTimeout(ctx, apiTimeout)
	defer cancel()
	res, err := r.send(ctx, http.MethodGet, address, nil, follow)
	if err != nil {
		return Release{}, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return Release{}, refusal(res)
	}
	var answer struct {
		Tag    string `json:"tag_name"`
		Assets []struct {
			Name   string `json:"name"`
			URL    string `json:"browser_download_url"`
			Size   int64  `json:"size"`
			Digest string `json:"digest"`
		} `json:"assets"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, maxText)).Decode(&answer); err != nil {
		return Release{}, report.Fault(CodeNoRelease, err, report.Args{"Host": res.Request.URL.Host, "Status": res.StatusCode})
	}
	for _, asset := range answer.Assets {
		if asset.Name != fileName || asset.URL == "" {
			continue
		}
		release := Release{Version: versionPattern.FindString(answer.Tag), URL: asset.URL, Size: max(asset.Size, 0)}
		if digestPattern.MatchString(asset.Digest) {
			release.Digest = asset.Digest
		}
		return release, nil
	}
	return Release{}, report.Fault(CodeNoRelease, nil, report.Args{"Host": res.Request.URL.Host, "Status": res.StatusCode})
}

var (
	digestPattern = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	tagPattern    = regexp.MustCompile(`/releases/download/(?:release|weblogic-deploy-tooling)-(` + versionPattern.String() + `)/`)
)

// fromPage asks the address of the download for its header. Where it leads on
// tells the version.
func (r Releases) fromPage(ctx context.Context, address string) (Release, error) {
	limited, cancel := context.WithTimeout(ctx, pageTimeout)
	defer cancel()
	res, err := r.send(limited, http.MethodHead, address, nil, stay)
	if err != nil {
		if ctx.Err() != nil {
			return Release{}, ctx.Err()
		}
		return Release{}, err
	}
	defer func() { _ = res.Body.Close() }()
	release := Release{URL: address}
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		if to, err := res.Location(); err == nil {
			if match := tagPattern.FindStringSubmatch(to.Path); match != nil {
				release.Version, release.URL = match[1], to.String()
			}
		}
	case res.StatusCode != http.StatusOK:
		return Release{}, refusal(res)
	case exchange.IsPage(res):
		return Release{}, webPage(res)
	default:
		release.Size = max(res.ContentLength, 0)
	}
	return release, nil
}

// follow and stay say what to do about redirects.
var (
	follow func(*http.Request, []*http.Request) error
	stay   = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
)

// send sends a request. The error is a report.Finding or the context's.
func (r Releases) send(ctx context.Context, method, address string, header http.Header, redirect func(*http.Request, []*http.Request) error) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, report.Fault(CodeBadMirror, nil, report.Args{"Address": address})
	}
	for name, values := range header {
		req.Header[name] = values
	}
	req.Header.Set("Accept-Encoding", "identity") // what is counted and resumed are the file's own bytes
	client := http.Client{Transport: r.Transport, CheckRedirect: redirect}
	res, err := client.Do(req)
	if err == nil {
		return res, nil
	}
	return nil, named(err, req.URL.Host)
}

// named returns an error of a request without its address, which may have a
// query.
func named(err error, host string) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if _, ok := report.Of(err); ok || errors.Is(err, context.Canceled) {
		return err
	}
	return report.Fault(CodeNoAnswer, err, report.Args{"Host": host})
}

// refusal names an answer that is not what was asked for.
func refusal(res *http.Response) error {
	code := CodeRefused
	if res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone {
		code = CodeNoRelease
	}
	return report.Finding{Code: code, Severity: report.Error, Exchange: exchange.Of(res),
		Args: report.Args{"Host": res.Request.URL.Host, "Status": res.StatusCode}}
}

func webPage(res *http.Response) error {
	return report.Finding{Code: CodeWebPage, Severity: report.Error, Exchange: exchange.Of(res),
		Args: report.Args{"Host": res.Request.URL.Host}}
}
