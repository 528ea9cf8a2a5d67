package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// problem is one complaint with the place it is about; a line of 0 means OPA named no place.
type problem struct {
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Column  int      `json:"column"`
	Message string   `json:"message"`
	Code    string   `json:"code"`
	Details []string `json:"details,omitempty"`
}

// problemsOf unpacks every list of errors OPA uses into one flat list.
func problemsOf(err error) []problem {
	var list ast.Errors
	if errors.As(err, &list) {
		return flatten(list)
	}
	var loading loader.Errors
	if errors.As(err, &loading) {
		return flatten(loading)
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []problem{located(one.Code, one.Message, one.Location, one.Details)}
	}
	var evaluating *topdown.Error
	if errors.As(err, &evaluating) {
		return []problem{located(evaluating.Code, evaluating.Message, evaluating.Location, nil)}
	}
	return []problem{{Message: err.Error(), Code: "opa_error"}}
}

func flatten[E error](errs []E) []problem {
	var problems []problem
	for _, err := range errs {
		problems = append(problems, problemsOf(err)...)
	}
	return problems
}

func located(code, message string, location *ast.Location, details ast.ErrorDetails) problem {
	p := problem{Code: code, Message: message}
	if location != nil {
		p.File, p.Line, p.Column = location.File, location.Row, location.Col
	}
	if details != nil {
		p.Details = details.Lines()
	}
	return p
}
