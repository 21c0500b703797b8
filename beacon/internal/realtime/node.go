// Package realtime holds the connections: it builds the Centrifuge node from the configuration file and decides who may
// connect, subscribe and call.
package realtime

import (
	"fmt"
	"log/slog"
	"os"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
	"wowlab/beacon/internal/proxy"
	"wowlab/beacon/internal/token"
)

// metricsNamespace is Centrifugo's, so that one dashboard reads both servers.
const metricsNamespace = "centrifugo"

// Handlers answers what clients ask. The proxies are nil where the file does not enable them.
type Handlers struct {
	namespaces     *config.Namespaces
	verifier       *token.Verifier
	connectProxy   *proxy.Endpoint
	subscribeProxy *proxy.Endpoint
	rpcProxy       *proxy.Endpoint
	concurrency    int
	log            *slog.Logger
}

// New builds a node that has its engine and handlers but does not run yet.
func New(cfg config.Config, version string, log *slog.Logger) (*centrifuge.Node, error) {
	node, err := centrifuge.New(nodeConfig(cfg, version, log))
	if err != nil {
		return nil, fmt.Errorf("the node cannot be made: %w", err)
	}
	if err := attachEngine(node, cfg.Engine); err != nil {
		return nil, err
	}
	newHandlers(cfg, log).attach(node)
	return node, nil
}

func nodeConfig(cfg config.Config, version string, log *slog.Logger) centrifuge.Config {
	return centrifuge.Config{
		Name:                         nodeName(cfg.HTTPServer),
		Version:                      version,
		LogLevel:                     libraryLevel(cfg.Log.Level),
		LogHandler:                   libraryLog(log),
		ChannelMaxLength:             cfg.Channel.MaxLength,
		HistoryMetaTTL:               cfg.Channel.HistoryMetaTTL.Value(),
		ClientPresenceUpdateInterval: cfg.Client.PresenceUpdateInterval.Value(),
		ClientExpiredCloseDelay:      cfg.Client.ExpiredCloseDelay.Value(),
		ClientStaleCloseDelay:        cfg.Client.StaleCloseDelay.Value(),
		ClientQueueMaxSize:           cfg.Client.QueueMaxSize,
		ClientChannelLimit:           cfg.Client.ChannelLimit,
		UserConnectionLimit:          cfg.Client.UserConnectionLimit,
		Metrics:                      centrifuge.MetricsConfig{MetricsNamespace: metricsNamespace},
	}
}

func nodeName(server config.HTTPServer) string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s_%d", host, server.Port)
}

func newHandlers(cfg config.Config, log *slog.Logger) *Handlers {
	secret := cfg.Client.Token
	h := &Handlers{
		namespaces:  config.NewNamespaces(cfg.Channel),
		verifier:    token.NewVerifier(secret.HMACSecretKey, secret.Audience, secret.Issuer),
		concurrency: cfg.Client.Concurrency,
		log:         log,
	}
	if cfg.Client.Proxy.Connect.Enabled {
		h.connectProxy = proxy.NewEndpoint(cfg.Client.Proxy.Connect.Proxy)
	}
	if cfg.Channel.Proxy.Subscribe.Endpoint != "" {
		h.subscribeProxy = proxy.NewEndpoint(cfg.Channel.Proxy.Subscribe)
	}
	if cfg.RPC.WithoutNamespace.ProxyEnabled {
		h.rpcProxy = proxy.NewEndpoint(cfg.RPC.Proxy)
	}
	return h
}
