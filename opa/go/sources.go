package main

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// sources maps a virtual path to the Rego text under it.
type sources map[string]string

// capabilitiesOf reads the capabilities of a request; a request without any gets those of this OPA.
func capabilitiesOf(raw json.RawMessage) (*ast.Capabilities, error) {
	if len(raw) == 0 {
		return ast.CapabilitiesForThisVersion(), nil
	}
	return ast.LoadCapabilitiesJSON(bytes.NewReader(raw))
}

// parse reads every file before it gives up, so one broken file does not hide another.
func (s sources) parse(capabilities *ast.Capabilities) (map[string]*ast.Module, error) {
	modules := make(map[string]*ast.Module, len(s))
	var problems ast.Errors
	for _, path := range util.KeysSorted(s) {
		module, err := ast.ParseModuleWithOpts(path, s[path], ast.ParserOptions{
			ProcessAnnotation: true,
			RegoVersion:       ast.DefaultRegoVersion,
			Capabilities:      capabilities,
		})
		var errs ast.Errors
		switch {
		case errors.As(err, &errs):
			problems = append(problems, errs...)
		case err != nil:
			problems = append(problems, placed(err, path))
		default:
			modules[path] = module
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return modules, nil
}

// placed gives an error that names no file the only place known for it.
func placed(err error, path string) *ast.Error {
	var located *ast.Error
	if errors.As(err, &located) {
		return located
	}
	return ast.NewError(ast.ParseErr, ast.NewLocation(nil, path, 1, 1), "%s", err.Error())
}
