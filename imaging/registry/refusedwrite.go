package registry

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// What registries say of a push that they do not take and that no right helps.
// There is a code for a tag that is kept alone, and few write it; for the others
// the distribution specification has none.
var (
	// Harbor (goharbor/harbor issue 8802), Quay (quay/quay endpoints/v2/errors.py),
	// and storage in general.
	fullWords = regexp.MustCompile(`(?i)\bquota\b|exceeds? the .*\blimit\b|\bstorage limit\b|\binsufficient storage\b|\bno space left\b`)

	// Harbor and Quay in maintenance (goharbor/harbor src/server/middleware/readonly,
	// quay/quay endpoints/v2/errors.py).
	readOnlyWords = regexp.MustCompile(`(?i)\b(system|registry|repository|server)\b[^.]{0,40}\bread[- ]?only\b|\bread[- ]?only mode\b|\bpushes .*disabled\b`)

	// Oracle, ECR (moby/buildkit issue 3776), Harbor (goharbor/harbor
	// src/controller/tag), Nexus (GoogleContainerTools/jib issue 3057,
	// sonatype/nexus-public issue 967), Artifactory (odpi/egeria issue 2879,
	// GoogleContainerTools/kaniko issue 1095), ACR (learn.microsoft.com, "Troubleshoot
	// registry push").
	lockedWords = regexp.MustCompile(`(?i)\b(immutable|locked)\b|cannot be overwrit|not allow updating|updating assets not allowed|redeploy is not allowed|needs DELETE permission|\bHTTP 403 Forbidden\b|operation is disallowed on this registry`)
)

// writeCode returns the code for a refused push that is about what the registry
// holds or has room for, and not about who asks; empty for all others.
func writeCode(res *http.Response, said exchange.Words) report.Code {
	status, req := res.StatusCode, res.Request
	if status == http.StatusInsufficientStorage {
		return CodeFull
	}
	if req == nil || status/100 != 4 || status == http.StatusUnauthorized || status == http.StatusTooManyRequests ||
		!slices.Contains([]string{http.MethodPost, http.MethodPatch, http.MethodPut}, req.Method) {
		return ""
	}
	manifest := putsManifest(res)
	switch {
	case readOnlyWords.MatchString(said.Text):
		return CodeReadOnly
	case fullWords.MatchString(said.Text):
		return CodeFull
	case manifest && (status == http.StatusConflict || status == http.StatusPreconditionFailed),
		manifest && (said.Has("TAG_IMMUTABLE") || lockedWords.MatchString(said.Text)):
		return CodeTagLocked
	}
	return ""
}

// putsManifest tells whether an answer is to a manifest that was to be stored.
func putsManifest(res *http.Response) bool {
	req := res.Request
	return req != nil && req.Method == http.MethodPut && strings.Contains(req.URL.Path, "/manifests/")
}
