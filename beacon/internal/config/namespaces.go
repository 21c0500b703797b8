package config

import (
	"regexp"
	"strings"
)

const namespaceBoundary = ":"

// Namespaces finds the options of a channel by its name.
type Namespaces struct {
	byName map[string]compiledNamespace
}

type compiledNamespace struct {
	Namespace
	pattern *regexp.Regexp
}

// NewNamespaces expects a checked configuration.
func NewNamespaces(c Channel) *Namespaces {
	byName := make(map[string]compiledNamespace, len(c.Namespaces))
	for _, ns := range c.Namespaces {
		compiled := compiledNamespace{Namespace: ns}
		if ns.ChannelRegex != "" {
			compiled.pattern = regexp.MustCompile(ns.ChannelRegex)
		}
		byName[ns.Name] = compiled
	}
	return &Namespaces{byName: byName}
}

// Of answers false for a channel without a namespace, or of one the file does not name.
func (n *Namespaces) Of(channel string) (Namespace, bool) {
	name, _, _ := strings.Cut(channel, namespaceBoundary)
	ns, known := n.byName[name]
	if !known || !strings.Contains(channel, namespaceBoundary) {
		return Namespace{}, false
	}
	return ns.Namespace, true
}

// Admits says whether clients may use the channel's name: what follows the namespace must match its expression, or be
// plain ASCII where there is none.
func (n *Namespaces) Admits(channel string) bool {
	name, rest, _ := strings.Cut(channel, namespaceBoundary)
	ns, known := n.byName[name]
	if !known {
		return false
	}
	if ns.pattern != nil {
		return ns.pattern.MatchString(rest)
	}
	return !strings.ContainsFunc(channel, func(r rune) bool { return r > 127 })
}
