package main

import (
	"context"

	"auximage/app/cloud"
)

// cloudFill fills in what Oracle Cloud knows.
type cloudFill struct{ job }

// fromCloud fills what the flags leave open of the target with what Oracle Cloud
// knows of a profile.
func (j cloudFill) fromCloud(ctx context.Context) error {
	if j.OCIProfile == "" || j.Tag != "" || j.Project != "" || j.Region != "" && j.Namespace != "" {
		return nil
	}
	profile, passphrase, err := j.profile(ctx)
	if err != nil {
		return err
	}
	answer, err := j.session.Cloud().Ask(ctx, profile, j.OCIRegion, passphrase)
	if err != nil {
		return err
	}
	if j.Region == "" {
		j.Region = answer.Host
	}
	if j.Namespace == "" {
		j.Namespace = answer.Namespace
	}
	switch last := len(answer.Found) - 1; {
	case j.Region == "":
		return answer.Found[last] // why there is no region
	case j.Namespace == "" && last >= 0:
		return answer.Found[0]
	}
	return nil
}

// signInFromCloud signs in with the registry's own token where no flag says who
// pushes, and tells whether it did.
func (j cloudFill) signInFromCloud(ctx context.Context) (bool, error) {
	if j.OCIProfile == "" || j.User != "" || j.SignIn != "" || j.GivesPassword() {
		return false, nil
	}
	profile, passphrase, err := j.profile(ctx)
	if err != nil {
		return false, err
	}
	return true, j.session.Cloud().SignIn(ctx, profile, passphrase)
}

// profile returns the profile that the flags name, and the passphrase of its key.
func (j cloudFill) profile(ctx context.Context) (cloud.Profile, string, error) {
	profiles, err := cloud.Profiles(cloud.File())
	if err != nil {
		return cloud.Profile{}, "", err
	}
	profile, err := cloud.Find(profiles, j.OCIProfile)
	if err != nil || j.OCIPassphraseFile == "" {
		return profile, "", err
	}
	passphrase, err := readSecret(ctx, j.OCIPassphraseFile)
	return profile, passphrase, err
}
