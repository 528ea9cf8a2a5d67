// Command opa answers one request about Rego sources: JSON on standard input, JSON on standard output.
// It is compiled to WebAssembly and run by Node; it needs no files, no environment and no network.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/open-policy-agent/opa/v1/util"
)

// commands are the names a request may carry.
var commands = map[string]func(body []byte) (any, error){
	"version":      version,
	"capabilities": capabilities,
	"check":        check,
	"format":       formatSources,
	"test":         test,
	"compile":      compilePolicy,
	"evaluate":     evaluate,
	"verify":       verify,
}

// response holds exactly one of its fields, except that a failure always carries both a message and its problems.
type response struct {
	Result   any       `json:"result,omitempty"`
	Failure  string    `json:"failure,omitempty"`
	Problems []problem `json:"problems,omitempty"`
}

func main() {
	// One request per process: collecting less often costs memory that is about to be freed anyway.
	debug.SetGCPercent(400)

	body, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer(body)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(body []byte) response {
	var head struct {
		Command string `json:"command"`
	}
	if err := json.Unmarshal(body, &head); err != nil {
		return failed(err)
	}
	command, known := commands[head.Command]
	if !known {
		return failed(fmt.Errorf("command `%s` is not known", head.Command))
	}
	return attempt(command, body)
}

// attempt turns a bug in OPA into a failure with a message, so the caller sees a sentence and not a stack.
func attempt(command func([]byte) (any, error), body []byte) (answer response) {
	defer func() {
		if fault := recover(); fault != nil {
			answer = failed(fmt.Errorf("opa failed on these sources: %v", fault))
		}
	}()
	result, err := command(body)
	if err != nil {
		return failed(err)
	}
	return response{Result: result}
}

func failed(err error) response {
	return response{Failure: err.Error(), Problems: problemsOf(err)}
}

// decode reads a request the way OPA reads data files, so numbers keep their digits.
func decode[Request any](body []byte) (Request, error) {
	var request Request
	err := util.UnmarshalJSON(body, &request)
	return request, err
}
