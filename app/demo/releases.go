package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"auximage/imaging/wdt/standin"
)

// Where the WDT releases are.
const (
	releaseAPI   = "api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest"
	releaseFiles = "github.com/oracle/weblogic-deploy-tooling/releases/"
	releaseTag   = "release-" + standin.DefaultVersion
	releaseZip   = "weblogic-deploy.zip"
)

// serveReleases serves the one release there is, the stand-in, as GitHub does.
func serveReleases(mux *http.ServeMux) error {
	var installer bytes.Buffer
	if err := standin.WDTZip(&installer, standin.WDTOptions{Full: true}); err != nil {
		return err
	}
	digest := sha256.Sum256(installer.Bytes())
	etag := `"` + hex.EncodeToString(digest[:8]) + `"`
	file := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		w.Header().Set("Content-Type", "application/zip")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(installer.Bytes()))
	}
	mux.HandleFunc(releaseFiles+"download/"+releaseTag+"/"+releaseZip, file)
	mux.HandleFunc(releaseFiles+"latest/download/"+releaseZip, file)

	latest, err := json.Marshal(map[string]any{
		"tag_name": releaseTag,
		"name":     "WebLogic Deploy Tooling " + standin.DefaultVersion,
		"assets": []map[string]any{{
			"name":                 releaseZip,
			"size":                 installer.Len(),
			"digest":               "sha256:" + hex.EncodeToString(digest[:]),
			"browser_download_url": "https://" + releaseFiles + "download/" + releaseTag + "/" + releaseZip,
		}},
	})
	if err != nil {
		return err
	}
	mux.HandleFunc(releaseAPI, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(latest)
	})
	return nil
}
