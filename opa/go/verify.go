package main

import (
	"bytes"

	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/keys"
)

type verifyRequest struct {
	Bundle    []byte `json:"bundle"`
	Key       string `json:"key"`
	Algorithm string `json:"algorithm"`
	KeyID     string `json:"keyId"`
}

type verifyResult struct {
	Revision string `json:"revision"`
}

// verify reads a bundle as OPA does at start-up: it fails unless every file is signed with the key.
func verify(body []byte) (any, error) {
	request, err := decode[verifyRequest](body)
	if err != nil {
		return nil, err
	}
	key, err := keys.NewKeyConfig(request.Key, request.Algorithm, "")
	if err != nil {
		return nil, err
	}
	config := bundle.NewVerificationConfig(map[string]*bundle.KeyConfig{request.KeyID: key}, request.KeyID, "", nil)
	read, err := bundle.NewReader(bytes.NewReader(request.Bundle)).
		WithBundleVerificationConfig(config).
		Read()
	if err != nil {
		return nil, err
	}
	return verifyResult{Revision: read.Manifest.Revision}, nil
}
