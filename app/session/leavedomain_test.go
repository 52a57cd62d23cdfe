package session_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/testkit"
)

// shopDomain is the Domain of shop's images, in a registry.
const shopDomain = `apiVersion: weblogic.oracle/v9
kind: Domain
metadata: {name: shop, namespace: shop-ns}
spec:
  configuration:
    model:
      auxiliaryImages: [{image: REGISTRY/shop/model:v1}]
`

func TestAnImageThatIsChangedDoesNotComeIntoAnothersDomain(t *testing.T) {
	registry := testkit.NewReal(t, &testkit.Real{Program: "docker-registry"}).Address
	base := pushBase(t, registry)
	for repository, kept := range map[string]bool{"/shop/model": true, "/bank/model": false} {
		t.Run(repository, func(t *testing.T) {
			s := realSession(t, registry+repository+":v1", base)
			if _, end := allowed(t, s, session.ActCreateAndPush); end.Outcome.Err != nil {
				t.Fatal(end.Outcome.Err)
			}
			path := filepath.Join(t.TempDir(), "domain.yaml")
			put(t, path, strings.Replace(shopDomain, "REGISTRY", registry, 1))
			s.Edit(func(f *form.Form) { f.SetTag(registry + "/shop/model:v7") })
			if err := s.Deployment().UseDomain(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			o, err := session.OpenImage(t.Context(), s, registry+repository+":v1", "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := session.FillFromImage(t.Context(), s, o); err != nil {
				t.Fatal(err)
			}
			f := s.Snapshot().Form
			if is := f.DomainFile == path && f.DomainUID == "shop"; is != kept || !kept && f.DomainFile+f.DomainUID+f.DomainNamespace != "" {
				t.Errorf("the Domain is %q, %q in %q; kept: want %t", f.DomainFile, f.DomainUID, f.DomainNamespace, kept)
			}
		})
	}
}

func TestADomainFileIsReadAnewWhenItChanges(t *testing.T) {
	s := realSession(t, "registry.example.com/shop/model:v2", "registry.example.com/base:1")
	path := filepath.Join(t.TempDir(), "domain.yaml")
	first := strings.Replace(shopDomain, "REGISTRY", "registry.example.com", 1)
	put(t, path, first)
	if err := s.Deployment().UseDomain(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s.Deployment().Values() // the file was looked at
	put(t, path, strings.Replace(first, "[{image", "[{image: registry.example.com/common/lib:v3}, {image", 1))
	s.LookAgain()
	until(t, s, func(now session.Snapshot) bool {
		return strings.Contains(now.Deploy.UpdateCommand(), "/auxiliaryImages/1/image")
	})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := s.Deployment().ReadDomain(t.Context()); err == nil || s.Snapshot().Deploy.Domain != nil {
		t.Errorf("got %v, want that the file is gone", err)
	}
}
