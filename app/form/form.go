package form

import (
	"slices"

	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Form is what a person has filled in. It holds no secret and is kept in the
// settings file as it is.
type Form struct {
	PrimaryTag  string `json:"primaryTag"`
	UseExisting bool   `json:"useExisting,omitempty"` // the tag names an auxiliary image that exists already

	Tag    string     `json:"tag,omitempty"`   // the whole reference as typed or composed
	Target ocir.Parts `json:"target,omitzero"` // its parts; Tag follows them and they follow Tag

	SignIn    SignInMode `json:"signIn,omitempty"`
	UserForm  UserForm   `json:"userForm,omitempty"`
	User      string     `json:"user,omitempty"`   // as sent: namespace/user
	Domain    string     `json:"domain,omitempty"` // identity domain, for DomainUser
	KeepToken bool       `json:"keepToken"`

	From      string       `json:"from,omitempty"`      // an image that was opened and is changed: see imaging.Opened.Pinned
	FromWDT   string       `json:"fromWDT,omitempty"`   // the version of WDT that it has
	FromNames []string     `json:"fromNames,omitempty"` // of the files that From has
	Models    []input.File `json:"models,omitempty"`
	Variables []input.File `json:"variables,omitempty"`
	Archives  []input.File `json:"archives,omitempty"`

	WDT         WDTChoice `json:"wdt,omitempty"`
	DownloadDir string    `json:"downloadDir,omitempty"` // where the installer is saved; empty until asked
	Installer   string    `json:"installer,omitempty"`   // path, for WDTFile

	KeepBase   bool     `json:"keepBase,omitempty"` // that of From, whatever is said below
	CustomBase bool     `json:"customBase,omitempty"`
	BaseRef    string   `json:"baseRef,omitempty"`    // for CustomBase
	BaseFile   string   `json:"baseFile,omitempty"`   // for CustomBase, instead of BaseRef
	BaseUser   string   `json:"baseUser,omitempty"`   // pull account of the base's registry; its token is in the keyring
	BaseDigest string   `json:"baseDigest,omitempty"` // what the base was resolved to
	AlwaysPull bool     `json:"alwaysPull,omitempty"`
	Platforms  []string `json:"platforms,omitempty"`

	OpenShift  bool              `json:"openShift,omitempty"`
	OwnerUser  string            `json:"ownerUser,omitempty"`
	OwnerGroup string            `json:"ownerGroup,omitempty"`
	WDTHome    string            `json:"wdtHome,omitempty"`
	ModelHome  string            `json:"modelHome,omitempty"`
	Labels     map[string]string `json:"labels,omitempty"`

	OnPV            bool   `json:"onPV,omitempty"`            // the domain lives on a persistent volume, the image is a domain creation image
	DomainFile      string `json:"domainFile,omitempty"`      // the person's own Domain; see Deployment.UseDomain
	DomainUID       string `json:"domainUID,omitempty"`       // of the texts for the cluster; empty is deploy.DefaultUID
	DomainNamespace string `json:"domainNamespace,omitempty"` // empty is deploy.DefaultNamespace
	PrimaryUser     string `json:"primaryUser,omitempty"`     // who pulls the primary image; empty is who is known there

	DomainType deploy.DomainType `json:"domainType,omitempty"` // empty is what the models say

	WebLogic string   `json:"webLogic,omitempty"` // the version that models are judged for; empty is what the primary image's tag says
	Accepted []string `json:"accepted,omitempty"` // errors of the installer's tables that do not stop a push: see imaging.Acceptance
}

// AnyWebLogic in the form says that the version of WebLogic is not known: only
// what is wrong in all of them counts.
const AnyWebLogic = "any"

// Accept lets an error of the installer's tables pass, for the content that its
// file has now, or takes that back.
func (f *Form) Accept(found report.Finding, yes bool) {
	name := imaging.AcceptanceOfContent(found)
	f.Accepted = slices.DeleteFunc(slices.Clone(f.Accepted), func(other string) bool { return other == name })
	if yes {
		f.Accepted = append(f.Accepted, name)
	}
}

// WebLogicVersion returns the version that models are judged for, empty when it
// is not known: the one that was chosen, else what the primary image's tag says.
func (f Form) WebLogicVersion() string {
	switch f.WebLogic {
	case "":
		return imaging.WebLogicVersion(f.PrimaryTag)
	case AnyWebLogic:
		return ""
	}
	return f.WebLogic
}

// DefaultPrimaryTag is the image that the lab's domain runs on.
const DefaultPrimaryTag = "container-registry.oracle.com/middleware/weblogic:12.2.1.3-ol8"

// SignInMode says whose credentials a push uses.
type SignInMode string

// The modes; the empty one is ByAccount.
const (
	ByAccount SignInMode = "account" // User and the token kept for it
	ByTools   SignInMode = "tools"   // what Docker or Podman has for the host
	ByNobody  SignInMode = "none"
)

// UserForm says how the user name is composed.
type UserForm string

// The forms; the empty one is LocalUser.
const (
	LocalUser     UserForm = "local"     // namespace/user
	FederatedUser UserForm = "federated" // namespace/oracleidentitycloudservice/mail
	DomainUser    UserForm = "domain"    // namespace/DOMAIN/mail
)

// WDTChoice says which WebLogic Deploy Tooling goes into the image.
type WDTChoice string

// The choices; the empty one is WDTLatest.
const (
	WDTLatest WDTChoice = "latest" // the latest release, saved in DownloadDir
	WDTFile   WDTChoice = "file"   // Installer
	WDTNone   WDTChoice = "none"   // models only
	WDTKept   WDTChoice = "kept"   // that of From
)

// Field names a field of the form, for findings about it.
type Field string

// The fields that are checked.
const (
	FieldPrimaryTag Field = "primaryTag"
	FieldTag        Field = "tag"
	FieldRegion     Field = "region"
	FieldNamespace  Field = "namespace"
	FieldRepository Field = "repository"
	FieldVersion    Field = "version"
	FieldUser       Field = "user"
	FieldToken      Field = "token"
	FieldFiles      Field = "files"
	FieldInstaller  Field = "installer"
	FieldFolder     Field = "folder"
	FieldBase       Field = "base"
	FieldOwner      Field = "owner"
	FieldHomes      Field = "homes"
	FieldPlatforms  Field = "platforms"

	FieldDomainFile      Field = "domainFile"
	FieldDomainUID       Field = "domainUID"
	FieldDomainNamespace Field = "domainNamespace"
)

func New() Form {
	return Form{
		PrimaryTag: DefaultPrimaryTag,
		SignIn:     ByAccount,
		UserForm:   LocalUser,
		KeepToken:  true,
		WDT:        WDTLatest,
	}
}
