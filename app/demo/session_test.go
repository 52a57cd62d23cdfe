package demo_test

import (
	"testing"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/session"
)

func TestASessionIsReadyToCreateAndLeavesThePersonsOwnThingsAlone(t *testing.T) {
	d := demotest.Start(t)
	s, err := session.Open(d.Config())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot()
	if now.Form.Tag != demo.Tag || now.Form.User != demo.User || len(now.Form.Models) == 0 {
		t.Errorf("the form is %+v", now.Form)
	}
	if now.TokenKept != accounts.Typed || now.Form.KeepToken {
		t.Errorf("the token is %q, to be kept: %t; want one in memory alone", now.TokenKept, now.Form.KeepToken)
	}
	if now.Next != session.ActCreate {
		t.Errorf("the next step is %q", now.Next)
	}
}
