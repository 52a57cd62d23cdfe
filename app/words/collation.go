package words

import "golang.org/x/text/collate"

// Collation returns what compares two texts as the language orders them: accents and
// case decide only between texts that are the same but for them. It is for one
// goroutine.
func Collation() func(a, b string) int { return collate.New(speaking.Load().tag).CompareString }
