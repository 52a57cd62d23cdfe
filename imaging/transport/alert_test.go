package transport_test

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// refusedHandshake returns how often a GET was tried, and what it ended in, at a
// server that serves the connections of a listener so.
func refusedHandshake(t *testing.T, listener net.Listener, settings transport.Settings, serve func(net.Conn)) (tries int, err error) {
	t.Helper()
	defer func() { _ = listener.Close() }()
	var count atomic.Int64
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			count.Add(1)
			go func() {
				serve(conn)
				_ = conn.Close()
			}()
		}
	}()
	settings.Proxy.Mode = transport.NoProxy
	rt, err := transport.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	defer rt.CloseIdleConnections()
	err = roundTrip(t, rt)
	return int(count.Load()), err
}

// inNetwork returns a listener in a network of the test's own, and settings that
// reach it.
func inNetwork(settings transport.Settings) (net.Listener, transport.Settings) {
	network := &testkit.Network{}
	settings.Dial = network.Dial
	return network.Listen(host + ":443"), settings
}

// TestAnAlertOfTheServerIsNamedOrWaitedFor has a server answer the first words
// of a handshake with each alert there is (RFC 8446, section 6, and the older
// ones).
func TestAnAlertOfTheServerIsNamedOrWaitedFor(t *testing.T) {
	lasts := map[byte]bool{40: true, 41: true, 42: true, 43: true, 44: true, 45: true, 46: true, 47: true, 48: true, 49: true,
		70: true, 71: true, 86: true, 109: true, 110: true, 112: true, 115: true, 116: true, 120: true}
	for alert := byte(10); alert < 125; alert++ {
		t.Run(tls.AlertError(alert).Error(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				listener, settings := inNetwork(transport.Settings{})
				tries, err := refusedHandshake(t, listener, settings, func(conn net.Conn) {
					_, _ = conn.Read(make([]byte, 4096))
					_, _ = conn.Write([]byte{21, 3, 3, 0, 2, 2, alert})
				})
				f, _ := report.Of(err)
				switch {
				case lasts[alert] && (f.Code != transport.CodeTLS || tries != 1):
					t.Errorf("got %v after %d tries, want %s after one", err, tries, transport.CodeTLS)
				case lasts[alert] && "tls: "+fmt.Sprint(f.Args["Reason"]) != tls.AlertError(alert).Error():
					t.Errorf("got the reason %q, want %q", f.Args["Reason"], tls.AlertError(alert).Error())
				case !lasts[alert] && (f.Code != transport.CodeLost || tries < 5):
					t.Errorf("got %v after %d tries, want %s after many", err, tries, transport.CodeLost)
				}
			})
		})
	}
}

func TestAServerThatSpeaksAnOldTLSIsNamed(t *testing.T) {
	for what, serve := range map[string]func(net.Conn, tls.Certificate){
		"and says so": func(conn net.Conn, cert tls.Certificate) {
			old := &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
			_ = tls.Server(conn, old).Handshake()
		},
		"and goes on with it": func(conn net.Conn, _ tls.Certificate) {
			_, _ = conn.Read(make([]byte, 4096))
			hello := append([]byte{2, 0, 0, 38, 3, 2}, make([]byte, 32)...) // ServerHello of TLS 1.1
			hello = append(hello, 0, 0xc0, 0x13, 0)                         // no session, AES-128-CBC, no compression
			_, _ = conn.Write(append([]byte{22, 3, 2, 0, byte(len(hello))}, hello...))
			_, _ = io.Copy(io.Discard, conn)
		},
	} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ca := testkit.NewCA("Example Corp")
				cert := ca.Certificate(host)
				listener, settings := inNetwork(trusting(t, ca))
				tries, err := refusedHandshake(t, listener, settings, func(conn net.Conn) { serve(conn, cert) })
				f, _ := report.Of(err)
				if f.Code != transport.CodeTLS || f.Args["Reason"] == nil || tries != 1 {
					t.Errorf("got %v after %d tries, want %s after one", err, tries, transport.CodeTLS)
				}
			})
		})
	}
}

// TestAServerThatWantsAClientCertificateIsNamed runs over sockets: with TLS 1.3
// the alert crosses with the request, which a pipe would not take.
func TestAServerThatWantsAClientCertificateIsNamed(t *testing.T) {
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		t.Run(tls.VersionName(version), func(t *testing.T) {
			ca := testkit.NewCA("Example Corp")
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			settings := trusting(t, ca)
			settings.Dial = leadTo(&net.Dialer{}, listener.Addr().String(), "", new(int))
			wanting := &tls.Config{Certificates: []tls.Certificate{ca.Certificate(host)}, MaxVersion: version, ClientAuth: tls.RequireAnyClientCert}
			tries, err := refusedHandshake(t, listener, settings, func(conn net.Conn) { _ = tls.Server(conn, wanting).Handshake() })
			f, _ := report.Of(err)
			if f.Code != transport.CodeTLSClientCertificate || f.Args["Host"] != host || tries != 1 {
				t.Errorf("got %v after %d tries, want %s after one", err, tries, transport.CodeTLSClientCertificate)
			}
		})
	}
}

func TestAServerThatTakesAClientCertificateIsReachedWithoutOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ca := testkit.NewCA("Example Corp")
		network, settings := &testkit.Network{}, trusting(t, ca)
		taking := &tls.Config{Certificates: []tls.Certificate{ca.Certificate(host)}, ClientAuth: tls.RequestClientCert}
		server := &http.Server{Handler: &testkit.Registry{}}
		done := make(chan struct{})
		go func() {
			_ = server.Serve(tls.NewListener(network.Listen(host+":443"), taking))
			close(done)
		}()
		settings.Dial, settings.Proxy.Mode = network.Dial, transport.NoProxy
		rt, err := transport.New(settings)
		if err != nil {
			t.Fatal(err)
		}
		if err := roundTrip(t, rt); err != nil {
			t.Errorf("got %v", err)
		}
		rt.CloseIdleConnections()
		_ = server.Close()
		<-done
	})
}
