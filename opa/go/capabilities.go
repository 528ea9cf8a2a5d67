package main

import (
	_ "unsafe" // for go:linkname

	"github.com/open-policy-agent/opa/v1/ast"
	_ "github.com/open-policy-agent/opa/v1/compile" // holds the Wasm compiler that is asked below
	opa "github.com/open-policy-agent/opa/v1/version"
)

type versionResult struct {
	Version string `json:"version"`
}

type capabilitiesResult struct {
	Capabilities *ast.Capabilities `json:"capabilities"`
	Native       []string          `json:"native"`
}

func version([]byte) (any, error) {
	return versionResult{opa.Version}, nil
}

// capabilities lists what this OPA knows, and which built-ins need no host once compiled to Wasm.
func capabilities([]byte) (any, error) {
	known := ast.CapabilitiesForThisVersion()
	native := []string{}
	for _, builtin := range known.Builtins {
		if isWasmEnabled(builtin.Name) {
			native = append(native, builtin.Name)
		}
	}
	return capabilitiesResult{Capabilities: known, Native: native}, nil
}

// isWasmEnabled is the compiler's own answer. Its package is internal to OPA, and a copy of its list would drift.
//
//go:linkname isWasmEnabled github.com/open-policy-agent/opa/internal/compiler/wasm.IsWasmEnabled
func isWasmEnabled(builtin string) bool
