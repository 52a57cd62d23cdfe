package transport

import (
	"golang.org/x/net/http/httpproxy"
	"golang.org/x/sys/windows/registry"
)

// settingsProxy returns the proxies of the user's Internet Settings, nil when
// none is switched on.
func settingsProxy() *httpproxy.Config {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Internet Settings`, registry.QUERY_VALUE)
	if err != nil {
		return nil
	}
	defer func() { _ = key.Close() }()
	if enabled, _, err := key.GetIntegerValue("ProxyEnable"); err != nil || enabled == 0 {
		return nil
	}
	server, _, err := key.GetStringValue("ProxyServer")
	if err != nil {
		return nil
	}
	override, _, err := key.GetStringValue("ProxyOverride")
	if err != nil {
		override = ""
	}
	return fromInternetSettings(server, override)
}
