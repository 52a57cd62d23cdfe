package ocir

import (
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"auximage/imaging/report"
)

// The grammar is that of the OCI distribution specification for names and
// tags, and of DNS for hosts. It is stricter than go-containerregistry's.
var (
	component = regexp.MustCompile(`^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$`)
	tag       = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9._-]*$`)
	label     = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)
)

// Limits in characters. Registries store host and name together in 255.
const (
	maxName    = 255
	maxVersion = 128
	maxHost    = 253
	maxPort    = 65535
)

// Check returns all that is wrong or worth a word about a reference to push to,
// in the order of its parts.
func Check(p Parts) []report.Finding {
	return slices.Concat(CheckHost(p), CheckNamespace(p), CheckRepository(p), CheckVersion(p))
}

// CheckHost returns what there is to say about the host.
func CheckHost(p Parts) []report.Finding {
	if p.Host == "" {
		if p.Repository == "" {
			return nil
		}
		return remark(report.Info, CodeDockerHub, report.Args{"Reference": hubReference(p)})
	}
	if found := checkPlaceholder(p.Host); found != nil {
		return found
	}
	host, port, hasPort := cutPort(p.Host)
	if hasPort && !isPort(port) {
		return fault(CodeBadPort, report.Args{"Host": p.Host, "Port": port})
	}
	switch lower := strings.ToLower(host); {
	case !isHostName(lower) || !looksLikeHost(p.Host):
		return fault(CodeBadHost, report.Args{"Host": p.Host})
	case lower != host:
		return fault(CodeHostUpperCase, report.Args{"Host": p.Host, "Suggestion": strings.ToLower(p.Host)})
	}
	if _, known := RegionOf(host); IsHost(host) && !known {
		return remark(report.Info, CodeUnknownRegion, report.Args{"Host": p.Host})
	}
	return nil
}

// CheckNamespace returns what there is to say about the namespace. Only on an
// OCIR host there must be one.
func CheckNamespace(p Parts) []report.Finding {
	switch {
	case p.Namespace == "" && needsNamespace(p.Host):
		return fault(CodeNoNamespace, report.Args{"Host": p.Host})
	case p.Namespace == "":
		return nil
	}
	if found := checkPlaceholder(p.Namespace); found != nil {
		return found
	}
	return checkName(CodeBadNamespace, "Namespace", p.Namespace, component.MatchString)
}

// CheckRepository returns what there is to say about the repository, which may
// have slashes, and about the length of the whole name.
func CheckRepository(p Parts) []report.Finding {
	if p.Repository == "" {
		return fault(CodeNoRepository, nil)
	}
	if found := checkPlaceholder(p.Repository); found != nil {
		return found
	}
	if found := checkName(CodeBadRepository, "Repository", p.Repository, isPath); found != nil {
		return found
	}
	whole := Parts{Host: p.Host, Namespace: p.Namespace, Repository: p.Repository}.String()
	if len(whole) > maxName {
		return fault(CodeNameTooLong, report.Args{"Length": len(whole), "Max": maxName})
	}
	return nil
}

// CheckVersion returns what there is to say about the version.
func CheckVersion(p Parts) []report.Finding {
	if p.Version == "" {
		return fault(CodeNoVersion, nil)
	}
	if found := checkPlaceholder(p.Version); found != nil {
		return found
	}
	switch {
	case strings.Contains(p.Version, "@"):
		return fault(CodeDigest, report.Args{"Version": p.Version})
	case !tag.MatchString(p.Version):
		return fault(CodeBadVersion, report.Args{"Version": p.Version, "Character": wrong(p.Version, isTagLetter)})
	case len(p.Version) > maxVersion:
		return fault(CodeVersionTooLong, report.Args{"Length": len(p.Version), "Max": maxVersion})
	case p.Version == "latest":
		return remark(report.Warning, CodeVersionLatest, nil)
	}
	return nil
}

// checkName judges one or more elements of a path. Capitals are the most
// frequent fault and have a sentence of their own.
func checkName(code report.Code, arg, text string, valid func(string) bool) []report.Finding {
	switch lower := strings.ToLower(text); {
	case valid(text):
		return nil
	case valid(lower) && len(lower) == len(text):
		return fault(CodeUpperCase, report.Args{"Text": text, "Suggestion": lower})
	}
	return fault(code, report.Args{arg: text, "Character": wrong(text, isPathLetter), "Suggestion": Suggest(text)})
}

// wrong returns the character that is to blame: the first that may stand
// nowhere, or else the separator that stands at an end or beside another.
func wrong(text string, allowed func(rune) bool) string {
	for _, r := range text {
		if !allowed(r) {
			return string(r)
		}
	}
	separator := func(r rune) bool { return !isNameLetter(unicode.ToLower(r)) }
	runes := []rune(text)
	for i, r := range runes {
		if separator(r) && (i == 0 || i == len(runes)-1 || separator(runes[i+1])) {
			return string(r)
		}
	}
	return ""
}

func isPath(text string) bool {
	for element := range strings.SplitSeq(text, "/") {
		if !component.MatchString(element) {
			return false
		}
	}
	return true
}

func isPathLetter(r rune) bool { return isNameLetter(r) || strings.ContainsRune("._-/", r) }

func isTagLetter(r rune) bool {
	return r < unicode.MaxASCII && (isNameLetter(unicode.ToLower(r)) || strings.ContainsRune("._-", r))
}

// cutPort takes ":port" off a host; an IPv6 address has its colons in brackets.
func cutPort(host string) (name, port string, has bool) {
	colon := strings.LastIndexByte(host, ':')
	if colon < 0 || strings.Contains(host[colon:], "]") {
		return host, "", false
	}
	return host[:colon], host[colon+1:], true
}

func isPort(port string) bool {
	n, err := strconv.Atoi(port)
	return err == nil && n > 0 && n <= maxPort && port[0] != '+'
}

func isHostName(host string) bool {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		address, err := netip.ParseAddr(inner)
		return ok && err == nil && address.Is6() && address.Zone() == ""
	}
	for l := range strings.SplitSeq(host, ".") {
		if !label.MatchString(l) {
			return false
		}
	}
	return len(host) <= maxHost
}

// hubReference is what a reference without a host means to container tools.
func hubReference(p Parts) string {
	p.Host = "docker.io"
	if p.Namespace == "" {
		p.Namespace = "library"
	}
	return p.String()
}
