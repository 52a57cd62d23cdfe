package deploy

import "fmt"

// UpdateCommand returns the kubectl patch that sets the image in a running Domain.
func (v Values) UpdateCommand() string {
	at := "/spec/configuration/model/auxiliaryImages/0/image"
	if v.OnPV {
		at = "/spec/configuration/initializeDomainOnPV/domain/domainCreationImages/0/image"
	}
	patch := fmt.Sprintf(`[{"op":"replace","path":%s,"value":%s}]`, scalar(at), scalar(v.Image))
	return "kubectl patch domain " + v.uid() + " --namespace " + v.namespace() + " --type=json --patch " + BashWord(patch)
}
