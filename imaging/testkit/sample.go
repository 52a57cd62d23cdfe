package testkit

// Sampled tells whether the nth of very many alike cases, counted from 0, is to be
// tried: each is, and under the race detector, with which they take seven times as
// long, one in seven.
func Sampled(n int) bool { return n%stride == 0 }
