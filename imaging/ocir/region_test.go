package ocir

import (
	"strings"
	"testing"
)

func TestFindsARegionByWhatAPersonTypes(t *testing.T) {
	for text, want := range map[string]string{
		"lhr":                                  "lhr",
		"LHR":                                  "lhr",
		"uk south":                             "lhr",
		"London":                               "lhr",
		"londres":                              "lhr",
		"UK South (London)":                    "lhr",
		"Sud du Royaume-Uni (Londres)":         "lhr",
		"uk-london-1":                          "lhr",
		"lhr.ocir.io":                          "lhr",
		" https://lhr.ocir.io/ ":               "lhr",
		"uk-london-1.ocir.io":                  "lhr",
		"ocir.uk-london-1.oci.oraclecloud.com": "lhr",
		"francfort":                            "fra",
		"frankf":                               "fra",
		"etats-unis ashburn":                   "iad",
		"ÉTATS-UNIS (PHOENIX)":                 "phx",
		"sud de l'inde":                        "hyd",
		"sao paulo":                            "gru",
		"são":                                  "gru",
		"central osaka":                        "kix",
		"us-langley-1":                         "lfi",
	} {
		found := Find(text, nil)
		if len(found) == 0 || found[0].Key != want {
			t.Errorf("Find(%q) gives %v first, want %s", text, keys(found), want)
		}
	}
	if found := Find("nowhere at all", nil); len(found) != 0 {
		t.Errorf("an unknown name finds %v", keys(found))
	}
	if got, want := len(Find("", nil)), len(Regions()); got != want {
		t.Errorf("an empty text finds %d regions of %d", got, want)
	}
}

func TestRegionsThatAreAsGoodComeInTheOrderThatIsAsked(t *testing.T) {
	backwards := func(a, b Region) int { return strings.Compare(b.Key, a.Key) }
	found := Find("", backwards)
	if found[0].Key != "zrh" || found[len(found)-1].Realm == "oc1" {
		t.Errorf("got %v, want the commercial realm from zrh on first", keys(found))
	}
	if best := Find("lhr", backwards)[0].Key; best != "lhr" {
		t.Errorf("the best is %s", best)
	}
}

func TestTheTableIsWhole(t *testing.T) {
	seen := map[string]string{}
	for _, r := range Regions() {
		for _, text := range append([]string{r.Key, r.ID}, r.Hosts...) {
			if other, twice := seen[text]; twice {
				t.Errorf("%s stands for %s and %s", text, other, r.ID)
			}
			seen[text] = r.ID
		}
		if len(r.Key) != 3 || r.Name == "" || r.French == "" || r.Host != r.Hosts[0] {
			t.Errorf("%+v has a gap", r)
		}
		for _, host := range r.Hosts {
			if !IsHost(host) || strings.Contains(host, "..") || strings.HasSuffix(host, ".") {
				t.Errorf("%s is no host of OCIR's", host)
			}
			if got, ok := RegionOf(strings.ToUpper(host)); !ok || got.Key != r.Key {
				t.Errorf("RegionOf(%s) is %s", host, got.Key)
			}
			if found := CheckHost(Parts{Host: host}); len(found) != 0 {
				t.Errorf("%s: %v", host, found)
			}
		}
		if short := strings.HasSuffix(r.Host, ".ocir.io"); short != (r.Realm == "oc1") {
			t.Errorf("%s of realm %s is offered as %s", r.ID, r.Realm, r.Host)
		}
	}
	london, _ := RegionOf("lhr.ocir.io")
	if london.In("en") != "UK South (London)" || london.In("fr") != "Sud du Royaume-Uni (Londres)" {
		t.Errorf("London is called %q and %q", london.In("en"), london.In("fr"))
	}
}

func keys(regions []Region) (keys []string) {
	for _, r := range regions {
		keys = append(keys, r.Key)
	}
	return keys
}

func TestTheHostOfARegionIsItsOwn(t *testing.T) {
	for _, c := range []struct{ id, key, realm, want string }{
		{"uk-london-1", "", "", "lhr.ocir.io"},
		{"uk-london-2", "xyz", "oc1", "xyz.ocir.io"}, // of no table: nothing like it is taken
		{"uk-london", "", "", ""},
		{"xx-new-1", "", "oc1", "ocir.xx-new-1.oci.oraclecloud.com"},
		{"xx-new-1", "xnw", "oc4", "ocir.xx-new-1.oci.oraclegovcloud.uk"},
		{"xx-new-1", "xnw", "oc77", ""},
		{"", "", "oc1", ""},
	} {
		if got := HostIn(c.id, c.key, c.realm); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}
