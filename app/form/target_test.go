package form_test

import (
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/imaging/ocir"
)

func TestTagAndPartsFollowEachOther(t *testing.T) {
	lab := ocir.Parts{Host: "lhr.ocir.io", Namespace: "ns", Repository: "test-model-ankit", Version: "v1"}
	for _, c := range []struct {
		name string
		do   func(*form.Form)
		tag  string
		want ocir.Parts
	}{
		{"a pasted tag fills the parts", func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/test-model-ankit:v1") },
			"lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"what people really paste is understood", func(f *form.Form) { f.SetTag(" docker push \"https://lhr.ocir.io/ns/test-model-ankit:v1\"\r\n") },
			"lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"parts compose the tag", func(f *form.Form) {
			f.SetPart(form.FieldRegion, "lhr.ocir.io")
			f.SetPart(form.FieldNamespace, "ns")
			f.SetPart(form.FieldRepository, "test-model-ankit")
			f.SetPart(form.FieldVersion, "v1")
		}, "lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"a whole tag pasted into a part is taken for what it is", func(f *form.Form) { f.SetPart(form.FieldRepository, "lhr.ocir.io/ns/test-model-ankit:v1") },
			"lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"a version behind the repository's name is the version", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns")
			f.SetPart(form.FieldNamespace, "ns")
			for _, typed := range []string{"test-model-ankit", "test-model-ankit:", "test-model-ankit:v", "test-model-ankit:v1"} {
				f.SetPart(form.FieldRepository, typed)
			}
		}, "lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"a name that loses its colon keeps the version", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/other:v1")
			f.SetPart(form.FieldRepository, "test-model-ankit:")
		}, "lhr.ocir.io/ns/test-model-ankit:v1", lab},
		{"a changed part keeps the others", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/test-model-ankit:v1")
			f.SetPart(form.FieldRegion, "fra.ocir.io")
		}, "fra.ocir.io/ns/test-model-ankit:v1", ocir.Parts{Host: "fra.ocir.io", Namespace: "ns", Repository: "test-model-ankit", Version: "v1"}},
		{"a field that is no part changes nothing", func(f *form.Form) { f.SetPart(form.FieldUser, "x") }, "", ocir.Parts{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := form.New()
			c.do(&f)
			if f.Tag != c.tag || f.Target != c.want {
				t.Errorf("tag %q, parts %+v", f.Tag, f.Target)
			}
		})
	}
}

func TestTheUserNameIsProposedFromTheNamespace(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*form.Form)
		want string
	}{
		{"it begins with the namespace", func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v1") }, "ns/"},
		{"it follows a namespace being typed", func(f *form.Form) {
			f.SetPart(form.FieldRegion, "lhr.ocir.io")
			f.SetPart(form.FieldNamespace, "n")
			f.SetPart(form.FieldNamespace, "ns")
		}, "ns/"},
		{"a typed name stays behind a changed namespace", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("ns/lab.user@oracle.com")
			f.SetPart(form.FieldNamespace, "other")
		}, "other/lab.user@oracle.com"},
		{"a user of another namespace is left alone", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("else/lab.user@oracle.com")
			f.SetPart(form.FieldNamespace, "other")
		}, "else/lab.user@oracle.com"},
		{"the lab's line is pasted with its placeholders, which are replaced from the left", func(f *form.Form) {
			f.SetTag("END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1")
			f.SetPart(form.FieldRegion, "lhr.ocir.io")
			f.SetPart(form.FieldNamespace, "ns")
			f.SetPart(form.FieldRepository, "test-model-ankit")
		}, "ns/"},
		{"and from the right", func(f *form.Form) {
			f.SetTag("END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1")
			f.SetPart(form.FieldRepository, "test-model-ankit")
			f.SetPart(form.FieldNamespace, "ns")
			f.SetPart(form.FieldRegion, "lhr.ocir.io")
		}, "ns/"},
		{"and in the tag itself", func(f *form.Form) {
			f.SetTag("END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1")
			f.SetTag("lhr.ocir.io/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1")
			f.SetTag("lhr.ocir.io/ns/test-model-your_first_name:v1")
		}, "ns/"},
		{"a placeholder is not proposed", func(f *form.Form) { f.SetTag("lhr.ocir.io/NAMESPACE_OF_YOUR_TENANCY/x:v1") }, ""},
		{"a name that was typed first gets the namespace", func(f *form.Form) {
			f.SetUser("lab.user@oracle.com")
			f.SetTag("lhr.ocir.io/ns/x:v1")
		}, "ns/lab.user@oracle.com"},
		{"a form that was chosen first is kept", func(f *form.Form) {
			f.SetUserForm(form.FederatedUser)
			f.SetTag("lhr.ocir.io/ns/x:v1")
		}, "ns/oracleidentitycloudservice/"},
		{"a federated name keeps its form in another namespace", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("ns/oracleidentitycloudservice/me@x.org")
			f.SetPart(form.FieldNamespace, "other")
		}, "other/oracleidentitycloudservice/me@x.org"},
		{"a name at a registry of another kind stays as it is", func(f *form.Form) {
			f.SetUser("me")
			f.SetTag("ghcr.io/org/x:v1")
		}, "me"},
		{"a registry of another kind proposes nothing", func(f *form.Form) { f.SetTag("ghcr.io/me/x:v1") }, ""},
		{"an untouched proposal goes with its namespace", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetTag("")
		}, ""},
		{"the name for a token of the registry's stays in another namespace", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("BEARER_TOKEN")
			f.SetPart(form.FieldNamespace, "other")
		}, "BEARER_TOKEN"},
		{"and goes with its registry", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("BEARER_TOKEN")
			f.SetPart(form.FieldRegion, "fra.ocir.io")
		}, "ns/"},
		{"typed before the tag it stays", func(f *form.Form) {
			f.SetUser("BEARER_TOKEN")
			f.SetTag("lhr.ocir.io/ns/x:v1")
		}, "BEARER_TOKEN"},
		{"blanks and quotes come off", func(f *form.Form) { f.SetUser(" 'ns/me' \n") }, "ns/me"},
		{"a slash that was just typed stays", func(f *form.Form) { f.SetUser("ns/") }, "ns/"},
		{"a whole name typed behind the proposed namespace has it once", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			for typed := range len("ns/lab.user@oracle.com") {
				f.SetUser(f.User + "ns/lab.user@oracle.com"[typed:typed+1])
			}
		}, "ns/lab.user@oracle.com"},
		{"a user who is called as the namespace is", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.SetUser("ns/ns")
		}, "ns/ns"},
		{"a domain that is called as the namespace is, in a project", func(f *form.Form) {
			f.SetTag("lhr.ocir.io/ns/x:v1")
			f.User = "ns/ns/me"
			f.SetUser(f.User)
		}, "ns/ns/me"},
		{"a federated name is written with its middle", func(f *form.Form) {
			f.SetUser("ns/me@x.com")
			f.SetUserForm(form.FederatedUser)
		}, "ns/oracleidentitycloudservice/me@x.com"},
		{"a name in a domain is written with the domain", func(f *form.Form) {
			f.SetUser("ns/oracleidentitycloudservice/me@x.com")
			f.Domain = "Staff"
			f.SetUserForm(form.DomainUser)
		}, "ns/Staff/me@x.com"},
		{"and back again", func(f *form.Form) {
			f.SetUser("ns/Staff/me@x.com")
			f.SetUserForm(form.LocalUser)
		}, "ns/me@x.com"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := form.New()
			c.do(&f)
			if f.User != c.want {
				t.Errorf("the user is %q, want %q", f.User, c.want)
			}
		})
	}
}

func TestTheFormOfAUserNameIsSeen(t *testing.T) {
	for user, want := range map[string]form.UserForm{
		"ns/me":                              form.LocalUser,
		"ns/oracleidentitycloudservice/me@x": form.FederatedUser,
		"ns/Staff/me@x":                      form.DomainUser,
		"me":                                 form.LocalUser,
	} {
		f := form.New()
		if f.SetUser(user); f.UserForm != want {
			t.Errorf("%s is %s, want %s", user, f.UserForm, want)
		}
	}
}

func TestFieldsSayWhatIsWrongWithThem(t *testing.T) {
	for _, c := range []struct {
		name  string
		do    func(*form.Form)
		field form.Field
		code  string
	}{
		{"the lab's placeholder for the region", func(f *form.Form) { f.SetTag("END_POINT_OF_YOUR_REGION/ns/x:v1") }, form.FieldRegion, "ocir.placeholder-host"},
		{"and the tag says so too", func(f *form.Form) { f.SetTag("END_POINT_OF_YOUR_REGION/ns/x:v1") }, form.FieldTag, "ocir.placeholder-host"},
		{"a name that no repository carries", func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/test-model-Éloïse:v1") }, form.FieldRepository, "ocir.bad-repository"},
		{"another namespace in the user name", func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v1"); f.SetUser("other/me") }, form.FieldUser, "ocir.user-namespace"},
		{"no host is Docker Hub", func(f *form.Form) { f.SetTag("me/x:v1") }, form.FieldTag, "ocir.docker-hub"},
		{"what is not filled in is no fault", func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") }, form.FieldNamespace, ""},
		{"an empty form has no fault", func(*form.Form) {}, form.FieldTag, ""},
		{"a home that is not absolute", func(f *form.Form) { f.WDTHome = "auxiliary" }, form.FieldHomes, "contract.home"},
		{"an owner with a blank", func(f *form.Form) { f.OwnerUser = "a b" }, form.FieldOwner, "imaging.owner-name"},
		{"an owner by number", func(f *form.Form) { f.OwnerUser, f.OwnerGroup = "1000", "root" }, form.FieldOwner, ""},
		{"a platform that there is not", func(f *form.Form) { f.Platforms = []string{"windows/amd64"} }, form.FieldPlatforms, "form.bad-platform"},
		{"a base by its digest", func(f *form.Form) { f.CustomBase, f.BaseRef = true, "ghcr.io/a/b@sha256:"+strings.Repeat("0", 64) }, form.FieldBase, ""},
		{"a primary image by its tag and digest", func(f *form.Form) { f.PrimaryTag = "ghcr.io/a/b:1@sha256:" + strings.Repeat("0", 64) }, form.FieldPrimaryTag, ""},
		{"a base that is no reference", func(f *form.Form) { f.CustomBase, f.BaseRef = true, "ghcr.io/a//b:1" }, form.FieldBase, "ocir.bad-repository"},
		{"the lab's primary image gets a word", func(*form.Form) {}, form.FieldPrimaryTag, "form.old-weblogic"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := form.New()
			c.do(&f)
			if got := f.Check()[c.field]; string(got.Code) != c.code {
				t.Errorf("%s: %v", c.field, got)
			}
		})
	}
}
