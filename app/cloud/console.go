package cloud

import (
	"net/url"
)

// ConsoleTokens is the page of the Console on which a person makes an auth token.
func ConsoleTokens() string {
	return "https://cloud.oracle.com/identity/domains/my-profile/auth-tokens"
}

// ConsoleRepositories is the page on which one makes a repository, of a region.
func ConsoleRepositories(region string) string {
	return "https://cloud.oracle.com/registry/containers/repos?region=" + url.QueryEscape(region)
}
