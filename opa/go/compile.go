package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/util"
)

type compileRequest struct {
	Sources      sources         `json:"sources"`
	Data         document        `json:"data"`
	Entrypoints  []string        `json:"entrypoints"`
	Capabilities json.RawMessage `json:"capabilities"`
	Optimize     int             `json:"optimize"`
	Revision     string          `json:"revision"`
	Roots        []string        `json:"roots"`
	Bundle       bool            `json:"bundle"`
	Sign         *signature      `json:"sign"`
}

type signature struct {
	Key       string `json:"key"`
	Algorithm string `json:"algorithm"`
	KeyID     string `json:"keyId"`
}

type compileResult struct {
	Wasm   []byte `json:"wasm"`
	Bundle []byte `json:"bundle,omitempty"`
}

// compilePolicy does what `opa build --target wasm` does, signing included.
func compilePolicy(body []byte) (any, error) {
	request, err := decode[compileRequest](body)
	if err != nil {
		return nil, err
	}
	capabilities, err := capabilitiesOf(request.Capabilities)
	if err != nil {
		return nil, err
	}
	input, err := inputBundle(request, capabilities)
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	compiler := compile.New().
		WithTarget(compile.TargetWasm).
		WithCapabilities(capabilities).
		WithRegoVersion(ast.DefaultRegoVersion).
		WithBundle(input).
		WithEntrypoints(request.Entrypoints...).
		WithRegoAnnotationEntrypoints(true).
		WithOptimizationLevel(request.Optimize).
		WithPartialNamespace("partial")
	if request.Revision != "" {
		compiler = compiler.WithRevision(request.Revision)
	}
	if request.Bundle {
		compiler = compiler.WithOutput(&archive)
	}
	if request.Sign != nil {
		compiler = compiler.
			WithBundleSigningConfig(bundle.NewSigningConfig(request.Sign.Key, request.Sign.Algorithm, "")).
			WithBundleVerificationKeyID(request.Sign.KeyID)
	}
	if err := compiler.Build(context.Background()); err != nil {
		return nil, err
	}
	for _, module := range compiler.Bundle().WasmModules {
		return compileResult{Wasm: module.Raw, Bundle: archive.Bytes()}, nil
	}
	return nil, fmt.Errorf("the compiler produced no wasm module")
}

// inputBundle lays the sources out as OPA's own loader would after reading them from a disk.
func inputBundle(request compileRequest, capabilities *ast.Capabilities) (*bundle.Bundle, error) {
	modules, err := request.Sources.parse(capabilities)
	if err != nil {
		return nil, err
	}
	input := &bundle.Bundle{Data: request.Data.object()}
	input.SetRegoVersion(ast.DefaultRegoVersion)
	if len(request.Roots) > 0 {
		input.Manifest.Roots = &request.Roots
	}
	input.Manifest.Init()
	for _, path := range util.KeysSorted(modules) {
		input.Modules = append(input.Modules, bundle.ModuleFile{
			URL:    path,
			Path:   path,
			Parsed: modules[path],
			Raw:    []byte(request.Sources[path]),
		})
	}
	return input, nil
}
