package cloud

import (
	"context"
	"net/http"
	"strings"

	"github.com/oracle/oci-go-sdk/v65/common"
	"github.com/oracle/oci-go-sdk/v65/common/auth"

	"auximage/imaging/report"
)

// Client asks the services of a region with a profile's signature.
type Client struct {
	profile   Profile
	provider  common.ConfigurationProvider
	person    string // OCID of the user; empty for a principal
	transport http.RoundTripper
}

// Open returns a client for a profile, or a Finding that says what the profile
// lacks. An empty region is the profile's own, an empty passphrase that of the
// configuration file. Only a principal asks the network already here.
func Open(p Profile, region, passphrase string, transport http.RoundTripper) (*Client, error) {
	common.SetSDKLogger(silent{}) // its own would write requests where OCI_GO_SDK_DEBUG is set
	c := &Client{profile: p, transport: transport}
	if p.Auth == InstancePrincipal || p.Auth == ResourcePrincipal {
		return c, c.openPrincipal(region)
	}
	s := signer{Profile: p, region: region, secret: passphrase}
	if s.region == "" {
		s.region = p.Region
	}
	if s.secret == "" {
		s.secret = p.passphrase
	}
	s.Profile.Region = s.region
	if key := s.lacks(); key != "" {
		return nil, report.Fault(CodeIncomplete, nil, report.Args{"Profile": p.Name, "Key": key})
	}
	if _, err := s.PrivateRSAKey(); err != nil {
		return nil, err
	}
	if _, err := s.KeyID(); err != nil {
		return nil, err
	}
	c.provider, c.person = s, s.person()
	return c, nil
}

// openPrincipal takes the identity of where the program runs.
func (c *Client) openPrincipal(region string) (err error) {
	if c.profile.Auth == ResourcePrincipal {
		c.provider, err = auth.ResourcePrincipalConfigurationProvider()
	} else {
		c.provider, err = auth.InstancePrincipalConfigurationProvider()
	}
	if err != nil {
		return report.Fault(CodeNoPrincipal, err, report.Args{"Profile": c.profile.Name})
	}
	if region != "" {
		c.provider = elsewhere{c.provider, region}
	}
	return nil
}

// elsewhere is a principal that asks the services of another region.
type elsewhere struct {
	common.ConfigurationProvider
	region string
}

func (e elsewhere) Region() (string, error) { return e.region, nil }

// Region returns the identifier of the region that is asked.
func (c *Client) Region() string {
	region, err := c.provider.Region()
	if err != nil {
		return c.profile.Region
	}
	return region
}

// tenancy returns the OCID of the tenancy, which is its root compartment's too.
func (c *Client) tenancy() *string {
	id, _ := c.provider.TenancyOCID()
	return &id
}

// realm returns the realm that the tenancy's identifier names, as
// ocid1.tenancy.oc1..unique does (Oracle: "Resource Identifiers").
func (c *Client) realm() string {
	if parts := strings.Split(*c.tenancy(), "."); len(parts) > 2 {
		return parts[2]
	}
	return ""
}

// ask has a service's client of Oracle's library ask over the program's
// transport. Its own retries and circuit breaker are off: the transport waits
// out what passes.
func ask[T any](c *Client, ctx context.Context, client *common.BaseClient, call func(context.Context) (T, error)) (T, error) {
	wire := &dispatcher{transport: c.transport, ctx: ctx}
	client.HTTPClient = wire
	client.Configuration = common.CustomClientConfiguration{}
	// The library leaves a goroutine behind at a context that ends; the request alone
	// hears the stop.
	answer, err := call(context.WithoutCancel(ctx))
	switch {
	case err == nil:
		return answer, nil
	case ctx.Err() != nil:
		return answer, ctx.Err()
	case wire.fault != nil:
		return answer, wire.fault
	}
	return answer, report.Fault(CodeUnexpected, err, nil)
}

// silent is a logger that takes nothing.
type silent struct{}

func (silent) LogLevel() int                 { return 0 }
func (silent) Log(int, string, ...any) error { return nil }
