package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"auximage/imaging/testkit"
)

// reader may read from the registries here and write nothing.
const reader = "tenancy/reader"

// passwords returns a file of Apache's with the user's password and the reader's.
func passwords(t *testing.T) string {
	t.Helper()
	return write(t, "htpasswd", testkit.Users{user: password, reader: password}.Htpasswd())
}

// issued returns the files of a certificate for the host and its key.
func (n *network) issued() (cert, key string) {
	n.t.Helper()
	c, k := n.CA.Issue(host)
	return write(n.t, "cert.pem", c), write(n.t, "key.pem", k)
}

// nginx is the distribution project's own recipe, "Authenticate proxy with
// nginx", with somebody who may only read.
func nginx(t *testing.T, n *network, backend string) string {
	t.Helper()
	address, folder := testkit.FreeAddress(t), t.TempDir()
	cert, key := n.issued()
	who := ""
	if os.Geteuid() == 0 {
		who = "user root;" // else its worker may not read the test's files
	}
	config := write(t, "nginx.conf", fmt.Appendf(nil, `
daemon off; pid %[1]s/pid; error_log stderr; worker_processes 1; %[2]s
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi;
  uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  map "$remote_user $request_method" $refused { default 0; "~^%[3]s (POST|PUT|PATCH|DELETE)" 1; }
  map $upstream_http_docker_distribution_api_version $version { '' 'registry/2.0'; }
  server {
    listen %[4]s ssl; ssl_certificate %[5]s; ssl_certificate_key %[6]s;
    client_max_body_size 0; chunked_transfer_encoding on;
    location /v2/ {
      auth_basic "Registry realm"; auth_basic_user_file %[7]s;
      if ($refused) { return 403; }
      add_header Docker-Distribution-Api-Version $version always;
      proxy_pass http://%[8]s;
      proxy_set_header Host $http_host; proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;
      proxy_read_timeout 900;
    }
  }
}
`, folder, who, reader, address, cert, key, passwords(t), backend))
	testkit.ServeBy(t, address, "nginx", "-e", "stderr", "-p", folder, "-c", config)
	return address
}

func TestARegistryBehindNginxWithAPasswordServesInEveryWay(t *testing.T) {
	testkit.EachReal(t, func(t *testing.T, program string) {
		n := newNetwork(t)
		n.Proxy.Lead(host, nginx(t, n, behind(t, program).Address))
		n.servesInEveryWay(all)
	})
}

// ability is what a registry here can be asked about.
type ability int

const (
	noUsers ability = iota // everybody may do everything
	users                  // there are user and password
	all                    // and the reader
)

// servesInEveryWay pushes, pushes again, to a second repository, and with the
// wrong password and too few rights; the base comes from the same registry.
func (n *network) servesInEveryWay(can ability) {
	n.t.Helper()
	box := newSandbox(n.t)
	n.pushBase(user, password)
	push := func(code int, secret string, more ...string) *run {
		return box.do(code, secret, testkit.Instead(append(n.pushArgs(box, 1<<20), "--json"), more...)...)
	}
	first := receiptOf(n.t, push(0, password))
	if image := n.pull(tag+"@"+first.Digest, user, password); image == nil || first.BytesSent < 1<<20 {
		n.t.Errorf("the first push sent %d bytes", first.BytesSent)
	}
	if again := receiptOf(n.t, push(0, password)); again.BytesSent != 0 || again.Digest != first.Digest {
		n.t.Errorf("the second push sent %d bytes of %s", again.BytesSent, again.Digest)
	}
	second := host + "/tenancy/second-model:v1"
	other := receiptOf(n.t, push(0, password, "--tag", second))
	n.pull(second+"@"+other.Digest, user, password)
	n.t.Logf("%s: the push to a second repository sent %d bytes of %d", n.t.Name(), other.BytesSent, first.BytesSent)
	if can >= users {
		push(1, "wrong").said("refused the user name or the password")
	}
	if can >= all {
		push(1, password, "--user", reader, "--tag", host+"/tenancy/third:v1").said("may not")
	}
}

// receipt is what --json says of a push.
type receipt struct {
	Digest    string
	BytesSent int64
}

func receiptOf(t *testing.T, r *run) (result receipt) {
	t.Helper()
	if err := json.Unmarshal(r.stdout.Bytes(), &result); err != nil {
		t.Errorf("%v: %s", err, &r.stdout)
	}
	return result
}
