package proxy

import "encoding/json"

// Connection describes the connection a question is about.
type Connection struct {
	Client    string `json:"client"`
	Transport string `json:"transport"`
	Protocol  string `json:"protocol"`
	Encoding  string `json:"encoding"`
}

type ConnectRequest struct {
	Connection
	Data    json.RawMessage `json:"data,omitempty"`
	Name    string          `json:"name,omitempty"`
	Version string          `json:"version,omitempty"`
}

type ConnectResult struct {
	User     string          `json:"user"`
	ExpireAt int64           `json:"expire_at"`
	Info     json.RawMessage `json:"info"`
	Data     json.RawMessage `json:"data"`
	Meta     json.RawMessage `json:"meta"`
}

type SubscribeRequest struct {
	Connection
	User    string          `json:"user"`
	Channel string          `json:"channel"`
	Meta    json.RawMessage `json:"meta,omitempty"`
	Data    json.RawMessage `json:"data,omitempty"`
}

type SubscribeResult struct {
	Info json.RawMessage `json:"info"`
	Data json.RawMessage `json:"data"`
}

type RPCRequest struct {
	Connection
	User   string          `json:"user"`
	Method string          `json:"method,omitempty"`
	Meta   json.RawMessage `json:"meta,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
}

type RPCResult struct {
	Data json.RawMessage `json:"data"`
}

// reply is the constant shape of every answer: one of its three keys is set.
type reply[Result any] struct {
	Result *Result `json:"result"`
	Error  *struct {
		Code      uint32 `json:"code"`
		Message   string `json:"message"`
		Temporary bool   `json:"temporary"`
	} `json:"error"`
	Disconnect *struct {
		Code   uint32 `json:"code"`
		Reason string `json:"reason"`
	} `json:"disconnect"`
}
