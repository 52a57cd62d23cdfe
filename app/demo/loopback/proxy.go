package loopback

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Proxy is an HTTPS proxy on loopback (CONNECT alone) that leads names to
// addresses on this machine and reaches nothing else.
type Proxy struct {
	server   *http.Server
	listener net.Listener
	mu       sync.Mutex
	routes   map[string]string
	tunnels  map[net.Conn]bool
}

// NewProxy starts a proxy that leads nowhere yet.
func NewProxy() (*Proxy, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Proxy{listener: l, routes: map[string]string{}, tunnels: map[net.Conn]bool{}}
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = p.server.Serve(l) }()
	return p, nil
}

// URL returns the address to be given as proxy.
func (p *Proxy) URL() string { return "http://" + p.listener.Addr().String() }

// Lead leads port 443 of a name to an address; "*.name" means any name one
// label longer, unless that one is led on its own.
func (p *Proxy) Lead(name, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.routes[net.JoinHostPort(name, "443")] = address
}

// Close stops the proxy and cuts what goes through it.
func (p *Proxy) Close() error {
	err := p.server.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.tunnels {
		_ = c.Close()
	}
	return err
}

// ServeHTTP opens a tunnel.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		http.Error(w, "this proxy does CONNECT alone", http.StatusMethodNotAllowed)
		return
	}
	address, ok := p.address(r.Host)
	if !ok {
		http.Error(w, "this proxy does not lead to "+r.Host, http.StatusForbidden)
		return
	}
	server, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", address)
	if err != nil {
		http.Error(w, "cannot reach "+r.Host, http.StatusBadGateway)
		return
	}
	client, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = server.Close()
		return
	}
	p.tunnel(client, server)
}

func (p *Proxy) address(host string) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	address, ok := p.routes[host]
	if !ok {
		_, rest, _ := strings.Cut(host, ".")
		address, ok = p.routes["*."+rest]
	}
	return address, ok
}

// tunnel answers the client and carries bytes both ways until either end closes.
func (p *Proxy) tunnel(client, server net.Conn) {
	p.keep(client, server)
	defer p.drop(client, server)
	if _, err := io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	done := make(chan struct{}, 2)
	go carry(done, server, client)
	go carry(done, client, server)
	<-done
	<-done
}

func (p *Proxy) keep(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		p.tunnels[c] = true
	}
}

func (p *Proxy) drop(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
		delete(p.tunnels, c)
	}
}

// carry copies until the end and passes the end on, so that the other
// direction can still deliver what is under way. A connection that breaks ends
// both ways alike.
func carry(done chan<- struct{}, to, from net.Conn) {
	_, _ = io.Copy(to, from)
	if half, ok := to.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	done <- struct{}{}
}
