package server

import "net/http"

// admit answers 503 once the server holds limit connections; clients come back with backoff. 0 means no limit.
func admit(limit int, connections func() int, next http.Handler) http.Handler {
	if limit == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if connections() >= limit {
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}
