package testkit

import (
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"sync"
)

// Proxy is a proxy on loopback: it leads names to servers here, through tunnels
// and in clear, and reaches nothing else. Set the fields before it serves.
type Proxy struct {
	User, Password string
	Refuse         int      // the status of every answer, when not 0
	Challenges     []string // of that answer

	mu     sync.Mutex
	routes map[string]string // a name to host:port
	asked  []*http.Request
	passed int
}

// Lead leads every port of a name to an address; the name * is for all that are
// not led on their own.
func (p *Proxy) Lead(name, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.routes == nil {
		p.routes = map[string]string{}
	}
	p.routes[name] = address
}

// Route returns the address that a name leads to, empty when it leads nowhere.
func (p *Proxy) Route(name string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if address, known := p.routes[name]; known {
		return address
	}
	return p.routes["*"]
}

// Asked returns the requests that came, in their order.
func (p *Proxy) Asked() []*http.Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]*http.Request(nil), p.asked...)
}

// Passed returns how many of them were neither refused nor without the password.
func (p *Proxy) Passed() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.passed
}

// ServeHTTP leads one request to its server.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	address := p.note(r)
	switch {
	case p.Refuse != 0:
		w.Header()["Proxy-Authenticate"] = p.Challenges
		http.Error(w, "no", p.Refuse)
	case !p.allows(r):
		w.Header().Set("Proxy-Authenticate", `Basic realm="test"`)
		http.Error(w, "who are you?", http.StatusProxyAuthRequired)
	case address == "":
		http.Error(w, "no way to "+r.Host, http.StatusForbidden)
	case r.Method == http.MethodConnect:
		p.tunnel(w, address)
	default:
		p.forward(w, r, address)
	}
}

// note keeps a request and returns where it leads.
func (p *Proxy) note(r *http.Request) (address string) {
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = r.Host
	}
	address = p.Route(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, r.Clone(r.Context()))
	if p.Refuse == 0 && p.allows(r) {
		p.passed++
	}
	return address
}

// allows tells whether a request carries the user and the password, if there are any.
func (p *Proxy) allows(r *http.Request) bool {
	wanted := "Basic " + base64.StdEncoding.EncodeToString([]byte(p.User+":"+p.Password))
	return p.User == "" || r.Header.Get("Proxy-Authorization") == wanted
}

// tunnel carries bytes both ways until both ends closed. The end of one way is
// passed on, so that the other one still delivers what is under way.
func (p *Proxy) tunnel(w http.ResponseWriter, address string) {
	there, err := net.Dial("tcp", address)
	if err != nil {
		http.Error(w, "away", http.StatusBadGateway)
		return
	}
	defer func() { _ = there.Close() }()
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	defer func() { _ = here.Close() }()
	_, _ = io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
	var ways sync.WaitGroup
	ways.Go(func() { carry(there, here) })
	ways.Go(func() { carry(here, there) })
	ways.Wait()
}

// carry copies to the end, and passes it on.
func carry(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	if half, ok := to.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
}

// forward sends a request in clear.
func (p *Proxy) forward(w http.ResponseWriter, r *http.Request, address string) {
	r.RequestURI, r.URL.Host = "", address
	r.Header.Del("Proxy-Authorization")
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		http.Error(w, "away", http.StatusBadGateway)
		return
	}
	defer func() { _ = res.Body.Close() }()
	w.WriteHeader(res.StatusCode)
	_, _ = io.Copy(w, res.Body)
}
