package assets

// Version is the program's version. FyneApp.toml, which is outside of what a
// build can embed, says the same: a test compares them.
const Version = "0.1.0"
