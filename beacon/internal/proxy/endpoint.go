// Package proxy asks the sentinel whether a client may connect or subscribe, and passes RPC calls on.
package proxy

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
)

const (
	maxAnswerBytes      = 1 << 20
	maxIdleConnsPerHost = 255
)

// Endpoint is one address of the sentinel.
type Endpoint struct {
	cfg    config.Proxy
	client *http.Client
}

func NewEndpoint(cfg config.Proxy) *Endpoint {
	transport := &http.Transport{MaxIdleConnsPerHost: maxIdleConnsPerHost}
	refuseRedirects := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Endpoint{cfg: cfg, client: &http.Client{Transport: transport, Timeout: cfg.Timeout.Value(), CheckRedirect: refuseRedirects}}
}

// Meta passes a connection's meta on only where the file asks for it.
func (e *Endpoint) Meta(meta json.RawMessage) json.RawMessage {
	if !e.cfg.IncludeConnectionMeta {
		return nil
	}
	return meta
}

// Ask posts the request. A refusal comes back as *centrifuge.Error or *centrifuge.Disconnect; any other error means that no
// usable answer came, which clients are told as a temporary failure. The result is nil when the answer was an empty object.
func Ask[Result any](ctx context.Context, e *Endpoint, request any) (*Result, error) {
	answer, err := post[Result](ctx, e, request)
	if err != nil {
		return nil, err
	}
	if refused := answer.Disconnect; refused != nil {
		return nil, &centrifuge.Disconnect{Code: refused.Code, Reason: refused.Reason}
	}
	if refused := answer.Error; refused != nil {
		return nil, &centrifuge.Error{Code: refused.Code, Message: refused.Message, Temporary: refused.Temporary}
	}
	return answer.Result, nil
}

func post[Result any](ctx context.Context, e *Endpoint, request any) (*reply[Result], error) {
	body, err := json.Marshal(request)
	if err != nil {
		return nil, fmt.Errorf("the question to %s cannot be written: %w", e.cfg.Endpoint, err)
	}
	question, err := http.NewRequestWithContext(ctx, http.MethodPost, e.cfg.Endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for name, value := range e.cfg.HTTP.StaticHeaders {
		question.Header.Set(name, value)
	}
	question.Header.Set("Content-Type", "application/json")
	response, err := e.client.Do(question)
	if err != nil {
		return nil, fmt.Errorf("the sentinel did not answer: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered HTTP %d", e.cfg.Endpoint, response.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes+1))
	if err != nil {
		return nil, fmt.Errorf("the answer of %s broke off: %w", e.cfg.Endpoint, err)
	}
	if len(raw) > maxAnswerBytes {
		return nil, fmt.Errorf("the answer of %s is longer than %d bytes", e.cfg.Endpoint, maxAnswerBytes)
	}
	var answer reply[Result]
	if err := json.Unmarshal(raw, &answer); err != nil {
		return nil, fmt.Errorf("the answer of %s is not what a proxy answers: %w", e.cfg.Endpoint, err)
	}
	return &answer, nil
}
