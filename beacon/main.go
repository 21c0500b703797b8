// Command beacon is a small realtime server on Centrifugo's core library. It reads Centrifugo v6's configuration file and
// offers the part of Centrifugo that WowLab uses, for machines that have no Centrifugo.
package main

import (
	"flag"
	"fmt"
	"os"

	"wowlab/beacon/internal/config"
)

const usage = `beacon: a small realtime server on Centrifugo's core library

  beacon -c FILE              serve with this configuration
  beacon checkconfig -c FILE  say what is wrong with it, if anything
  beacon version
`

// version is what the info API tells.
const version = "beacon 0.1.0"

const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	args := os.Args[1:]
	command := "serve"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	flags := flag.NewFlagSet("beacon", flag.ExitOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	var path string
	flags.StringVar(&path, "c", "config.json", "configuration file")
	flags.StringVar(&path, "config", "config.json", "configuration file")
	// Centrifugo's checkconfig takes it; beacon is always strict.
	flags.Bool("strict", true, "fail on unknown keys (always)")
	_ = flags.Parse(args) // ExitOnError: it does not return an error.

	switch command {
	case "version":
		fmt.Println(version)
	case "checkconfig":
		if _, err := config.Load(path); err != nil {
			fail(err)
		}
	case "serve":
		cfg, err := config.Load(path)
		if err != nil {
			fail(err)
		}
		if err := serve(cfg); err != nil {
			fail(err)
		}
	default:
		fmt.Fprint(os.Stderr, usage)
		os.Exit(exitUsage)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(exitFailed)
}
