package cloud

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oracle/oci-go-sdk/v65/artifacts"
	"github.com/oracle/oci-go-sdk/v65/common"
	"github.com/oracle/oci-go-sdk/v65/identity"
	"github.com/oracle/oci-go-sdk/v65/objectstorage"

	"auximage/imaging/report"
)

// Facts is what the cloud knows that a form wants to know. What could not be
// learned is empty; the findings that come with it say why.
type Facts struct {
	Region string // identifier of the one that was asked
	Realm  string // of the tenancy: oc1 is the commercial one; empty when its identifier does not say

	Namespace    string      // of the tenancy
	Regions      []Region    // that the tenancy is subscribed to, the home region first
	User         string      // as the registry wants it, behind the namespace and a slash
	Repositories []string    // their names, sorted
	Complete     bool        // those are all repositories
	CreatesFirst *bool       // whether a push may create its repository, in the root compartment; nil is not known
	AuthTokens   []AuthToken // the oldest first; an identity holds two at most; nil is not known
}

// Region is a region that the tenancy is subscribed to.
type Region struct {
	Key, ID string // lhr, uk-london-1
	Home    bool
}

// AuthToken is an auth token of the user, whose value nobody can ask for.
type AuthToken struct {
	Created time.Time
	Active  bool
}

// MaxAuthTokens is how many a user may have (Oracle: "Managing User
// Credentials").
const MaxAuthTokens = 2

// question is one thing that is asked, and what to do with the answer.
type question func(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error

// Facts asks all services side by side. What one of them refuses is a finding,
// a warning; the error is that of ctx.
func (c *Client) Facts(ctx context.Context) (Facts, []report.Finding, error) {
	facts := Facts{Region: c.Region(), Realm: c.realm()}
	var mu sync.Mutex
	var found []report.Finding
	var all sync.WaitGroup
	for _, ask := range []question{namespace, regions, user, authTokens, repositories, configuration} {
		all.Go(func() {
			if err := ask(ctx, c, &facts, &mu); err != nil {
				f, _ := report.Of(err)
				f.Severity = report.Warning
				mu.Lock()
				defer mu.Unlock()
				found = append(found, f)
			}
		})
	}
	all.Wait()
	return facts, sorted(found), ctx.Err()
}

// sorted returns findings once each: five services refuse a signature alike.
func sorted(found []report.Finding) []report.Finding {
	slices.SortStableFunc(found, func(a, b report.Finding) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return slices.CompactFunc(found, func(a, b report.Finding) bool { return a.Code == b.Code })
}

func namespace(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	service, err := objectstorage.NewObjectStorageClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	answer, err := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (objectstorage.GetNamespaceResponse, error) {
		return service.GetNamespace(ctx, objectstorage.GetNamespaceRequest{})
	})
	mu.Lock()
	defer mu.Unlock()
	facts.Namespace = text(answer.Value)
	return err
}

func regions(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	service, err := identity.NewIdentityClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	answer, err := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (identity.ListRegionSubscriptionsResponse, error) {
		return service.ListRegionSubscriptions(ctx, identity.ListRegionSubscriptionsRequest{TenancyId: c.tenancy()})
	})
	var all []Region
	for _, r := range answer.Items {
		if r.Status == identity.RegionSubscriptionStatusReady {
			all = append(all, Region{Key: strings.ToLower(text(r.RegionKey)), ID: text(r.RegionName), Home: is(r.IsHomeRegion)})
		}
	}
	slices.SortStableFunc(all, func(a, b Region) int {
		if a.Home != b.Home {
			return map[bool]int{true: -1, false: 1}[a.Home]
		}
		return cmp.Compare(a.ID, b.ID)
	})
	mu.Lock()
	defer mu.Unlock()
	facts.Regions = all
	return err
}

// user asks for the person's name. Of somebody in another identity domain than
// the default one, or in a federation, it begins with that, as the registry
// wants it.
func user(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	if c.person == "" {
		return nil // a principal is nobody
	}
	service, err := identity.NewIdentityClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	answer, err := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (identity.GetUserResponse, error) {
		return service.GetUser(ctx, identity.GetUserRequest{UserId: &c.person})
	})
	mu.Lock()
	defer mu.Unlock()
	facts.User = text(answer.Name)
	return err
}

func authTokens(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	if c.person == "" {
		return nil
	}
	service, err := identity.NewIdentityClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	answer, err := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (identity.ListAuthTokensResponse, error) {
		return service.ListAuthTokens(ctx, identity.ListAuthTokensRequest{UserId: &c.person})
	})
	if err != nil {
		return err
	}
	all := []AuthToken{} // none is known too
	for _, t := range answer.Items {
		token := AuthToken{Active: t.LifecycleState == identity.AuthTokenLifecycleStateActive}
		if t.TimeCreated != nil {
			token.Created = t.TimeCreated.Time
		}
		all = append(all, token)
	}
	slices.SortStableFunc(all, func(a, b AuthToken) int { return a.Created.Compare(b.Created) })
	mu.Lock()
	defer mu.Unlock()
	facts.AuthTokens = all
	return nil
}

// mostPages bounds how many pages of repositories are asked for.
const mostPages = 50

// repositories asks for those of the tenancy and all its compartments, page by
// page.
func repositories(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	service, err := artifacts.NewArtifactsClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	var all []string
	request := artifacts.ListContainerRepositoriesRequest{CompartmentId: c.tenancy(), CompartmentIdInSubtree: common.Bool(true)}
	for range mostPages {
		answer, failed := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (artifacts.ListContainerRepositoriesResponse, error) {
			return service.ListContainerRepositories(ctx, request)
		})
		if err = failed; err != nil {
			break
		}
		for _, r := range answer.Items {
			if r.LifecycleState == artifacts.ContainerRepositoryLifecycleStateAvailable {
				all = append(all, text(r.DisplayName))
			}
		}
		if request.Page = answer.OpcNextPage; text(request.Page) == "" {
			break
		}
	}
	slices.Sort(all)
	mu.Lock()
	defer mu.Unlock()
	facts.Repositories, facts.Complete = all, err == nil && text(request.Page) == ""
	return err
}

func configuration(ctx context.Context, c *Client, facts *Facts, mu *sync.Mutex) error {
	service, err := artifacts.NewArtifactsClientWithConfigurationProvider(c.provider)
	if err != nil {
		return report.Fault(CodeUnexpected, err, nil)
	}
	answer, err := ask(c, ctx, &service.BaseClient, func(ctx context.Context) (artifacts.GetContainerConfigurationResponse, error) {
		return service.GetContainerConfiguration(ctx, artifacts.GetContainerConfigurationRequest{CompartmentId: c.tenancy()})
	})
	mu.Lock()
	defer mu.Unlock()
	facts.CreatesFirst = answer.IsRepositoryCreatedOnFirstPush
	return err
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func is(b *bool) bool { return b != nil && *b }
