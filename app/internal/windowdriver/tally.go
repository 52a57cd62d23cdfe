package windowdriver

import "fmt"

// Tally counts what a person did.
type Tally struct {
	Clicks  int
	Keys    int // Tab, Enter, arrows and shortcuts, each press of one
	Entries int // texts typed or pasted, however long
}

// Inputs returns all of it together.
func (t Tally) Inputs() int { return t.Clicks + t.Keys + t.Entries }

func (t Tally) String() string {
	return fmt.Sprintf("%d inputs: %d clicks, %d keys, %d texts", t.Inputs(), t.Clicks, t.Keys, t.Entries)
}
