package contract

// Has returns a function that tells whether layers laid over each other, lowest
// first, hold a path, links followed.
func Has(layers []Layer) func(name string) bool {
	root := newDirectory()
	for _, l := range layers {
		root.apply(l, func(string, string) {})
	}
	return func(name string) bool {
		n, _ := root.resolve(name)
		return n != nil
	}
}
