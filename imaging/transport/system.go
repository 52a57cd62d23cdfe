package transport

import (
	"bufio"
	"net"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// systemProxy returns what the environment says about proxies; where it says
// nothing, what the system's own settings say: a program that was started from
// an icon sees no environment of a shell.
func systemProxy() *httpproxy.Config {
	config := httpproxy.FromEnvironment()
	if config.HTTPProxy != "" || config.HTTPSProxy != "" {
		return config
	}
	if own := settingsProxy(); own != nil {
		return own
	}
	return config
}

// fromInternetSettings returns the proxies of Windows' Internet Settings:
// ProxyServer is "host:port" for all or "http=host:port;https=host:port",
// ProxyOverride a list of hosts with ; between, <local> among them for names
// without a dot.
func fromInternetSettings(server, override string) *httpproxy.Config {
	config := &httpproxy.Config{}
	for _, entry := range strings.FieldsFunc(server, func(r rune) bool { return r == ';' || r == ' ' }) {
		scheme, address, named := strings.Cut(entry, "=")
		switch {
		case !named:
			config.HTTPProxy, config.HTTPSProxy = entry, entry
		case strings.EqualFold(scheme, "http"):
			config.HTTPProxy = address
		case strings.EqualFold(scheme, "https"):
			config.HTTPSProxy = address
		}
	}
	bypass := strings.FieldsFunc(override, func(r rune) bool { return r == ';' || r == ' ' })
	config.NoProxy = strings.Join(bypassed(bypass), ",")
	return config
}

// fromScutil returns the proxies that macOS' scutil --proxy prints.
func fromScutil(printed string) *httpproxy.Config {
	values := map[string]string{}
	var bypass []string
	inExceptions := false
	for lines := bufio.NewScanner(strings.NewReader(printed)); lines.Scan(); {
		key, value, found := strings.Cut(strings.TrimSpace(lines.Text()), " : ")
		switch {
		case strings.HasPrefix(key, "ExceptionsList"):
			inExceptions = true
		case key == "}":
			inExceptions = false
		case found && inExceptions:
			bypass = append(bypass, value)
		case found:
			values[key] = value
		}
	}
	config := &httpproxy.Config{NoProxy: strings.Join(bypassed(bypass), ",")}
	if values["HTTPEnable"] == "1" && values["HTTPProxy"] != "" {
		config.HTTPProxy = withPort(values["HTTPProxy"], values["HTTPPort"])
	}
	if values["HTTPSEnable"] == "1" && values["HTTPSProxy"] != "" {
		config.HTTPSProxy = withPort(values["HTTPSProxy"], values["HTTPSPort"])
	}
	return config
}

func withPort(host, port string) string {
	if port == "" {
		return host
	}
	return net.JoinHostPort(host, port)
}

// bypassed returns hosts as the bypass list of httpproxy has them: a domain with
// a dot before it, and no patterns other than that.
func bypassed(entries []string) []string {
	var hosts []string
	for _, entry := range entries {
		host := strings.TrimPrefix(entry, "*")
		if host == "" && entry != "" {
			host = entry // everything
		}
		if strings.HasPrefix(host, "<") || strings.Contains(strings.TrimPrefix(host, "*"), "*") {
			continue
		}
		hosts = append(hosts, host)
	}
	return hosts
}
