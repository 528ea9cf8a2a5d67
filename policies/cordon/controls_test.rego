package cordon.controls_test

import data.cordon.example_test as example

test_drops_providers_that_are_not_known_to_meet_the_guarantee if {
	example.effect({"controls": {"noTraining": true}}, {}) == "allow"
	example.effect({"categories": ["pii"], "controls": {"zeroRetention": true}}, {}) == "allow"
}

test_takes_a_control_that_is_off_for_one_that_is_absent if {
	off := {"controls": {"noTraining": false, "zeroRetention": false}}
	example.misses(off, {}) == example.misses({}, {})
}

test_takes_zero_retention_for_no_training_too if example.effect({"controls": {"zeroRetention": true}}, {}) == "allow"

test_takes_no_training_for_nothing_but_that if {
	example.misses({"categories": ["pii"], "controls": {"noTraining": true}}, {}) == {
		["*", "system", "retention", "unknown"],
		["keeper", "system", "retention", "30 days"],
	}
}

test_guarantees_the_days_that_it_names if {
	call := {"categories": ["monthly"], "controls": {"maxRetentionDays": 30}}
	example.effect(call, _days) == "allow"
	more := object.union(call, {"controls": {"maxRetentionDays": 31}})
	example.misses(more, _days) == {["*", "system", "retention", "31 days"]}
}

test_counts_no_control_that_the_gateway_does_not_have if {
	call := {"categories": ["monthly"], "controls": {"maxRetentionDays": 30}}
	example.misses(call, {}) == {["*", "system", "retention", "unknown"]}
	machine := {"gateway": "maker", "model": "model-1", "categories": ["pii"], "controls": {"zeroRetention": true}}
	example.misses(machine, {}) == {["maker", "system", "retention", "30 days"]}
}

test_counts_no_control_on_an_endpoint_that_does_not_honour_it if {
	call := {"controls": {"noTraining": true}, "providers": {"only": ["trainer"]}}
	example.codes(call, {}) == {"no-route"}
	embedding := object.union(call, {"endpoint": "embedding"})
	example.misses(embedding, {}) == {["trainer", "system", "training", "may"]}
}

test_counts_no_control_that_does_not_bind_own_keys if {
	call := {"controls": {"noTraining": true}, "credentials": "byok", "providers": {"only": ["keeper"]}}
	example.misses(call, {}) == {["keeper", "byok", "training", "unknown"]}
	binding := example.entry("hub", {"controls": {"noTraining": {"binds": {"byok": true}}}})
	example.codes(call, object.union(binding, example.entry("hub", {"failover": false}))) == {"no-route"}
}

test_binds_own_keys_by_an_agreement_of_zero_retention if {
	call := {
		"categories": ["pii"],
		"controls": {"zeroRetention": true},
		"credentials": "byok",
		"providers": {"only": ["keeper"]},
	}

	# The system route of the failover is dropped, as the gateway knows that it keeps data.
	example.misses(call, example.agreements([{"credential": "byok", "retentionDays": 0}])) == set()
	example.misses(call, example.agreements([{"credential": "byok", "retentionDays": 1}])) == {
		["keeper", "byok", "training", "unknown"],
		["keeper", "byok", "retention", "1 day"],
	}
}

test_drops_a_provider_by_name_that_is_not_listed if {
	only := {"controls": {"noTraining": true}, "providers": {"only": ["stranger"]}}
	example.codes(only, {}) == {"no-route"}
}

test_lifts_those_not_listed_as_long_as_nobody_names_them if {
	example.effect({"controls": {"noTraining": true}}, example.providers({})) != "allow"
	lifted := object.union(example.providers({}), example.entry("hub", {"unlisted": [example.fact({"deployment": "api"})]}))
	example.effect({"controls": {"noTraining": true}}, lifted) == "allow"
}

test_denies_where_a_control_drops_every_provider if {
	call := {"controls": {"noTraining": true}, "providers": {"only": ["trainer"]}}
	example.codes(call, {}) == {"no-route"}
	example.amendments(call, {}) == []
}

test_drops_what_is_unknown_of_a_listed_provider if {
	changes := example.providers({"silent": [example.fact({"deployment": "api"})]})
	call := {"controls": {"noTraining": true}, "providers": {"only": ["silent"]}}
	example.codes(call, changes) == {"no-route"}
}

test_judges_what_else_a_dropped_provider_misses if {
	changes := example.providers({
		"good": [example.clean],
		"silent": [example.fact({"deployment": "consumer"})],
	})
	call := {"controls": {"noTraining": true}, "providers": {"only": ["good", "silent"]}}
	example.misses(call, changes) == {["silent", "system", "deployment", "consumer"]}
}

test_leaves_a_carve_out_and_judges_it if {
	hard := _models({"retentionDays": 30, "hard": true})
	call := {"categories": ["pii"], "controls": {"zeroRetention": true}, "providers": {"only": ["good"]}}
	example.misses(call, hard) == {["good", "system", "retention", "30 days"]}
	example.effect(call, _models({"retentionDays": 30})) == "deny"
	example.codes(call, _models({"retentionDays": 30})) == {"no-route"}
}

test_lifts_nothing_below_a_floor if {
	changes := example.providers({"good": [
		object.union(example.clean, {"retentionDays": 90}),
		object.union(example.clean, {"retentionDays": 30, "hard": true, "source": "floor"}),
	]})
	call := {"categories": ["pii"], "controls": {"zeroRetention": true}, "providers": {"only": ["good"]}}
	decision := example.decide(call, changes)
	{[reason.found, reason.source] | some reason in decision.reasons} == {["30 days", "floor, 2026-11-01"]}
}

test_lifts_nothing_of_the_gateway_itself if {
	changes := example.entry("hub", {"facts": [object.union(example.clean, {"retentionDays": 7})]})
	call := {"categories": ["pii"], "controls": {"zeroRetention": true}, "providers": {"only": ["good"]}}
	example.misses(call, changes) == {["good", "system", "retention", "7 days"]}
}

test_does_not_drop_a_service_that_is_its_own_provider if {
	call := {"gateway": "maker", "model": "model-1", "categories": ["pii"], "controls": {"zeroRetention": true}}
	switch := example.entry("maker", {"controls": {"zeroRetention": {
		"binds": {"system": true, "byok": true},
		"endpoints": ["language"],
	}}})
	example.effect(call, switch) == "allow"
}

test_takes_the_stricter_of_two_controls if {
	call := {"categories": ["pii"], "controls": {"zeroRetention": true, "maxRetentionDays": 30}}
	example.effect(call, _days) == "allow"
}

_days := example.entry("hub", {"controls": {"maxRetentionDays": {
	"binds": {"system": true, "byok": false},
	"endpoints": ["language"],
}}})

_models(traits) := {"catalog": {"models": [{"match": "maker/*", "facts": [example.fact(traits)]}]}}
