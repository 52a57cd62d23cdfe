//go:build !race

package testkit

const stride = 1
