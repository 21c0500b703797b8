package server

import (
	"log/slog"
	"net/http"
	"strings"
)

// originCheck lets in clients without an Origin header (they are no browsers) and pages of the listed origins.
func originCheck(allowed []string, log *slog.Logger) func(*http.Request) bool {
	return func(r *http.Request) bool {
		origin := r.Header.Get("Origin")
		if origin == "" {
			return true
		}
		for _, one := range allowed {
			if one == "*" || strings.EqualFold(one, origin) {
				return true
			}
		}
		log.Info("a page of this origin may not connect", "origin", origin)
		return false
	}
}
