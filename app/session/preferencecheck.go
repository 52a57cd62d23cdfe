package session

import (
	"net/netip"
	"strings"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
)

// Setting names a preference that can be wrong, for findings about it.
type Setting string

// The settings that are checked.
const (
	SettingProxy     Setting = "proxy"
	SettingBypass    Setting = "bypass"
	SettingCA        Setting = "ca"
	SettingReleases  Setting = "releases"
	SettingPlainHTTP Setting = "plainHTTP"
)

// AllSettings are they, in the order in which they are shown.
var AllSettings = []Setting{SettingProxy, SettingBypass, SettingCA, SettingReleases, SettingPlainHTTP}

// Cleaned returns the preferences as what people really type is understood: addresses
// written out with their scheme, hosts without one. What is not understood stays.
func (p Preferences) Cleaned() Preferences {
	if address, err := p.transport("").Proxy.Address(); err == nil && p.ProxyMode == transport.OwnProxy {
		p.ProxyURL = address
	}
	if mirror, err := wdt.ParseMirror(p.Releases); err == nil {
		p.Releases = mirror.String()
	}
	p.Bypass, p.PlainHTTP = cleaned(p.Bypass), cleaned(p.PlainHTTP)
	return p
}

// cleaned returns hosts without what is pasted with them.
func cleaned(hosts []string) (all []string) {
	for _, host := range hosts {
		if host = ocir.Clean(host); host != "" {
			all = append(all, host)
		}
	}
	return all
}

// Check returns what is wrong with cleaned preferences, none for those that serve. It
// reads the CA file.
func (p Preferences) Check() map[Setting]report.Finding {
	found := map[Setting]report.Finding{}
	note := func(setting Setting, err error) {
		if f, ok := report.Of(err); ok {
			found[setting] = f
		}
	}
	if p.ProxyMode == transport.OwnProxy {
		_, err := p.transport("").Proxy.Address()
		note(SettingProxy, err)
		note(SettingBypass, checkHosts(p.Bypass, isBypass, CodeBadBypass))
	}
	note(SettingCA, transport.CheckCA(p.CAFile))
	if p.Releases != "" {
		_, err := wdt.ParseMirror(p.Releases)
		note(SettingReleases, err)
	}
	note(SettingPlainHTTP, checkHosts(p.PlainHTTP, ocir.IsAddress, CodeBadPlainHost))
	return found
}

// checkHosts returns a Finding about the first host that is none, nil where all are.
func checkHosts(hosts []string, is func(string) bool, code report.Code) error {
	for _, host := range hosts {
		if !is(host) {
			return report.Fault(code, nil, report.Args{"Host": host})
		}
	}
	return nil
}

// isBypass tells whether a name stands for hosts that are reached without the proxy:
// as in NO_PROXY, see golang.org/x/net/http/httpproxy.
func isBypass(name string) bool {
	if _, err := netip.ParsePrefix(name); err == nil || name == "*" {
		return true
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return ocir.IsAddress(strings.TrimPrefix(strings.TrimPrefix(name, "*"), "."))
}
