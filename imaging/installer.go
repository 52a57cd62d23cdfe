package imaging

import (
	"context"

	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// LatestWDT returns the latest release of WDT.
func (c *Client) LatestWDT(ctx context.Context) (wdt.Release, error) {
	return c.releases().Latest(ctx, c.Progress)
}

// DownloadWDT saves a release's installer in a folder and returns the file's path.
func (c *Client) DownloadWDT(ctx context.Context, release wdt.Release, dir string) (string, error) {
	return c.releases().Download(ctx, release, dir, c.Progress)
}

func (c *Client) releases() wdt.Releases {
	return wdt.Releases{Transport: c.Transport, Mirror: c.Mirror}
}

// Installers returns the installers in a folder, the newest first.
func (c *Client) Installers(dir string) []wdt.Found { return wdt.FindInstallers(dir) }

// InspectInstaller returns the version of an installer and what is odd about it, or
// why it is none.
func (c *Client) InspectInstaller(path string) (version string, warnings []report.Finding, err error) {
	installer, err := wdt.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = installer.Close() }()
	return installer.Version, installer.Warnings, nil
}
