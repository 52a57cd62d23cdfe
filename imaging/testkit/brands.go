package testkit

import "net/http"

// Brands are the imitated makes of registries. Those of which no public trace
// shows a difference from the distribution registry are not among them.
var Brands = []Brand{
	{
		Name: "OCIR", Auth: Bearer,
		Sources: []string{"https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrypushingimagesusingthedockercli.htm"},
	}, {
		Name: "Quay", Auth: Bearer, Page: "true",
		Sources: []string{
			"https://github.com/GoogleContainerTools/skaffold/issues/7048",
			"https://github.com/quay/quay/blob/master/endpoints/v2/__init__.py",
			"https://github.com/quay/quay/blob/master/endpoints/v2/errors.py",
		},
		TagKept:  Denial{Status: http.StatusConflict, Code: "TAG_ALREADY_EXISTS", Message: "tag was already pushed"},
		Full:     Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "Quota has been exceed on namespace"},
		ReadOnly: Denial{Status: http.StatusMethodNotAllowed, Code: "DENIED", Message: "System is currently read-only. Pulls will succeed but all write operations are currently suspended."},
	}, {
		Name: "Harbor", Auth: Bearer,
		Sources: []string{
			"https://github.com/goharbor/harbor/issues/18856",
			"https://github.com/goharbor/harbor/issues/17390",
			"https://github.com/goharbor/harbor/blob/main/src/server/middleware/v2auth/auth.go",
			"https://github.com/goharbor/harbor/blob/main/src/server/middleware/readonly/readonly.go",
		},
		NoRight:  Denial{Status: http.StatusUnauthorized, Code: "UNAUTHORIZED", Message: "unauthorized to access repository: tenancy/test-model, action: push", Challenge: `Basic realm="harbor"`},
		TagKept:  Denial{Status: http.StatusPreconditionFailed, Code: "PRECONDITION", Message: "Failed to process request due to 'tenancy/test-model:v1' configured as immutable."},
		Full:     Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 160.0 MiB."},
		ReadOnly: Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "The system is in read only mode. Any modification is prohibited."},
	}, {
		Name: "Artifactory", Auth: Basic, NeedsPatch: true,
		Sources: []string{
			"https://github.com/docker/buildx/issues/196",
			"https://github.com/GoogleContainerTools/kaniko/issues/1095",
		},
		TagKept: Denial{Status: http.StatusBadRequest, Code: "MANIFEST_INVALID", Message: "manifest invalid", Detail: "HTTP 403 Forbidden"},
	}, {
		Name: "Artifactory behind a gateway", Auth: Bearer, Backing: "backing/",
		Sources: []string{"https://github.com/oras-project/oras-go/issues/650"},
	}, {
		Name: "Nexus", Auth: Basic,
		Sources: []string{
			"https://github.com/GoogleContainerTools/jib/issues/3057",
			"https://github.com/sonatype/nexus-public/issues/967",
		},
		TagKept: Denial{Status: http.StatusBadRequest, Code: "BLOB_UPLOAD_INVALID", Message: "blob upload invalid", Detail: "Repository does not allow updating assets: docker-hosted"},
	}, {
		Name: "GHCR", Auth: Bearer, Scope: "repository:user/image:pull",
		Sources: []string{
			"https://github.com/mcuadros/ofelia/issues/201",
			"https://github.com/microsoft/azure-pipelines-tasks/issues/20625",
		},
		WrongPassword: Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "denied"},
	}, {
		Name: "Docker Hub", Auth: Bearer, TokenHost: "auth.hub.test", WeakToken: true,
		Sources: []string{
			"https://docs.docker.com/reference/api/registry/auth/",
			"https://github.com/docker/build-push-action/issues/160",
		},
		NoRight: Denial{Message: "authentication required"},
	}, {
		Name: "ECR", Auth: Basic, PatchTaken: http.StatusCreated,
		Sources: []string{
			"https://github.com/aws/containers-roadmap/issues/2831",
			"https://github.com/moby/buildkit/issues/3776",
			"https://github.com/bazel-contrib/rules_oci/issues/648",
		},
		NoRight: Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "User is not authorized to perform: ecr:InitiateLayerUpload"},
		NoPull:  Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "User is not authorized to perform: ecr:BatchGetImage"},
		TagKept: Denial{Status: http.StatusBadRequest, Code: "TAG_INVALID", Message: "The image tag 'v1' already exists in the 'test-model' repository and cannot be overwritten because the repository is immutable."},
	}, {
		Name: "ACR", Auth: Bearer,
		Sources: []string{"https://learn.microsoft.com/en-us/troubleshoot/azure/azure-container-registry/acr-push-failure"},
		TagKept: Denial{Status: http.StatusMethodNotAllowed, Code: "REGISTRY_DISALLOWED_OPERATION", Message: "The operation is disallowed on this registry, repository or image."},
	}, {
		Name: "Forgejo", Auth: Bearer, Scope: "*",
		Sources: []string{"https://codeberg.org/forgejo/forgejo/src/branch/forgejo/routers/api/packages/container/container.go"},
	}, {
		Name: "Pulp", Auth: Basic, PatchTaken: http.StatusNoContent,
		Sources: []string{"https://github.com/pulp/pulp_container/issues/2199"},
	}, {
		Name: "a registry behind nginx", Auth: Basic, Page: "<html><head><title>401 Authorization Required</title></head><body><hr><center>nginx</center></body></html>",
		Sources: []string{"https://distribution.github.io/distribution/recipes/nginx/"},
	}, {
		Name: "a registry behind HAProxy", Auth: Basic, Page: "<html><body><h1>401 Unauthorized</h1>\nYou need a valid user and password to access this content.\n</body></html>",
		Sources: []string{"https://github.com/haproxy/haproxy/blob/master/src/http.c"},
	},
}
