package testkit

import (
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// OracleCloud imitates the services of Oracle Cloud that are asked about a
// person, on any host: Object Storage (the namespace), Identity (regions, user,
// auth tokens), Artifacts (repositories) and the registry's token.
//
// Every request must be signed by the published rules: HTTP Signatures
// (draft-cavage-http-signatures-08), version 1, rsa-sha256 over at least date,
// (request-target) and host, the date at most five minutes off
// (docs.oracle.com, "Request Signatures").
//
// Change its fields between requests only.
type OracleCloud struct {
	Keys map[string]*rsa.PublicKey // by keyId

	Tenancy, User string // OCIDs
	Namespace     string
	Name          string   // of the user
	Regions       []string // "LHR uk-london-1", the first is home
	Repositories  []string // sent two to a page
	CreatesFirst  bool
	AuthTokens    []string  // descriptions, each made a day after the one before
	Token         string    // of the registry
	Clock         time.Time // of the services; zero is now

	// Refuse answers a path (or its beginning) with a status and Oracle's code;
	// Once answers the first request so alone.
	Refuse map[string]Refusal

	mu       sync.Mutex
	refused  map[string]int
	requests []string
}

// Refusal is an answer in the place of the wanted one.
type Refusal struct {
	Status        int
	Code, Message string
	RetryAfter    int // in seconds
	Once          bool
}

// Requests returns what was asked: method, host and path, in order.
func (o *OracleCloud) Requests() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.requests)
}

func (o *OracleCloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	o.requests = append(o.requests, r.Method+" "+r.Host+r.URL.Path)
	o.mu.Unlock()
	w.Header().Set("Opc-Request-Id", fmt.Sprintf("request-%d", len(o.Requests())))
	if why := o.unsigned(r); why != "" {
		Refusal{Status: http.StatusUnauthorized, Code: "NotAuthenticated", Message: why}.send(w)
		return
	}
	if refusal, refused := o.refusal(r.URL.Path); refused {
		refusal.send(w)
		return
	}
	answer, next := o.answer(r)
	if answer == nil {
		Refusal{Status: http.StatusNotFound, Code: "NotAuthorizedOrNotFound", Message: "Authorization failed or requested resource not found."}.send(w)
		return
	}
	if next != "" {
		w.Header().Set("Opc-Next-Page", next)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

func (r Refusal) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if r.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.RetryAfter))
	}
	w.WriteHeader(r.Status)
	_ = json.NewEncoder(w).Encode(map[string]string{"code": r.Code, "message": r.Message})
}

// refusal returns the refusal of a path, and whether it holds still.
func (o *OracleCloud) refusal(path string) (Refusal, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for prefix, refusal := range o.Refuse {
		if strings.HasPrefix(path, prefix) && (!refusal.Once || o.refused[prefix] == 0) {
			if o.refused == nil {
				o.refused = map[string]int{}
			}
			o.refused[prefix]++
			return refusal, true
		}
	}
	return Refusal{}, false
}

// answer returns what is asked for and the name of the next page; nil for what
// is not there or nobody may see.
func (o *OracleCloud) answer(r *http.Request) (answer any, next string) {
	service, _, _ := strings.Cut(r.Host, ".")
	switch path := strings.TrimSuffix(r.URL.Path, "/"); {
	case service == "objectstorage" && path == "/n":
		return o.Namespace, ""
	case service == "identity" && path == "/20160918/tenancies/"+o.Tenancy+"/regionSubscriptions":
		return o.regions(), ""
	case service == "identity" && path == "/20160918/users/"+o.User:
		return map[string]any{"id": o.User, "compartmentId": o.Tenancy, "name": o.Name, "description": o.Name, "lifecycleState": "ACTIVE", "isMfaActivated": false, "timeCreated": began}, ""
	case service == "identity" && path == "/20160918/users/"+o.User+"/authTokens":
		return o.authTokens(), ""
	case service == "artifacts" && path == "/20160918/container/repositories" && r.URL.Query().Get("compartmentId") == o.Tenancy:
		return o.repositories(r.URL.Query().Get("page"))
	case service == "artifacts" && path == "/20160918/container/configuration":
		return map[string]any{"isRepositoryCreatedOnFirstPush": o.CreatesFirst, "namespace": o.Namespace}, ""
	case path == "/20180419/docker/token":
		return map[string]any{"token": o.Token, "expires_in": 3600}, ""
	}
	return nil, ""
}

var began = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

func (o *OracleCloud) regions() (all []map[string]any) {
	for i, region := range o.Regions {
		key, name, _ := strings.Cut(region, " ")
		all = append(all, map[string]any{"regionKey": key, "regionName": name, "status": "READY", "isHomeRegion": i == 0})
	}
	return all
}

func (o *OracleCloud) authTokens() []map[string]any {
	all := []map[string]any{}
	for i, description := range o.AuthTokens {
		all = append(all, map[string]any{"id": fmt.Sprintf("ocid1.credential.oc1..%d", i), "userId": o.User, "description": description, "timeCreated": began.AddDate(0, 0, i), "lifecycleState": "ACTIVE"})
	}
	return all
}

func (o *OracleCloud) repositories(page string) (any, string) {
	from, _ := strconv.Atoi(page)
	to := min(from+2, len(o.Repositories))
	items := []map[string]any{}
	for _, name := range o.Repositories[from:to] {
		items = append(items, map[string]any{
			"compartmentId": o.Tenancy, "displayName": name, "id": "ocid1.containerrepo.oc1.." + name, "namespace": o.Namespace,
			"imageCount": 1, "isPublic": false, "layerCount": 3, "layersSizeInBytes": 1, "billableSizeInGBs": 0, "lifecycleState": "AVAILABLE",
			"timeCreated": began, "freeformTags": map[string]string{}, "definedTags": map[string]any{}, "systemTags": map[string]any{},
		})
	}
	next := ""
	if to < len(o.Repositories) {
		next = strconv.Itoa(to)
	}
	return map[string]any{"items": items, "repositoryCount": len(o.Repositories), "imageCount": 0, "layerCount": 0, "layersSizeInBytes": 0, "remainingItemsCount": 0}, next
}

// parameters of an Authorization header of the kind Signature.
var parameters = regexp.MustCompile(`([a-zA-Z]+)="([^"]*)"`)
