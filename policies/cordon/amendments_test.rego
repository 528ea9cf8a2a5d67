package cordon.amendments_test

import data.cordon.example_test as example

test_asks_for_the_weakest_control_that_cures_all if {
	example.amendments({}, {}) == [{"control": "noTraining", "value": true}]
	example.amendments({"categories": ["pii"]}, {}) == [{"control": "zeroRetention", "value": true}]
	example.amendments({"categories": ["pii"], "controls": {"noTraining": true}}, {}) == [{
		"control": "zeroRetention",
		"value": true,
	}]
}

test_asks_for_the_number_of_days_before_zero_retention if {
	call := {"categories": ["monthly"]}
	example.amendments(call, _days) == [{"control": "maxRetentionDays", "value": 30}]
	example.amendments(object.union(call, {"controls": {"maxRetentionDays": 60}}), _days) == [{
		"control": "maxRetentionDays",
		"value": 30,
	}]
}

test_asks_for_the_smallest_number_of_days_of_all_categories if {
	changes := object.union(_days, {"organisation": {"taxonomy": {"categories": {"weekly": [{"retentionDays": 7}]}}}})
	example.amendments({"categories": ["monthly", "weekly"]}, changes) == [{"control": "maxRetentionDays", "value": 7}]
}

test_asks_for_controls_together_where_none_does_alone if {
	pair := object.union(_days, example.entry("hub", {"controls": {"zeroRetention": {"endpoints": ["batch"]}}}))
	example.amendments({"categories": ["pii"]}, pair) == [
		{"control": "noTraining", "value": true},
		{"control": "maxRetentionDays", "value": 0},
	]
}

test_asks_for_no_number_of_days_that_is_on_already if {
	call := {"categories": ["monthly"], "controls": {"maxRetentionDays": 30}, "providers": {"only": ["keeper", "hoarder"]}}
	hoarder := example.providers({
		"keeper": [object.union(example.clean, {"retentionDays": 30})],
		"hoarder": [object.union(example.clean, {"retentionDays": 60, "hard": true})],
	})
	example.amendments(call, object.union(_days, hoarder)) == [{"control": "only", "value": ["keeper"]}]
}

test_asks_for_no_number_of_days_where_none_is_asked_for if {
	example.amendments({}, _days) == [{"control": "noTraining", "value": true}]
}

test_asks_for_an_allow_list_of_those_that_miss_nothing if {
	example.amendments({}, _listing) == [{"control": "only", "value": ["good", "keeper", "maker"]}]
	example.amendments({"providers": {"only": ["trainer", "good"]}}, _listing) == [{"control": "only", "value": ["good"]}]
	ignoring := {"providers": {"ignore": ["good"]}}
	example.amendments(ignoring, _listing) == [{"control": "only", "value": ["keeper", "maker"]}]
}

test_puts_no_name_on_the_list_that_is_not_listed_where_those_fall if {
	call := {"providers": {"only": ["stranger", "good", "trainer"]}}
	example.amendments(call, _listing) == [{"control": "only", "value": ["good"]}]
}

test_puts_a_name_on_the_list_that_is_not_listed_where_those_pass if {
	changes := object.union(_listing, example.entry("hub", {"unlisted": [example.clean]}))
	call := {"providers": {"only": ["stranger", "trainer"]}}
	example.amendments(call, changes) == [{"control": "only", "value": ["stranger"]}]
}

test_asks_for_a_list_where_no_control_does if {
	changes := example.providers({
		"good": [example.clean],
		"seller": [object.union(example.clean, {"deployment": "consumer"})],
		"trainer": [object.union(example.clean, {"training": "may"})],
	})
	example.amendments({}, object.union(changes, _without_list)) == []
	example.amendments({}, changes) == [{"control": "only", "value": ["good"]}]
}

test_puts_no_stranger_on_a_list if {
	lifted := example.entry("hub", {"unlisted": [example.fact({"deployment": "api"})]})
	changes := object.union(example.providers({"seller": [object.union(example.clean, {"deployment": "consumer"})]}), lifted)
	example.effect({"providers": {"only": ["stranger", "seller"]}}, changes) == "deny"
}

test_asks_for_no_list_where_the_gateway_takes_none if {
	example.effect({}, object.union(_listing, _without_list)) == "deny"
	unable := example.entry("hub", {"providerLists": {"only": false}})
	example.effect({}, object.union(_listing, unable)) == "deny"
}

test_asks_for_no_list_that_would_be_empty if {
	example.effect({"providers": {"only": ["trainer"]}}, {}) == "deny"
}

test_asks_for_no_control_that_leaves_no_route if {
	example.codes({"providers": {"only": ["trainer"]}}, {}) == {"training"}
}

test_puts_no_provider_on_the_list_that_a_control_drops if {
	call := {"providers": {"only": ["trainer", "good", "seller"]}, "controls": {"noTraining": true}}
	changes := example.providers({
		"good": [example.clean],
		"trainer": [object.union(example.clean, {"training": "may"})],
		"seller": [object.union(example.clean, {"deployment": "consumer"})],
	})
	example.amendments(call, changes) == [{"control": "only", "value": ["good"]}]
}

test_chooses_among_the_keys_of_a_call_on_keys if {
	# `maker` passes on the gateway's account too; `good` and `keeper` would as well, on contracts of others.
	own := example.agreements([{"gateway": "maker", "retentionDays": 0}])
	call := {"categories": ["pii"], "credentials": "byok", "byokProviders": ["maker"]}
	embedding := object.union(call, {"endpoint": "embedding"})
	example.amendments(embedding, own) == [{"control": "only", "value": ["maker"]}]
	example.amendments(object.remove(embedding, ["credentials"]), own) == [{"control": "only", "value": ["maker"]}]
	system := object.union(embedding, {"credentials": "system"})
	example.amendments(system, own) == [{"control": "only", "value": ["good", "maker"]}]
}

test_amends_nothing_where_a_reason_has_nothing_to_do_with_routes if {
	decision := example.decide({"features": ["mind-reading"]}, {})
	[decision.effect, decision.amendments] == ["deny", []]
}

test_works_at_once_and_needs_every_part if {
	pair := object.union(_days, example.entry("hub", {"controls": {"zeroRetention": {"endpoints": ["batch"]}}}))
	effects := [example.effect({"categories": ["pii"], "controls": controls}, pair) |
		some controls in [{"noTraining": true, "maxRetentionDays": 0}, {"noTraining": true}, {"maxRetentionDays": 0}]
	]
	effects == ["allow", "amend", "amend"]
}

_days := example.entry("hub", {"controls": {"maxRetentionDays": {
	"binds": {"system": true, "byok": false},
	"endpoints": ["language"],
}}})

# No control on this endpoint, so that only a list can help.
_listing := example.entry("hub", {"controls": {
	"noTraining": {"endpoints": ["batch"]},
	"zeroRetention": {"endpoints": ["batch"]},
}})

_without_list := example.entry("hub", {"providerLists": false})
