package config

import (
	"strings"
	"testing"
	"time"
)

const smallest = `{
  "http_server": {"address": "127.0.0.1", "port": 8000},
  "client": {"token": {"hmac_secret_key": "secret"}},
  "http_api": {"key": "key"}
}`

func TestTheSmallestFileGetsCentrifugosDefaults(t *testing.T) {
	cfg, err := Parse([]byte(smallest))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Engine.Type != "memory" || cfg.Client.PingInterval.Value() != 25*time.Second || cfg.WebSocket.MessageSizeLimit != 65536 {
		t.Errorf("defaults are missing: %+v", cfg)
	}
}

func with(t *testing.T, find, put string) string {
	t.Helper()
	if !strings.Contains(smallest, find) {
		t.Fatalf("%q is not in the file", find)
	}
	return strings.Replace(smallest, find, put, 1)
}

func TestEachFaultIsRefusedByTheNameOfItsKey(t *testing.T) {
	namespace := func(fields string) string {
		return with(t, `"http_api"`, `"channel": {"namespaces": [{"name": "job"`+fields+`}]}, "http_api"`)
	}
	cases := map[string]struct{ file, names string }{
		"a key at the top":          {with(t, `"http_api"`, `"admin": {}, "http_api"`), "unknown keys in config: admin;"},
		"a key deep inside":         {with(t, `"port"`, `"prot": 1, "port"`), "http_server.prot"},
		"a key in a list":           {namespace(`, "delta_publish": true`), "channel.namespaces[0].delta_publish"},
		"a key of the wrong case":   {with(t, `"port"`, `"Port"`), "http_server.Port"},
		"text for a number":         {with(t, `8000`, `"many"`), "port"},
		"a port out of range":       {with(t, `8000`, `70000`), "http_server.port is 70000"},
		"no API key":                {with(t, `"key": "key"`, ``), "http_api.key is missing"},
		"no token secret":           {with(t, `"hmac_secret_key": "secret"`, ``), "client.token.hmac_secret_key is missing"},
		"an origin pattern":         {with(t, `"client": {`, `"client": {"allowed_origins": ["https://*.x"], `), "client.allowed_origins"},
		"the refresh proxy":         {with(t, `"client": {`, `"client": {"proxy": {"refresh": {"enabled": true}}, `), "client.proxy.refresh"},
		"a proxy without endpoint":  {with(t, `"client": {`, `"client": {"proxy": {"connect": {"enabled": true}}, `), "client.proxy.connect.endpoint"},
		"a namespace without proxy": {namespace(`, "subscribe_proxy_enabled": true`), "channel.proxy.subscribe.endpoint"},
		"recovery without history":  {namespace(`, "force_recovery": true`), "force_recovery needs history_size"},
		"half a history":            {namespace(`, "history_size": 1`), "both history_size and history_ttl"},
		"an unknown recovery mode":  {namespace(`, "force_recovery_mode": "all"`), `force_recovery_mode is "all"`},
		"a broken expression":       {namespace(`, "channel_regex": "("`), "channel_regex"},
		"a duration without unit":   {namespace(`, "history_size": 1, "history_ttl": "60"`), `a duration is "60"`},
		"an unknown engine":         {with(t, `"http_api"`, `"engine": {"type": "nats"}, "http_api"`), `engine.type is "nats"`},
		"something else than JSON":  {"port: 8000", "it is not JSON"},
		"a list":                    {"[]", "it is not a JSON object"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(c.file))
			if err == nil || !strings.Contains(err.Error(), c.names) {
				t.Errorf("got %v, want an error that says %q", err, c.names)
			}
		})
	}
}

func TestEveryProblemIsToldAtOnce(t *testing.T) {
	_, err := Parse([]byte(`{"http_server": {"port": 0}}`))
	for _, key := range []string{"http_server.port", "client.token.hmac_secret_key", "http_api.key"} {
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%v does not name %s", err, key)
		}
	}
}

func TestChannelNamesAreAdmittedByTheirNamespaceOnly(t *testing.T) {
	namespaces := NewNamespaces(Channel{Namespaces: []Namespace{{Name: "job", ChannelRegex: "^[a-z]+$"}, {Name: "open"}}})
	for channel, admitted := range map[string]bool{
		"job:abc": true, "job:": false, "job:abc1": false, "job:a:b": false, "job:abc\n": false,
		"open:anything at all": true, "open:ünï": false, "none:abc": false, "job": false, "": false,
	} {
		_, known := namespaces.Of(channel)
		if got := known && namespaces.Admits(channel); got != admitted {
			t.Errorf("%q is admitted: %v, want %v", channel, got, admitted)
		}
	}
}
