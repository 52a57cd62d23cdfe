package words

// Labelled returns what something is called, and what it is, on one line. Languages
// write the colon each in their way.
func Labelled(label, value string) string {
	return L("{{.Label}}: {{.Value}}", map[string]any{"Label": label, "Value": value})
}
