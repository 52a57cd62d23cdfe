package transport

import "testing"

func TestWindowsSettingsAreUnderstood(t *testing.T) {
	for what, c := range map[string]struct{ server, override, http, https, bypass string }{
		"one for all":  {"proxy.test:3128", "", "proxy.test:3128", "proxy.test:3128", ""},
		"one each":     {"http=a.test:80;https=b.test:81;ftp=c.test:82", "", "a.test:80", "b.test:81", ""},
		"with bypass":  {"proxy.test:3128", "*.corp.test;host;10.*;<local>", "proxy.test:3128", "proxy.test:3128", ".corp.test,host"},
		"http alone":   {"http=a.test:80", "", "a.test:80", "", ""},
		"nothing":      {"", "", "", "", ""},
		"all bypassed": {"proxy.test:3128", "*", "proxy.test:3128", "proxy.test:3128", "*"},
	} {
		t.Run(what, func(t *testing.T) {
			config := fromInternetSettings(c.server, c.override)
			if config.HTTPProxy != c.http || config.HTTPSProxy != c.https || config.NoProxy != c.bypass {
				t.Errorf("%+v", config)
			}
		})
	}
}

func TestMacOSSettingsAreUnderstood(t *testing.T) {
	config := fromScutil(`<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : host.test
  }
  FTPPassive : 1
  HTTPEnable : 0
  HTTPProxy : off.test
  HTTPSEnable : 1
  HTTPSPort : 8080
  HTTPSProxy : proxy.test
}
`)
	if config.HTTPProxy != "" || config.HTTPSProxy != "proxy.test:8080" || config.NoProxy != ".local,169.254/16,host.test" {
		t.Errorf("%+v", config)
	}
}
