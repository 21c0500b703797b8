package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"wowlab/beacon/internal/config"
	"wowlab/beacon/internal/realtime"
	"wowlab/beacon/internal/server"
)

// serve runs until SIGTERM or SIGINT, or until a listener fails.
func serve(cfg config.Config) error {
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()

	log := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: logLevel(cfg.Log.Level)}))
	node, err := realtime.New(cfg, version, log)
	if err != nil {
		return err
	}
	listeners, err := server.Listen(cfg, node, log)
	if err != nil {
		return err
	}
	if err := node.Run(); err != nil {
		return fmt.Errorf("the node cannot run: %w", err)
	}
	listeners.Serve()
	log.Info("serving", "version", version, "port", cfg.HTTPServer.Port, "engine", cfg.Engine.Type)

	var failure error
	select {
	case <-stop.Done():
		log.Info("shutting down")
	case failure = <-listeners.Failures():
		log.Error("a listener failed", "error", failure)
	}
	deadline, release := context.WithTimeout(context.Background(), cfg.Shutdown.Timeout.Value())
	defer release()
	// New connections stop first; then every client is told to come back, which the next server or start answers.
	if err := listeners.Shutdown(deadline); err != nil {
		log.Error("requests were cut off", "error", err)
	}
	if err := node.Shutdown(deadline); err != nil {
		log.Error("connections were cut off", "error", err)
	}
	return failure
}

func logLevel(level string) slog.Level {
	switch level {
	case "trace", "debug":
		return slog.LevelDebug
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	case "none":
		return slog.LevelError + 1
	default:
		return slog.LevelInfo
	}
}
