package api

import "encoding/json"

// apiError is what a refused command answers, with HTTP 200, as Centrifugo's API does by default.
type apiError struct {
	Code    uint32 `json:"code"`
	Message string `json:"message"`
}

// Codes of centrifugal/centrifugo v6.9.1, internal/apiproto/errors.go.
var (
	errInternal       = &apiError{100, "internal server error"}
	errUnknownChannel = &apiError{102, "unknown channel"}
	errNotFound       = &apiError{104, "not found"}
	errBadRequest     = &apiError{107, "bad request"}
	errNotAvailable   = &apiError{108, "not available"}
)

// response is the shape of every answer: one of its two keys is set.
type response struct {
	Error  *apiError `json:"error,omitempty"`
	Result any       `json:"result,omitempty"`
}

func refused(err *apiError) response {
	return response{Error: err}
}

func done(result any) response {
	return response{Result: result}
}

type publishRequest struct {
	Channel        string            `json:"channel"`
	Data           json.RawMessage   `json:"data"`
	SkipHistory    bool              `json:"skip_history"`
	Tags           map[string]string `json:"tags"`
	IdempotencyKey string            `json:"idempotency_key"`
}

type publishResult struct {
	Offset uint64 `json:"offset,omitempty"`
	Epoch  string `json:"epoch,omitempty"`
}

type broadcastRequest struct {
	publishRequest
	Channels []string `json:"channels"`
}

type broadcastResult struct {
	Responses []response `json:"responses"`
}

type presenceRequest struct {
	Channel string `json:"channel"`
}

type clientInfo struct {
	User     string          `json:"user"`
	Client   string          `json:"client"`
	ConnInfo json.RawMessage `json:"conn_info,omitempty"`
	ChanInfo json.RawMessage `json:"chan_info,omitempty"`
}

type presenceResult struct {
	Presence map[string]clientInfo `json:"presence"`
}

type disconnectRequest struct {
	User       string   `json:"user"`
	Client     string   `json:"client"`
	Whitelist  []string `json:"whitelist"`
	Disconnect *struct {
		Code   uint32 `json:"code"`
		Reason string `json:"reason"`
	} `json:"disconnect"`
}

type unsubscribeRequest struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	Client  string `json:"client"`
}

type infoResult struct {
	Nodes []nodeResult `json:"nodes"`
}

type nodeResult struct {
	UID         string `json:"uid"`
	Name        string `json:"name"`
	Version     string `json:"version"`
	NumClients  uint32 `json:"num_clients"`
	NumUsers    uint32 `json:"num_users"`
	NumChannels uint32 `json:"num_channels"`
	NumSubs     uint32 `json:"num_subs"`
	Uptime      uint32 `json:"uptime,omitempty"`
}

// command is one item of a batch: exactly one of its keys is set.
type command struct {
	Publish     *publishRequest     `json:"publish"`
	Broadcast   *broadcastRequest   `json:"broadcast"`
	Presence    *presenceRequest    `json:"presence"`
	Disconnect  *disconnectRequest  `json:"disconnect"`
	Unsubscribe *unsubscribeRequest `json:"unsubscribe"`
	Info        *struct{}           `json:"info"`
}

type batchRequest struct {
	Commands []command `json:"commands"`
	Parallel bool      `json:"parallel"`
}

// batchResult stands at the top of its answer, without the result key of the other methods.
type batchResult struct {
	Replies []map[string]any `json:"replies"`
}
