package realtime

import (
	"strings"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/proxy"
)

func (h *Handlers) onRPC(client *centrifuge.Client, event centrifuge.RPCEvent) (centrifuge.RPCReply, error) {
	if strings.Contains(event.Method, ":") {
		// A method with a colon belongs to an RPC namespace, and beacon offers none.
		return centrifuge.RPCReply{}, centrifuge.ErrorMethodNotFound
	}
	if h.rpcProxy == nil {
		return centrifuge.RPCReply{}, centrifuge.ErrorNotAvailable
	}
	result, err := proxy.Ask[proxy.RPCResult](client.Context(), h.rpcProxy, proxy.RPCRequest{
		Connection: about(client),
		User:       client.UserID(),
		Method:     event.Method,
		Meta:       h.rpcProxy.Meta(metaOf(client)),
		Data:       event.Data,
	})
	if err != nil {
		return centrifuge.RPCReply{}, h.unanswered(client.Context(), err, "rpc", client.ID())
	}
	if result == nil {
		return centrifuge.RPCReply{}, nil
	}
	return centrifuge.RPCReply{Data: result.Data}, nil
}
