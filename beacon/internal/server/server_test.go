package server

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPagesOfListedOriginsAndClientsWithoutOneMayConnect(t *testing.T) {
	check := originCheck([]string{"https://portal.example"}, slog.New(slog.DiscardHandler))
	for origin, allowed := range map[string]bool{
		"": true, "https://portal.example": true, "HTTPS://Portal.Example": true,
		"http://portal.example": false, "https://portal.example.evil": false, "https://portal.example:8443": false, "null": false,
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		if origin != "" {
			request.Header.Set("Origin", origin)
		}
		if got := check(request); got != allowed {
			t.Errorf("%q is allowed: %v, want %v", origin, got, allowed)
		}
	}
}

func TestNoConnectionIsTakenBeyondTheLimit(t *testing.T) {
	taken := 0
	handler := admit(2, func() int { return taken }, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { taken++ }))
	var codes []int
	for range 4 {
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/", nil))
		codes = append(codes, recorder.Code)
	}
	if taken != 2 || codes[1] != http.StatusOK || codes[2] != http.StatusServiceUnavailable || codes[3] != http.StatusServiceUnavailable {
		t.Errorf("took %d, answered %v", taken, codes)
	}
}
