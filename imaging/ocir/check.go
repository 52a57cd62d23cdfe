package ocir

import (
	"slices"
	"strings"
	"unicode"

	"auximage/imaging/report"
)

// CheckPull returns all that is wrong or worth a word about a reference to pull, in
// the order of its parts. It may have a digest in place of its version or behind
// it, or neither.
func CheckPull(p Parts) []report.Finding {
	version, digest, digested := strings.Cut(p.Version, "@")
	if digested && IsDigest(digest) {
		p.Version = version
	}
	found := slices.Concat(CheckHost(p), CheckNamespace(p), CheckRepository(p))
	if p.Version != "" {
		found = append(found, CheckVersion(p)...)
	}
	return found
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
	case p.Namespace == "" && NeedsNamespace(p.Host):
		return fault(CodeNoNamespace, report.Args{"Host": p.Host})
	case p.Namespace == "":
		return nil
	}
	if found := checkPlaceholder(p.Namespace); found != nil {
		return found
	}
	found := checkName(CodeBadNamespace, "Namespace", p.Namespace, component.MatchString)
	if len(found) > 0 && found[0].Code == CodeBadNamespace && !elsewhere(p.Host) {
		return fault(CodeTenancyName, report.Args{"Namespace": p.Namespace, "Character": found[0].Args["Character"]})
	}
	return found
}

// elsewhere tells whether a host is a registry that is not Oracle's, where a person
// may name a namespace as they like. Oracle gives each tenancy one: what it could be
// cannot be told from the tenancy's name.
func elsewhere(host string) bool {
	return host != "" && Placeholder(host) == "" && !NeedsNamespace(host)
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
	if found := checkName(CodeBadRepository, "Repository", p.Repository, IsRepository); found != nil {
		return found
	}
	whole := Parts{Host: p.Host, Namespace: p.Namespace, Repository: p.Repository}.String()
	if len(whole) > MaxName {
		return fault(CodeNameTooLong, report.Args{"Length": len(whole), "Max": MaxName})
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
	case len(p.Version) > maxTag && tag.MatchString(p.Version):
		return fault(CodeVersionTooLong, report.Args{"Length": len(p.Version), "Max": maxTag})
	case !IsTag(p.Version):
		return fault(CodeBadVersion, report.Args{"Version": p.Version, "Character": wrong(p.Version, isTagLetter)})
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

func isPathLetter(r rune) bool { return isNameLetter(r) || strings.ContainsRune("._-/", r) }

func isTagLetter(r rune) bool {
	return r < unicode.MaxASCII && (isNameLetter(unicode.ToLower(r)) || strings.ContainsRune("._-", r))
}

// hubReference is what a reference without a host means to container tools.
func hubReference(p Parts) string {
	p.Host = DockerHub
	if p.Namespace == "" {
		p.Namespace = "library"
	}
	return p.String()
}
