package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
)

// maxBodyBytes bounds one request: a batch of a thousand progress messages is far smaller.
const maxBodyBytes = 8 << 20

// Routes serves the API under /api/, to whoever brings the key.
func (e *Executor) Routes(key string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /api/publish", method(e.publish))
	mux.Handle("POST /api/broadcast", method(e.broadcast))
	mux.Handle("POST /api/presence", method(e.presence))
	mux.Handle("POST /api/disconnect", method(e.disconnect))
	mux.Handle("POST /api/unsubscribe", method(e.unsubscribe))
	mux.Handle("POST /api/info", method(func(struct{}) response { return e.info() }))
	mux.Handle("POST /api/batch", method(e.batch))
	return requireKey(key, mux)
}

func method[Request, Answer any](run func(Request) Answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request Request
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBodyBytes)).Decode(&request); err != nil {
			http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		// An error here means that the caller is gone.
		_ = json.NewEncoder(w).Encode(run(request))
	})
}

// requireKey takes the key from X-API-Key, or from Authorization as "apikey KEY". Digests are compared, so that neither
// content nor length shows in the time it takes.
func requireKey(key string, next http.Handler) http.Handler {
	wanted := sha256.Sum256([]byte(key))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Get("X-API-Key")
		if scheme, value, found := strings.Cut(r.Header.Get("Authorization"), " "); given == "" && found && strings.EqualFold(scheme, "apikey") {
			given = value
		}
		digest := sha256.Sum256([]byte(given))
		if subtle.ConstantTimeCompare(digest[:], wanted[:]) != 1 {
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
