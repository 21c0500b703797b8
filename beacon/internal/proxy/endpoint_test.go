package proxy

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
)

func endpointAt(t *testing.T, handler http.HandlerFunc) *Endpoint {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return NewEndpoint(config.Proxy{
		Endpoint: server.URL,
		Timeout:  config.Duration(200 * time.Millisecond),
		HTTP:     config.ProxyHTTP{StaticHeaders: map[string]string{"X-Proxy-Secret": "secret"}},
	})
}

func TestTheQuestionCarriesTheSecretAndItsShape(t *testing.T) {
	var asked map[string]any
	endpoint := endpointAt(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Proxy-Secret") != "secret" || r.Method != http.MethodPost {
			t.Errorf("asked with %s %v", r.Method, r.Header)
		}
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		_, _ = w.Write([]byte(`{"result":{"data":{"n":1}}}`))
	})
	result, err := Ask[SubscribeResult](context.Background(), endpoint, SubscribeRequest{Connection: Connection{Client: "c"}, Channel: "job:1"})
	if err != nil || string(result.Data) != `{"n":1}` {
		t.Fatalf("got %+v, %v", result, err)
	}
	// The user is there even when it is empty: a guest is no missing field.
	if asked["user"] != "" || asked["client"] != "c" || asked["channel"] != "job:1" {
		t.Errorf("asked %v", asked)
	}
}

func TestRefusalsComeBackAsTheClientsAreToldThem(t *testing.T) {
	endpoint := endpointAt(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"error":{"code":503,"message":"later","temporary":true}}`))
	})
	var refusal *centrifuge.Error
	if _, err := Ask[RPCResult](context.Background(), endpoint, RPCRequest{}); !errors.As(err, &refusal) || refusal.Code != 503 || !refusal.Temporary {
		t.Errorf("got %v", err)
	}
	endpoint = endpointAt(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"disconnect":{"code":4500,"reason":"revoked"}}`))
	})
	var disconnect *centrifuge.Disconnect
	if _, err := Ask[RPCResult](context.Background(), endpoint, RPCRequest{}); !errors.As(err, &disconnect) || disconnect.Code != 4500 {
		t.Errorf("got %v", err)
	}
}

func TestAnUnusableAnswerIsNeitherConsentNorRefusal(t *testing.T) {
	answers := map[string]http.HandlerFunc{
		"HTTP 401": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"HTTP 204": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1", http.StatusFound)
		},
		"no JSON": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"too long": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"result":{"data":"` + strings.Repeat("x", maxAnswerBytes) + `"}}`))
		},
		"too late": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(time.Second):
			}
		},
	}
	for name, handler := range answers {
		t.Run(name, func(t *testing.T) {
			_, err := Ask[RPCResult](context.Background(), endpointAt(t, handler), RPCRequest{})
			var refusal *centrifuge.Error
			var disconnect *centrifuge.Disconnect
			if err == nil || errors.As(err, &refusal) || errors.As(err, &disconnect) {
				t.Errorf("got %v", err)
			}
		})
	}
}
