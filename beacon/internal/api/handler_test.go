package api

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
)

const key = "the key"

func routes(t *testing.T) http.Handler {
	t.Helper()
	node, err := centrifuge.New(centrifuge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Run(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = node.Shutdown(t.Context()) })
	channel := config.Channel{Namespaces: []config.Namespace{{Name: "job"}}}
	return NewExecutor(node, channel, slog.New(slog.DiscardHandler)).Routes(key)
}

func post(handler http.Handler, path, body string, headers map[string]string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func TestTheKeyOpensInEitherHeaderAndNothingElseDoes(t *testing.T) {
	handler := routes(t)
	for status, headers := range map[int][]map[string]string{
		http.StatusOK:           {{"X-API-Key": key}, {"Authorization": "apikey " + key}, {"Authorization": "ApiKey " + key}},
		http.StatusUnauthorized: {{}, {"X-API-Key": key + "x"}, {"X-API-Key": "the"}, {"Authorization": "Bearer " + key}, {"Authorization": key}},
	} {
		for _, one := range headers {
			if got := post(handler, "/api/info", "{}", one).Code; got != status {
				t.Errorf("%v answered %d, want %d", one, got, status)
			}
		}
	}
}

func TestAnUnknownRouteDoesNotTellThatItIsUnknownWithoutTheKey(t *testing.T) {
	if got := post(routes(t), "/api/anything", "{}", nil).Code; got != http.StatusUnauthorized {
		t.Errorf("answered %d", got)
	}
}

func TestABodyBeyondTheLimitIsRefused(t *testing.T) {
	body := `{"channel":"job:1","data":"` + strings.Repeat("x", maxBodyBytes) + `"}`
	if got := post(routes(t), "/api/publish", body, map[string]string{"X-API-Key": key}).Code; got != http.StatusBadRequest {
		t.Errorf("answered %d", got)
	}
}

func TestAnUnknownCommandOfABatchIsRefusedAtItsPlace(t *testing.T) {
	body := `{"commands":[{"publish":{"channel":"job:1","data":1}},{"format_disk":{}}]}`
	got := post(routes(t), "/api/batch", body, map[string]string{"X-API-Key": key}).Body.String()
	want := `{"replies":[{"publish":{}},{"error":{"code":104,"message":"not found"}}]}` + "\n"
	if got != want {
		t.Errorf("answered %s, want %s", got, want)
	}
}
