package ocir

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/report"
)

func TestAUserNameIsComposedAndTakenApart(t *testing.T) {
	for text, want := range map[string]User{
		"ns/lab.user@oracle.com":                       {Local, "ns", "", "lab.user@oracle.com"},
		"ns/oracleidentitycloudservice/lab@oracle.com": {Federated, "ns", "", "lab@oracle.com"},
		"ns/MyDomain/lab@oracle.com":                   {Domain, "ns", "MyDomain", "lab@oracle.com"},
		"lab@oracle.com":                               {Local, "", "", "lab@oracle.com"},
		"ns/":                                          {Local, "ns", "", ""},
	} {
		if got := SplitUser(text); got != want {
			t.Errorf("SplitUser(%q) is %+v", text, got)
		}
		if got := want.String(); got != text {
			t.Errorf("%+v is written %q", want, got)
		}
	}
	if got := UserName(Domain, "ns", "", "lab"); got != "ns/lab" {
		t.Errorf("without a domain the domain form is %q", got)
	}
}

func TestTheOtherFormsOfAUserName(t *testing.T) {
	for user, want := range map[string][]string{
		"ns/lab":                            {"ns/oracleidentitycloudservice/lab"},
		"ns/oracleidentitycloudservice/lab": {"ns/lab"},
		"ns/MyDomain/lab":                   {"ns/lab", "ns/oracleidentitycloudservice/lab"},
		"lab":                               nil,
	} {
		if got := OtherForms(user); !slices.Equal(got, want) {
			t.Errorf("OtherForms(%q) is %v", user, got)
		}
	}
}

func TestCheckUserNamesWhatIsWrong(t *testing.T) {
	target := Parts{"lhr.ocir.io", "ns", "app", "v1"}
	const token = `#;k)>x[5H.-}3yRkBZ;r`
	for what, c := range map[string]struct {
		user string
		want report.Code
		args report.Args
	}{
		"another namespace":            {"other/lab", CodeUserNamespace, report.Args{"UserNamespace": "other", "Namespace": "ns"}},
		"no namespace":                 {"lab@oracle.com", CodeUserNoNamespace, report.Args{"Suggestion": "ns/lab@oracle.com"}},
		"a placeholder":                {"ns/YOUR_ORACLE_CLOUD_USERNAME", CodePlaceholderUser, nil},
		"the namespace's placeholder":  {"NAMESPACE_OF_YOUR_TENANCY/lab", CodePlaceholderNamespace, nil},
		"a token":                      {token, CodeUserIsToken, nil},
		"a token behind the namespace": {"ns/" + token, CodeUserIsToken, nil},
		"a colon":                      {"ns/lab:x", CodeBadUser, report.Args{"Character": ":"}},
		"a blank":                      {"ns/lab x", CodeBadUser, report.Args{"Character": " "}},
	} {
		found := CheckUser(c.user, target)
		if len(found) != 1 || found[0].Code != c.want {
			t.Errorf("%s: %v, want %s", what, found, c.want)
			continue
		}
		for k, want := range c.args {
			if got := found[0].Args[k]; got != want {
				t.Errorf("%s: %s is %v, want %v", what, k, got, want)
			}
		}
		if strings.Contains(fmt.Sprint(found), token) {
			t.Errorf("%s: what may be a token stands in %v", what, found)
		}
	}
	for _, user := range []string{"ns/lab.user@oracle.com", "ns/oracleidentitycloudservice/very.long.name+tag@some.example.com", "ns/Default/x", "", "ns/svc_account-with-long-name", TokenUser} {
		if found := CheckUser(user, target); len(found) != 0 {
			t.Errorf("%q: %v", user, found)
		}
	}
	if found := CheckUser("anyone", Parts{Host: "localhost:5000", Namespace: "a"}); len(found) != 0 {
		t.Errorf("on another registry any name serves: %v", found)
	}
}
