//go:build registries

package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"auximage/imaging/testkit"
)

// gateway is a web server of others that stands before a registry, ends TLS and
// asks for user and password.
type gateway func(t *testing.T, n *network, backend string) (address string)

// haproxy ends TLS before a registry and asks for user and password.
func haproxy(t *testing.T, n *network, backend string) string {
	t.Helper()
	address := testkit.FreeAddress(t)
	cert, key := n.issued()
	var pair []byte
	for _, file := range []string{cert, key} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pair = append(pair, text...)
	}
	config := write(t, "haproxy.cfg", fmt.Appendf(nil, `
defaults
  mode http
  timeout connect 10s
  timeout client 60s
  timeout server 60s
userlist people
  group readers
  user %[1]s insecure-password '%[2]s'
  user %[3]s insecure-password '%[2]s' groups readers
frontend registry
  bind %[4]s ssl crt %[5]s
  http-request auth realm Registry unless { http_auth(people) }
  http-request deny if { http_auth_group(people) readers } !METH_GET
  http-request set-header X-Forwarded-Proto https
  default_backend registry
backend registry
  server registry %[6]s
`, user, password, reader, address, write(t, "pair.pem", pair), backend))
	testkit.ServeBy(t, address, "haproxy", "-db", "-f", config)
	return address
}

// apache is the distribution project's other recipe, "Authenticate proxy with
// Apache".
func apache(t *testing.T, n *network, backend string) string {
	t.Helper()
	address, folder := testkit.FreeAddress(t), t.TempDir()
	cert, key := n.issued()
	who := ""
	if os.Geteuid() == 0 {
		who = "User nobody\nGroup nogroup"
	}
	file := passwords(t)
	for path, mode := range map[string]os.FileMode{file: 0o644, filepath.Dir(filepath.Dir(file)): 0o755} { // its workers are nobody
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	modules := ""
	for _, name := range []string{"mpm_event", "ssl", "socache_shmcb", "proxy", "proxy_http", "headers", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"} {
		modules += fmt.Sprintf("LoadModule %[1]s_module /usr/lib/apache2/modules/mod_%[1]s.so\n", name)
	}
	config := write(t, "apache.conf", fmt.Appendf(nil, `%[1]s
%[2]s
ServerName %[3]s
ServerRoot %[4]s
PidFile %[4]s/pid
ErrorLog %[4]s/error.log
Mutex file:%[4]s
Listen %[5]s
SSLEngine on
SSLCertificateFile %[6]s
SSLCertificateKeyFile %[7]s
SSLSessionCache none
RequestHeader set X-Forwarded-Proto "https"
ProxyRequests off
ProxyPreserveHost on
ProxyPass /v2/ http://%[8]s/v2/
ProxyPassReverse /v2/ http://%[8]s/v2/
<Location /v2>
  Header always set Docker-Distribution-Api-Version "registry/2.0"
  AuthType Basic
  AuthName "Registry"
  AuthUserFile %[9]s
  <Limit GET HEAD>
    Require valid-user
  </Limit>
  <Limit POST PUT PATCH DELETE>
    Require user %[10]s
  </Limit>
</Location>
`, modules, who, host, folder, address, cert, key, backend, file, user))
	testkit.ServeBy(t, address, "apache2", "-D", "FOREGROUND", "-f", config)
	return address
}

// TestEveryRegistryThatCanBeHadServesInEveryWay is for what takes longer than
// make test should: make test-registries.
func TestEveryRegistryThatCanBeHadServesInEveryWay(t *testing.T) {
	behind := func(front gateway, program string) func(*testing.T, *network) ability {
		return func(t *testing.T, n *network) ability {
			n.Proxy.Lead(host, front(t, n, behind(t, program).Address))
			return all
		}
	}
	alone := func(program string) func(*testing.T, *network) ability {
		return func(t *testing.T, n *network) ability {
			n.Proxy.Lead(host, n.newReal(program).Address)
			return users
		}
	}
	tokened := func(program string) func(*testing.T, *network) ability {
		return func(t *testing.T, n *network) ability {
			s := newTokens(t, time.Minute, time.Minute)
			f := newFront(t, testkit.NewReal(t, &testkit.Real{Program: program, Auth: s.setting()}))
			f.tokens = s
			n.Serve(f, host)
			return all
		}
	}
	googles := func(t *testing.T) string {
		address := testkit.FreeAddress(t)
		testkit.ServeBy(t, address, "ggcr-registry", "-port", address[len("127.0.0.1:"):])
		return address
	}
	for name, start := range map[string]func(*testing.T, *network) ability{
		"Debian's docker-registry":             alone("docker-registry"),
		"CNCF distribution 3":                  alone("distribution"),
		"Debian's docker-registry with tokens": tokened("docker-registry"),
		"CNCF distribution 3 with tokens":      tokened("distribution"),
		"docker-registry behind HAProxy":       behind(haproxy, "docker-registry"),
		"distribution 3 behind HAProxy":        behind(haproxy, "distribution"),
		"docker-registry behind Apache":        behind(apache, "docker-registry"),
		"distribution 3 behind Apache":         behind(apache, "distribution"),
		"go-containerregistry's registry": func(t *testing.T, n *network) ability {
			n.Serve(newFront(t, &testkit.Real{Address: googles(t)}), host)
			return noUsers
		},
		"go-containerregistry's registry with HAProxy": func(t *testing.T, n *network) ability { n.Proxy.Lead(host, haproxy(t, n, googles(t))); return all },
	} {
		t.Run(name, func(t *testing.T) {
			n := newNetwork(t)
			n.servesInEveryWay(start(t, n))
		})
	}
}
