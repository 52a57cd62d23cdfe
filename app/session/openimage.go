package session

import (
	"context"

	"auximage/imaging"
	"auximage/imaging/ocir"
)

// OpenImage opens the auxiliary image that from names, a reference or a file, on a
// platform, empty for the usual one: see imaging.Client.Open. At the form's registry
// it is signed in to as a push would be, at another one as it was before. It waits
// for the network and ends early with ctx; what it does is told in the console.
func OpenImage(ctx context.Context, s *Session, from, platform string) (*imaging.Opened, error) {
	w := &worker{Session: s, job: &job{action: ActLookUp}}
	if err := w.connect(ctx); err != nil {
		return nil, err
	}
	w.signInAt(ctx, ocir.Split(from).Host)
	o, err := w.engine.Open(ctx, from, platform)
	if err == nil && ocir.Split(from).Host == w.used.Host {
		w.accepted(w.used)
	}
	return o, err
}

// signInAt has the client sign in at a host with the account that was last used
// there, unless it has another one for it.
func (w *worker) signInAt(ctx context.Context, host string) {
	all, ok := w.client.Keychain.(signIns)
	if !ok || host == w.form().Target.Host {
		return
	}
	w.mu.Lock()
	accounts := w.state.accounts
	w.mu.Unlock()
	for _, a := range accounts {
		if _, has := all[registryOf(host)]; !has && registryOf(a.Host) == registryOf(host) {
			all.put(a, w.token(ctx, a))
		}
	}
}
