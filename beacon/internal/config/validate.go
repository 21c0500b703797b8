package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const maxPort = 65535

var (
	namePattern = regexp.MustCompile(`^[-a-zA-Z0-9_.]{2,}$`)
	logLevels   = []string{"none", "trace", "debug", "info", "warn", "error"}
)

func (c Config) validate() error {
	var problems []error
	report := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf(format, args...))
	}
	if c.HTTPServer.Port < 1 || c.HTTPServer.Port > maxPort {
		report("http_server.port is %d; give 1 to %d", c.HTTPServer.Port, maxPort)
	}
	if text := c.HTTPServer.InternalPort; text != "" {
		if port, err := strconv.Atoi(text); err != nil || port < 1 || port > maxPort {
			report("http_server.internal_port is %q; give 1 to %d", text, maxPort)
		}
	}
	if !slices.Contains(logLevels, c.Log.Level) {
		report("log.level is %q; give one of %s", c.Log.Level, strings.Join(logLevels, ", "))
	}
	if c.Client.Token.HMACSecretKey == "" {
		report("client.token.hmac_secret_key is missing; beacon verifies HS256 tokens only")
	}
	if c.HTTPAPI.Key == "" {
		report("http_api.key is missing; without it nobody could publish")
	}
	for _, origin := range c.Client.AllowedOrigins {
		if origin != "*" && strings.Contains(origin, "*") {
			report("client.allowed_origins has %q; beacon takes exact origins or \"*\"", origin)
		}
	}
	if c.Client.Proxy.Refresh.Enabled {
		report("client.proxy.refresh is enabled; beacon offers renewal by the client's new token only")
	}
	if c.Client.Proxy.Connect.Enabled {
		problems = append(problems, c.Client.Proxy.Connect.problem("client.proxy.connect"))
	}
	if c.RPC.WithoutNamespace.ProxyEnabled {
		problems = append(problems, c.RPC.Proxy.problem("rpc.proxy"))
	}
	problems = append(problems, c.Channel.problem(), c.Engine.problem())
	return errors.Join(problems...)
}

func (p Proxy) problem(path string) error {
	if p.Timeout == 0 {
		return fmt.Errorf("%s.timeout is 0; give the longest wait for an answer", path)
	}
	if !strings.HasPrefix(p.Endpoint, "http://") && !strings.HasPrefix(p.Endpoint, "https://") {
		return fmt.Errorf("%s.endpoint is %q; give an http:// or https:// address", path, p.Endpoint)
	}
	return nil
}

func (c Channel) problem() error {
	var problems []error
	seen := make(map[string]bool)
	for i, ns := range c.Namespaces {
		path := fmt.Sprintf("channel.namespaces[%d]", i)
		if !namePattern.MatchString(ns.Name) {
			problems = append(problems, fmt.Errorf("%s.name is %q; it must match %s", path, ns.Name, namePattern))
		}
		if seen[ns.Name] {
			problems = append(problems, fmt.Errorf("%s.name is %q a second time", path, ns.Name))
		}
		seen[ns.Name] = true
		problems = append(problems, ns.problem(path, c.HistoryMetaTTL))
		if ns.SubscribeProxyEnabled {
			problems = append(problems, c.Proxy.Subscribe.problem("channel.proxy.subscribe"))
		}
	}
	return errors.Join(problems...)
}

func (n Namespace) problem(path string, metaTTL Duration) error {
	if (n.HistorySize == 0) != (n.HistoryTTL == 0) {
		return fmt.Errorf("%s needs both history_size and history_ttl, or neither", path)
	}
	if n.HistorySize < 0 {
		return fmt.Errorf("%s.history_size is %d; it cannot be negative", path, n.HistorySize)
	}
	if n.HistoryTTL.Value()%time.Second != 0 {
		return fmt.Errorf("%s.history_ttl is %s; whole seconds only", path, n.HistoryTTL.Value())
	}
	if n.HistoryTTL > metaTTL {
		return fmt.Errorf("%s.history_ttl is longer than channel.history_meta_ttl", path)
	}
	if n.ForceRecovery && n.HistorySize == 0 {
		return fmt.Errorf("%s.force_recovery needs history_size and history_ttl", path)
	}
	if !slices.Contains([]string{"", "stream", "cache"}, n.ForceRecoveryMode) {
		return fmt.Errorf("%s.force_recovery_mode is %q; give stream or cache", path, n.ForceRecoveryMode)
	}
	if _, err := regexp.Compile(n.ChannelRegex); err != nil {
		return fmt.Errorf("%s.channel_regex is no expression of Go's regexp: %w", path, err)
	}
	return nil
}

func (e Engine) problem() error {
	switch e.Type {
	case "memory":
		return nil
	case "redis":
		if len(e.Redis.Address) == 0 {
			return errors.New("engine.redis.address is empty; give at least one redis:// address")
		}
		return nil
	default:
		return fmt.Errorf("engine.type is %q; give memory or redis", e.Type)
	}
}
