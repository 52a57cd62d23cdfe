package main

import (
	"auximage/app/cmdline"
	"auximage/app/session"
	"context"

	"auximage/app/cloud"
)

// cloudFill fills in what Oracle Cloud knows.
type cloudFill struct {
	line    *cmdline.Line
	session *session.Session
}

// fromCloud fills what the flags leave open of the target with what Oracle Cloud
// knows of a profile.
func (c cloudFill) fromCloud(ctx context.Context) error {
	if c.line.OCIProfile == "" || c.line.Tag != "" || c.line.Project != "" || c.line.Region != "" && c.line.Namespace != "" {
		return nil
	}
	profile, passphrase, err := c.profile(ctx)
	if err != nil {
		return err
	}
	answer, err := c.session.Cloud().Ask(ctx, profile, c.line.OCIRegion, passphrase)
	if err != nil {
		return err
	}
	if c.line.Region == "" {
		c.line.Region = answer.Host
	}
	if c.line.Namespace == "" {
		c.line.Namespace = answer.Namespace
	}
	switch last := len(answer.Found) - 1; {
	case c.line.Region == "":
		return answer.Found[last] // why there is no region
	case c.line.Namespace == "" && last >= 0:
		return answer.Found[0]
	}
	return nil
}

// signInFromCloud signs in with the registry's own token where no flag says who
// pushes, and tells whether it did.
func (c cloudFill) signInFromCloud(ctx context.Context) (bool, error) {
	if c.line.OCIProfile == "" || c.line.User != "" || c.line.SignIn != "" || c.line.GivesPassword() {
		return false, nil
	}
	profile, passphrase, err := c.profile(ctx)
	if err != nil {
		return false, err
	}
	return true, c.session.Cloud().SignIn(ctx, profile, passphrase)
}

// profile returns the profile that the flags name, and the passphrase of its key.
func (c cloudFill) profile(ctx context.Context) (cloud.Profile, string, error) {
	profiles, err := cloud.Profiles(cloud.File())
	if err != nil {
		return cloud.Profile{}, "", err
	}
	profile, err := cloud.Find(profiles, c.line.OCIProfile)
	if err != nil || c.line.OCIPassphraseFile == "" {
		return profile, "", err
	}
	passphrase, err := readSecret(ctx, c.line.OCIPassphraseFile)
	return profile, passphrase, err
}
