package cloud

import (
	"fmt"
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

// Policy returns the statement that lets a group push to the repositories of
// the tenancy (Oracle: "Policies to Control Repository Access").
func Policy(group string) string {
	return fmt.Sprintf("Allow group %s to manage repos in tenancy", group)
}
