package cordon.demands_test

import data.cordon.example_test as example

test_takes_the_defaults_where_the_call_names_no_category if {
	decision := example.decide(object.union(_kept, {"categories": []}), {})
	{reason.category | some reason in decision.reasons} == {"confidential"}
}

test_takes_every_default if {
	call := {"categories": [], "providers": {"only": ["keeper", "trainer"]}}
	decision := example.decide(call, {"organisation": {"taxonomy": {"defaults": ["internal", "pii"]}}})
	{reason.category | some reason in decision.reasons} == {"internal", "pii"}
}

test_takes_no_default_where_the_call_names_a_category if {
	example.effect(object.union(_kept, {"categories": ["internal"]}), {}) == "allow"
}

test_denies_a_default_that_the_taxonomy_lacks if {
	changes := {"organisation": {"taxonomy": {"defaults": ["secret"]}}}
	example.codes({"categories": []}, changes) == {"unknown-category"}
}

test_denies_unknown_and_prohibited_categories_with_these_reasons_alone if {
	call := object.union(_kept, {"categories": ["pii", "prohibited", "secret"]})
	example.codes(call, {}) == {"prohibited-category", "unknown-category"}
	example.decide(call, {}).obligations == ["audit"]
	example.decide(call, {}).assumptions == []
}

test_denies_a_category_that_one_layer_prohibits if {
	example.codes({"categories": ["internal"]}, _layers([{}, {"prohibited": true}])) == {"prohibited-category"}
}

test_holds_the_call_to_every_category if {
	call := {"categories": ["monthly", "internal"], "providers": {"only": ["hoarder"]}}
	hoarder := object.union(example.clean, {"training": "may", "retentionDays": 60})
	example.misses(call, example.providers({"hoarder": [hoarder]})) == {
		["hoarder", "system", "training", "may"],
		["hoarder", "system", "retention", "60 days"],
	}
}

test_gives_each_category_its_own_reason if {
	decision := example.decide(object.union(_kept, {"categories": ["pii", "confidential", "pii"]}), {})
	[reason.category | some reason in decision.reasons] == ["confidential", "pii"]
}

test_holds_the_call_to_every_layer_of_a_category if {
	call := {"categories": ["internal"], "providers": {"only": ["keeper"]}}
	decision := example.decide(call, _layers([{"retentionDays": 7}, {"retentionDays": 0}]))
	{reason.need | some reason in decision.reasons} == {"0 days", "7 days"}
}

test_tells_the_equal_reasons_of_two_layers_once if {
	call := {"categories": ["internal"], "providers": {"only": ["keeper"]}}
	decision := example.decide(call, _layers([{"retentionDays": 7}, {"retentionDays": 7, "obligations": ["audit"]}]))
	count(decision.reasons) == 1
}

test_joins_the_obligations_of_all_layers_and_categories if {
	changes := _layers([{"obligations": ["notify"]}, {"obligations": ["audit", "log"]}])
	example.decide({"categories": ["internal", "pii"]}, changes).obligations == ["audit", "log", "notify"]
}

test_lets_everything_pass_where_nothing_is_asked if {
	every gateway in ["hub", "maker", "machine", "nobody"] {
		example.effect({"categories": ["public"], "gateway": gateway}, {}) == "allow"
	}
}

test_asks_by_any_one_duty if {
	duties := [
		{"training": "never"},
		{"retentionDays": 30},
		{"deployments": ["local"]},
		{"regions": ["eu"]},
		{"headquarters": ["DE"]},
		{"assurances": ["soc2"]},
	]
	every duty in duties { example.codes({"gateway": "nobody"}, _layers([duty])) == {"unknown-gateway"} }
}

test_asks_nothing_by_words_that_demand_nothing if {
	layer := {"assurances": [], "assurancesWaivedOn": ["local"], "obligations": ["audit"]}
	example.effect({"gateway": "nobody"}, _layers([layer])) == "allow"
}

test_denies_every_route_where_no_deployment_is_accepted if {
	example.codes({"gateway": "machine"}, _layers([{"deployments": []}])) == {"deployment"}
}

_kept := {"providers": {"only": ["keeper"]}}

_layers(layers) := {"organisation": {"taxonomy": {"categories": {"internal": layers}}}}
