// Package server listens: for clients on one port, and for the API, health and metrics on the same or a second one.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"wowlab/beacon/internal/api"
	"wowlab/beacon/internal/config"
)

const (
	readHeaderTimeout = 5 * time.Second
	maxHeaderBytes    = 32 << 10
)

// Server is the set of listeners of one process.
type Server struct {
	servers  []*http.Server
	sockets  []net.Listener
	failures chan error
}

// Listen binds the ports, so that an occupied one is reported before anything runs.
func Listen(cfg config.Config, node *centrifuge.Node, log *slog.Logger) (*Server, error) {
	external := http.NewServeMux()
	external.Handle("/connection/websocket", websocket(cfg, node, log))
	internal := external
	if cfg.HTTPServer.InternalPort != "" {
		internal = http.NewServeMux()
	}
	internal.Handle("/api/", api.NewExecutor(node, cfg.Channel, log).Routes(cfg.HTTPAPI.Key))
	if cfg.Health.Enabled {
		internal.HandleFunc("/health", health)
	}
	if cfg.Prometheus.Enabled {
		internal.Handle("/metrics", promhttp.Handler())
	}

	s := &Server{failures: make(chan error, 2)}
	if err := s.bind(cfg.HTTPServer.Address, strconv.Itoa(cfg.HTTPServer.Port), external); err != nil {
		return nil, err
	}
	if internal != external {
		if err := s.bind(cfg.HTTPServer.InternalAddress, cfg.HTTPServer.InternalPort, internal); err != nil {
			return nil, errors.Join(err, s.sockets[0].Close())
		}
	}
	return s, nil
}

func (s *Server) bind(address, port string, handler http.Handler) error {
	socket, err := net.Listen("tcp", net.JoinHostPort(address, port))
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w", net.JoinHostPort(address, port), err)
	}
	s.sockets = append(s.sockets, socket)
	s.servers = append(s.servers, &http.Server{Handler: handler, ReadHeaderTimeout: readHeaderTimeout, MaxHeaderBytes: maxHeaderBytes})
	return nil
}

// Serve accepts connections until Shutdown; what ends it earlier comes out of Failures.
func (s *Server) Serve() {
	for i, server := range s.servers {
		go func() {
			if err := server.Serve(s.sockets[i]); !errors.Is(err, http.ErrServerClosed) {
				s.failures <- err
			}
		}()
	}
}

func (s *Server) Failures() <-chan error {
	return s.failures
}

// Shutdown takes no new connections and lets requests under way end. WebSockets are the node's to close.
func (s *Server) Shutdown(ctx context.Context) error {
	var problems []error
	for _, server := range s.servers {
		problems = append(problems, server.Shutdown(ctx))
	}
	return errors.Join(problems...)
}

func websocket(cfg config.Config, node *centrifuge.Node, log *slog.Logger) http.Handler {
	handler := centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{
		CheckOrigin:      originCheck(cfg.Client.AllowedOrigins, log),
		Compression:      cfg.WebSocket.Compression,
		MessageSizeLimit: cfg.WebSocket.MessageSizeLimit,
		WriteTimeout:     cfg.WebSocket.WriteTimeout.Value(),
		PingPongConfig: centrifuge.PingPongConfig{
			PingInterval: cfg.Client.PingInterval.Value(),
			PongTimeout:  cfg.Client.PongTimeout.Value(),
		},
	})
	return admit(cfg.Client.ConnectionLimit, node.Hub().NumClients, handler)
}

func health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte("{}"))
}
