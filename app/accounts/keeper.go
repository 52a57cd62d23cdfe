package accounts

import "context"

// Keyring keeps secrets by host and user. What it is asked may take as long as its
// owner takes to open it, within a bound.
type Keyring interface {
	Get(ctx context.Context, host, user string) (secret string, err error)
	Set(ctx context.Context, host, user, secret string) (kept bool, err error)
	Forget(ctx context.Context, host, user string) error
	Reach(ctx context.Context) error
}

// Heard is what came of asking the keyring.
type Heard struct {
	Secret string        // that it gave; to be shown nowhere
	Err    error         // worth a line for the person: a report.Finding
	Change func(*Memory) // of the memory, by its owner, when it is not held
}

// Keeper works with the keyring in the background, one thing after the other, so
// that a keyring which waits for a person holds up nobody else.
type Keeper struct {
	ring  Keyring
	queue *queue
	tell  func(Heard)
}

// NewKeeper returns a keeper that tells what it hears, until ctx ends.
func NewKeeper(ctx context.Context, ring Keyring, tell func(Heard)) *Keeper {
	return &Keeper{ring: ring, queue: newQueue(ctx), tell: tell}
}

// Wait returns when nothing is left to do.
func (k *Keeper) Wait() { k.queue.wait() }

// LookForKeyring finds out whether there is a keyring, before anything is kept in it.
func (k *Keeper) LookForKeyring() {
	k.queue.do(func(ctx context.Context) {
		err := k.ring.Reach(ctx)
		k.tell(Heard{Change: func(m *Memory) { m.hear(err) }})
	})
}

// LookUp looks for the token of the account, the current one; the memory's owner calls it
// while holding the memory.
func (k *Keeper) LookUp(m *Memory, a Account) {
	m.asked = a
	k.queue.do(func(ctx context.Context) {
		secret, err := k.ring.Get(ctx, a.Host, a.User)
		k.tell(Heard{Secret: secret, Err: err, Change: func(m *Memory) { m.loaded(a, secret, err) }})
	})
}

// Read returns the secret that the keyring has for an account, empty for none. It
// waits for the keyring.
func (k *Keeper) Read(ctx context.Context, a Account) string {
	secret, err := k.ring.Get(ctx, a.Host, a.User)
	k.tell(Heard{Secret: secret, Err: err, Change: func(*Memory) {}})
	return secret
}

// Keep has an account's secret kept: in the keyring where that is wanted and can
// be, else for this run. One that is for this run only concerns the keyring only
// where the keyring had it: another program's run, or another window, may have its own there.
func (k *Keeper) Keep(m *Memory, a Account, secret string, inKeyring bool) {
	if a == m.current {
		m.held.Typed = false
	}
	m.Know(a, secret)
	k.queue.do(func(ctx context.Context) {
		kept, err := false, error(nil)
		switch {
		case inKeyring:
			kept, err = k.ring.Set(ctx, a.Host, a.User, secret)
		case k.had(a):
			err = k.ring.Forget(ctx, a.Host, a.User)
		}
		k.tell(Heard{Err: err, Change: func(m *Memory) { m.stored(a, secret, kept, err) }})
	})
}

// had tells whether the keyring has a token of an account, now that all that was to
// be done before is done.
func (k *Keeper) had(a Account) (had bool) {
	k.tell(Heard{Change: func(m *Memory) { had = m.tokens[a].Place == InKeyring }})
	return had
}

// Forget removes what the keyring has for an account.
func (k *Keeper) Forget(a Account) {
	k.queue.do(func(ctx context.Context) {
		err := k.ring.Forget(ctx, a.Host, a.User)
		k.tell(Heard{Err: err, Change: func(*Memory) {}})
	})
}

// loaded takes what the keyring had of an account.
func (m *Memory) loaded(a Account, secret string, err error) {
	if secret != "" || err != nil {
		m.hear(err)
	}
	if m.asked == a {
		m.asked = Account{}
	}
	if _, newer := m.tokens[a]; newer || secret == "" {
		return
	}
	m.tokens[a] = Token{Value: secret, Place: InKeyring}
	if a == m.current && m.held.Value == "" {
		m.held = m.tokens[a]
	}
}

// stored takes where a secret is now, unless there is a newer one meanwhile.
func (m *Memory) stored(a Account, secret string, kept bool, err error) {
	if kept || err != nil {
		m.hear(err)
	}
	place := ThisRun
	if kept {
		place = InKeyring
	}
	if m.tokens[a].Value == secret {
		m.tokens[a] = Token{Value: secret, Place: place}
	}
	if a == m.current && m.held.Value == secret {
		m.held = m.tokens[a]
	}
}

// hear notes whether a keyring served.
func (m *Memory) hear(err error) { m.keyring = err }
