// Package config reads the realtime server's configuration file: the same file, with the same keys and meanings, that
// Centrifugo v6 reads, of which beacon offers a subset. Keys outside that subset are refused by name.
package config

// Config is the whole file.
type Config struct {
	HTTPServer HTTPServer `json:"http_server"`
	Log        Log        `json:"log"`
	Client     Client     `json:"client"`
	WebSocket  WebSocket  `json:"websocket"`
	Channel    Channel    `json:"channel"`
	RPC        RPC        `json:"rpc"`
	HTTPAPI    HTTPAPI    `json:"http_api"`
	Engine     Engine     `json:"engine"`
	Health     Switch     `json:"health"`
	Prometheus Switch     `json:"prometheus"`
	UsageStats UsageStats `json:"usage_stats"`
	Shutdown   Shutdown   `json:"shutdown"`
}

// HTTPServer says where clients connect, and where the API, health and metrics are served (the same place by default).
type HTTPServer struct {
	Address         string `json:"address"`
	Port            int    `json:"port"`
	InternalAddress string `json:"internal_address"`
	InternalPort    string `json:"internal_port"`
}

type Log struct {
	Level string `json:"level"`
}

type Client struct {
	Token                  Token       `json:"token"`
	AllowedOrigins         []string    `json:"allowed_origins"`
	Proxy                  ClientProxy `json:"proxy"`
	PingInterval           Duration    `json:"ping_interval"`
	PongTimeout            Duration    `json:"pong_timeout"`
	ExpiredCloseDelay      Duration    `json:"expired_close_delay"`
	StaleCloseDelay        Duration    `json:"stale_close_delay"`
	PresenceUpdateInterval Duration    `json:"presence_update_interval"`
	ChannelLimit           int         `json:"channel_limit"`
	QueueMaxSize           int         `json:"queue_max_size"`
	Concurrency            int         `json:"concurrency"`
	ConnectionLimit        int         `json:"connection_limit"`
	UserConnectionLimit    int         `json:"user_connection_limit"`
}

type Token struct {
	HMACSecretKey string `json:"hmac_secret_key"`
	Audience      string `json:"audience"`
	Issuer        string `json:"issuer"`
}

type ClientProxy struct {
	Connect ConnectProxy `json:"connect"`
	// Refresh is known so that a file may say that it is off; beacon renews by the client's new token only.
	Refresh Switch `json:"refresh"`
}

type ConnectProxy struct {
	Enabled bool `json:"enabled"`
	Proxy
}

// Proxy is an HTTP endpoint of the sentinel that is asked.
type Proxy struct {
	Endpoint              string    `json:"endpoint"`
	Timeout               Duration  `json:"timeout"`
	IncludeConnectionMeta bool      `json:"include_connection_meta"`
	HTTP                  ProxyHTTP `json:"http"`
}

type ProxyHTTP struct {
	StaticHeaders map[string]string `json:"static_headers"`
}

type WebSocket struct {
	Compression      bool     `json:"compression"`
	MessageSizeLimit int      `json:"message_size_limit"`
	WriteTimeout     Duration `json:"write_timeout"`
}

type Channel struct {
	MaxLength      int          `json:"max_length"`
	HistoryMetaTTL Duration     `json:"history_meta_ttl"`
	Proxy          ChannelProxy `json:"proxy"`
	Namespaces     []Namespace  `json:"namespaces"`
}

type ChannelProxy struct {
	Subscribe Proxy `json:"subscribe"`
}

// Namespace holds the options of the channels named "Name:…".
type Namespace struct {
	Name                       string   `json:"name"`
	ChannelRegex               string   `json:"channel_regex"`
	Presence                   bool     `json:"presence"`
	HistorySize                int      `json:"history_size"`
	HistoryTTL                 Duration `json:"history_ttl"`
	ForceRecovery              bool     `json:"force_recovery"`
	ForceRecoveryMode          string   `json:"force_recovery_mode"`
	SubscribeProxyEnabled      bool     `json:"subscribe_proxy_enabled"`
	AllowSubscribeForClient    bool     `json:"allow_subscribe_for_client"`
	AllowSubscribeForAnonymous bool     `json:"allow_subscribe_for_anonymous"`
}

type RPC struct {
	Proxy            Proxy      `json:"proxy"`
	WithoutNamespace RPCOptions `json:"without_namespace"`
}

type RPCOptions struct {
	ProxyEnabled bool `json:"proxy_enabled"`
}

type HTTPAPI struct {
	Key string `json:"key"`
}

type Engine struct {
	Type  string `json:"type"`
	Redis Redis  `json:"redis"`
}

type Redis struct {
	Address []string `json:"address"`
	Prefix  string   `json:"prefix"`
}

type Switch struct {
	Enabled bool `json:"enabled"`
}

// UsageStats is known so that one file serves both servers; beacon never reports anything to anybody.
type UsageStats struct {
	Disabled bool `json:"disabled"`
}

type Shutdown struct {
	Timeout Duration `json:"timeout"`
}
