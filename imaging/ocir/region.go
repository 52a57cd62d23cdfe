package ocir

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"auximage/assets"
)

// Region is one of Oracle's regions.
type Region struct {
	Key    string   // "lhr"
	ID     string   // "uk-london-1"
	Realm  string   // "oc1" is the commercial one
	Name   string   // in English; the ID where no source has one
	French string   // the English name where no source has a French one
	Host   string   // the registry's host to offer: "lhr.ocir.io", the long form outside oc1
	Hosts  []string // every host by which the registry is reached, Host first

	texts []string // what Find looks through, folded
}

// In returns the name in a language, "fr" or any other for English.
func (r Region) In(language string) string {
	if language == "fr" {
		return r.French
	}
	return r.Name
}

// Regions returns all known regions, the commercial realm first, then by name.
// Any host may be used that is not among them: the table is a convenience.
func Regions() []Region { return slices.Clone(table()) }

// RegionOf returns the region that a registry host belongs to.
func RegionOf(host string) (Region, bool) {
	host = strings.ToLower(host)
	for _, r := range table() {
		if slices.Contains(r.Hosts, host) {
			return r, true
		}
	}
	return Region{}, false
}

// HostIn returns the registry's host to offer in a region, by its identifier, key and
// realm: of one that the table has not as Oracle makes them in that realm. Empty is a
// realm whose domain is not known.
func HostIn(id, key, realm string) string {
	for _, r := range table() {
		if r.ID == id {
			return r.Host
		}
	}
	domain := domains()[realm]
	switch {
	case domain == "" || id == "":
		return ""
	case realm == commercial && key != "":
		return key + shortDomain
	}
	return longHost(id, domain)
}

// longHost is the form that every realm has.
func longHost(id, domain string) string { return "ocir." + id + ".oci." + domain }

// Find returns the regions that a text means, the best first: by name in either
// language, key, identifier or host, in any case, with or without accents.
// An empty text means all of them. Of those that are as good the commercial realm's
// come first, in the order of compare; nil is the table's.
func Find(text string, compare func(a, b Region) int) []Region {
	query := fold(Clean(text))
	type hit struct {
		Region
		rank int
	}
	var hits []hit
	for _, r := range table() {
		if rank, ok := r.match(query); ok {
			hits = append(hits, hit{r, rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if order := cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.abroad(), b.abroad())); order != 0 || compare == nil {
			return order
		}
		return compare(a.Region, b.Region)
	})
	found := make([]Region, len(hits))
	for i, h := range hits {
		found[i] = h.Region
	}
	return found
}

// abroad is 1 for a region outside the commercial realm.
func (r Region) abroad() int {
	if r.Realm == commercial {
		return 0
	}
	return 1
}

// match ranks a folded query against the region: whole, beginning, beginning of
// a word, anywhere, all its words anywhere.
func (r Region) match(query string) (rank int, ok bool) {
	rank = 5
	for _, text := range r.texts {
		switch at := strings.Index(text, query); {
		case text == query:
			return 0, true
		case at == 0:
			rank = min(rank, 1)
		case at > 0 && !unicode.IsLetter(rune(text[at-1])) && !unicode.IsDigit(rune(text[at-1])):
			rank = min(rank, 2)
		case at > 0:
			rank = min(rank, 3)
		}
	}
	all := strings.Join(r.texts, "\n")
	words := strings.Fields(query)
	if len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) }) {
		rank = min(rank, 4)
	}
	return rank, rank < 5
}

// fold takes case and accents off, and makes the apostrophe the one on keyboards.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’':
			return '\''
		}
		return r
	}, norm.NFD.String(text))
	return strings.ToLower(text)
}

// regionsFile is what assets/regions.json says.
var regionsFile = sync.OnceValue(func() (file struct {
	Realms  map[string]string // realm to domain
	Regions []struct {
		Key, ID, Realm string
		Name           string
		NameFr         string
	}
}) {
	if err := json.Unmarshal(assets.Regions, &file); err != nil {
		panic("regions.json: " + err.Error()) // an embedded file, read by every test
	}
	return file
})

// domains are those of the realms.
func domains() map[string]string { return regionsFile().Realms }

// table are the regions of the file.
var table = sync.OnceValue(func() []Region {
	file := regionsFile()
	regions := make([]Region, 0, len(file.Regions))
	for _, row := range file.Regions {
		r := Region{Key: row.Key, ID: row.ID, Realm: row.Realm}
		r.Name = cmp.Or(row.Name, row.ID)
		r.French = cmp.Or(row.NameFr, r.Name)
		long := longHost(r.ID, file.Realms[r.Realm])
		r.Hosts = []string{long}
		if r.Realm == commercial { // ocir.io serves no other realm
			r.Hosts = []string{r.Key + shortDomain, r.ID + shortDomain, long}
		}
		r.Host = r.Hosts[0]
		r.texts = append([]string{r.Key, r.ID, fold(r.Name), fold(r.French)}, r.Hosts...)
		regions = append(regions, r)
	}
	return regions
})

const (
	commercial  = "oc1"
	shortDomain = ".ocir.io"
)

// IsHost tells whether a host looks like one of OCIR's, known region or not.
// There a path begins with the tenancy namespace.
func IsHost(host string) bool {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	if label, ok := strings.CutSuffix(host, shortDomain); ok {
		return label != "" && !strings.Contains(label, ".")
	}
	rest, ok := strings.CutPrefix(host, "ocir.")
	_, domain, oci := strings.Cut(rest, ".oci.")
	return ok && oci && strings.Contains(domain, ".")
}
