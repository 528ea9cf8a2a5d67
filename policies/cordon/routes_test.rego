package cordon.routes_test

import data.cordon.example_test as example

test_judges_every_listed_provider_and_those_not_listed if {
	example.misses({}, {}) == {["trainer", "system", "training", "may"], ["*", "system", "training", "unknown"]}
}

test_judges_only_the_providers_that_the_call_names if {
	example.misses({"providers": {"only": ["good", "trainer"]}}, {}) == {["trainer", "system", "training", "may"]}
}

test_judges_a_name_that_is_not_listed_as_any_that_is_not if {
	example.misses({"providers": {"only": ["good", "stranger"]}}, {}) == {["stranger", "system", "training", "unknown"]}
}

test_takes_an_empty_list_for_none if {
	empty := {"providers": {"only": [], "ignore": []}}
	example.misses(empty, {}) == example.misses({}, {})
}

test_leaves_out_the_providers_that_the_call_ignores if {
	example.misses({"providers": {"ignore": ["trainer"]}}, {}) == {["*", "system", "training", "unknown"]}
	example.effect({"providers": {"only": ["good", "trainer"], "ignore": ["trainer"]}}, {}) == "allow"
	example.misses({"providers": {"only": ["trainer", "stranger"], "ignore": ["stranger"]}}, {}) == {[
		"trainer", "system", "training", "may",
	]}
}

test_leaves_out_none_of_those_not_listed_by_their_sign if {
	example.misses({"providers": {"ignore": ["*"]}}, {}) == example.misses({}, {})
}

test_takes_the_sign_of_those_not_listed_for_itself_in_a_list if {
	example.misses({"providers": {"only": ["*"]}}, {}) == {["*", "system", "training", "unknown"]}
}

test_denies_where_the_lists_leave_nobody if {
	example.codes({"providers": {"only": ["good"], "ignore": ["good"]}}, {}) == {"no-route"}
}

test_denies_where_the_lists_leave_nobody_whatever_else_is_missed if {
	call := {"categories": ["phi"], "providers": {"only": ["good"], "ignore": ["good"]}}
	example.codes(call, {}) == {"no-route"}
}

test_has_one_route_to_a_service_that_is_its_own_provider if {
	call := {"gateway": "maker", "model": "model-1", "categories": ["pii"]}
	expected := {["maker", "system", "retention", "30 days"]}
	example.misses(call, {}) == expected
	example.misses(object.union(call, {"providers": {"only": ["maker"]}}), {}) == expected
	example.misses(object.union(call, {"providers": {"ignore": ["good"]}}), {}) == expected
}

test_denies_where_the_lists_leave_out_the_service_itself if {
	example.codes({"gateway": "machine", "providers": {"only": ["good"]}}, {}) == {"no-route"}
	example.codes({"gateway": "machine", "providers": {"ignore": ["machine"]}}, {}) == {"no-route"}
}

test_judges_every_fallback_model_on_every_route if {
	call := {"fallbackModels": ["maker/model-2"], "providers": {"only": ["good", "trainer"]}}
	{reason.route | some reason in example.decide(call, {}).reasons} == {
		{"provider": "trainer", "credential": "system", "model": "maker/model-1"},
		{"provider": "trainer", "credential": "system", "model": "maker/model-2"},
	}
}

test_judges_a_fallback_by_its_own_facts if {
	kept := {"catalog": {"models": [{"match": "*-kept", "facts": [example.fact({"retentionDays": 30})]}]}}
	call := {"categories": ["pii"], "fallbackModels": ["maker/model-kept"], "providers": {"only": ["good"]}}
	{reason.route.model | some reason in example.decide(call, kept).reasons} == {"maker/model-kept"}
	example.effect(object.remove(call, ["fallbackModels"]), kept) == "allow"
}

test_names_no_model_for_a_call_that_names_none_beside_its_fallbacks if {
	call := {"categories": ["internal"], "gateway": "hub", "now": "2026-11-20", "fallbackModels": ["maker/model-2"]}
	decision := data.cordon.decision with input as {"call": object.union(call, {"providers": {"only": ["trainer"]}})}
		with data.catalog as {"models": [], "features": [], "gateways": {"hub": {
			"id": "hub",
			"kind": "gateway",
			"endpoints": ["language"],
			"facts": [example.clean],
			"providers": [{"slug": "trainer", "facts": [object.union(example.clean, {"training": "may"})]}],
		}}}
		with data.organisation as _organisation
		with data.revision as "sha256:test"
	{reason.route | some reason in decision.reasons} == {
		{"provider": "trainer", "credential": "system"},
		{"provider": "trainer", "credential": "system", "model": "maker/model-2"},
	}
}

test_tells_a_model_once_that_is_its_own_fallback if {
	call := {"fallbackModels": ["maker/model-1"], "providers": {"only": ["trainer"]}}
	count(example.decide(call, {}).reasons) == 1
}

test_counts_neither_the_order_nor_the_number_of_names if {
	one := example.decide({"providers": {"only": ["trainer", "keeper"]}, "categories": ["pii", "internal"]}, {})
	two := example.decide({"providers": {"only": ["keeper", "trainer", "keeper"]}, "categories": ["internal", "pii"]}, {})
	object.remove(one, ["nearby"]) == object.remove(two, ["nearby"])
}

test_names_each_provider_that_is_not_listed_where_requirements_of_the_organisations_own_may_ask if {
	own := {"organisation": {"ownRequirements": true}}
	call := {"providers": {"only": ["new-one", "newer-one"]}, "controls": {}}
	example.misses(call, own) == {
		["new-one", "system", "training", "unknown"],
		["newer-one", "system", "training", "unknown"],
	}
}

test_judges_a_gateway_without_any_list_by_those_not_listed if {
	example.misses({}, example.providers({})) == {
		["*", "system", "training", "unknown"],
		["*", "system", "deployment", "unknown"],
	}
}

_organisation := {
	"taxonomy": {"defaults": null, "categories": {"internal": [{"training": "never"}]}},
	"agreements": [],
	"gateways": {},
	"models": [],
	"maxAgeDays": 365,
}
