package cordon.validity_test

import data.cordon.example_test as example

test_accepts_a_call_with_every_field if {
	example.effect(_whole, {}) == "allow"
}

test_accepts_a_call_with_nothing_but_the_least if {
	decision := _decide({"call": {"categories": [], "gateway": "hub", "now": "2026-11-20"}})
	not "invalid-call" in {reason.code | some reason in decision.reasons}
}

test_denies_what_is_no_object if {
	every call in [1, "call", null, true, [], ["categories"]] {
		_problem(_decide({"call": call})) == "not a call"
	}
}

test_denies_an_input_without_a_call if {
	every asked in [{}, {"categories": ["public"], "gateway": "hub", "now": "2026-11-20"}, 1, null] {
		_problem(_decide(asked)) == "not a call"
	}
}

test_denies_a_call_without_a_field_that_it_needs if {
	{key: _problem(_decide({"call": object.remove(_whole, [key])})) | some key in ["categories", "gateway", "now"]} == {
		"categories": "`categories`: missing",
		"gateway": "`gateway`: missing",
		"now": "`now`: missing",
	}
}

test_denies_a_key_that_calls_do_not_have if {
	_found({"prompt": "text"}) == "`prompt`: unknown key"
	_found({"category": "pii"}) == "`category`: unknown key"
}

test_denies_names_that_are_none if {
	every value in ["", ["good"], 1, null] {
		{key: _found({key: value}) | some key in ["gateway", "model", "region"]} == {
			"gateway": "`gateway`: not a name",
			"model": "`model`: not a name",
			"region": "`region`: not a name",
		}
	}
}

test_denies_lists_that_are_none if {
	every value in ["pii", {"pii": true}, [1], [""], [["pii"]], null] {
		{key: _found({key: value}) | some key in ["categories", "fallbackModels", "byokProviders", "features"]} == {
			"categories": "`categories`: not a list of names",
			"fallbackModels": "`fallbackModels`: not a list of names",
			"byokProviders": "`byokProviders`: not a list of names",
			"features": "`features`: not a list of names",
		}
	}
}

test_denies_words_that_a_field_does_not_have if {
	{key: _found({key: "none"}) | some key in ["endpoint", "credentials", "tier"]} == {
		"endpoint": "`endpoint`: none of its words",
		"credentials": "`credentials`: none of its words",
		"tier": "`tier`: none of its words",
	}
}

test_denies_days_that_are_none if {
	every day in [
		"", "today", "2026-1-2", "26-11-20", "2026-13-01", "2026-00-01", "2026-11-32", "2026-11-00",
		"2026-11-20Z", "2026-11", 20261120, null,
	] {
		_found({"now": day}) == "`now`: not a day"
	}
}

test_denies_provider_lists_that_are_none if {
	every lists in [{"only": "good"}, {"ignore": [1]}, {"order": ["good"]}, 1, "good", ["good"], null] {
		_found({"providers": lists}) == "`providers`: not provider lists"
	}
}

test_denies_controls_that_are_none if {
	every controls in [
		{"noTraining": "true"},
		{"noTraining": 1},
		{"zeroRetention": null},
		{"zdr": true},
		{"maxRetentionDays": -1},
		{"maxRetentionDays": 1.5},
		{"maxRetentionDays": "30"},
		{"maxRetentionDays": true},
		1,
		"noTraining",
		["noTraining"],
		null,
		true,
	] {
		_found({"controls": controls}) == "`controls`: not a set of controls"
	}
}

test_tells_of_one_problem_at_a_time if {
	_found({"gateway": 1, "model": 1}) == "`gateway`: not a name"
}

_whole := {
	"byokProviders": [],
	"categories": ["public"],
	"controls": {"noTraining": true, "zeroRetention": false, "maxRetentionDays": 30},
	"credentials": "system",
	"endpoint": "language",
	"fallbackModels": ["maker/model-2"],
	"features": ["store"],
	"gateway": "hub",
	"model": "maker/model-1",
	"now": "2026-11-20",
	"providers": {"only": ["good"], "ignore": []},
	"region": "eu",
	"tier": "paid",
}

_found(call) := _problem(example.decide(call, {}))

_problem(decision) := reason.found if {
	[reason] := decision.reasons
	reason.code == "invalid-call"
	decision.effect == "deny"
}

_decide(asked) := decision if {
	decision := data.cordon.decision with input as asked with data.revision as "sha256:test"
}

test_denies_without_the_revision_that_a_decision_bears if {
	decision := data.cordon.decision with input as {"call": {"categories": ["public"], "gateway": "hub", "now": "2026-11-20"}}
	[decision.effect, decision.reasons[0].code] == ["deny", "policy-unavailable"]
}
