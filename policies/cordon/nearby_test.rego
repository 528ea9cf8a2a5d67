package cordon.nearby_test

import data.cordon.example_test as example

test_names_nothing_near_a_call_that_passes_or_can_be_amended if {
	example.decide({"providers": {"only": ["good"]}}, {}).nearby == []
	example.decide({}, {}).nearby == []
}

test_names_nothing_near_a_call_that_no_route_could_change if {
	example.decide({"categories": ["prohibited"]}, {}).nearby == []
	example.decide({"categories": ["secret"]}, {}).nearby == []
}

test_names_the_call_without_keys_fallbacks_and_lists_first if {
	call := {
		"credentials": "byok",
		"byokProviders": ["trainer"],
		"fallbackModels": ["maker/model-2"],
		"providers": {"only": ["trainer"]},
	}
	example.decide(call, {}).nearby[0] == {
		"categories": ["internal"],
		"gateway": "hub",
		"model": "maker/model-1",
		"now": "2026-11-20",
	}
}

test_names_the_same_model_at_other_gateways_then_its_makers_then_ones_own_machine if {
	call := {
		"gateway": "vercel",
		"model": "openai/gpt-5",
		"endpoint": "batch",
		"controls": {"noTraining": true},
		"features": ["store"],
		"tier": "paid",
		"region": "eu",
	}
	kept := {"categories": ["internal"], "endpoint": "batch", "features": ["store"], "now": "2026-11-20"}
	example.decide(call, _places).nearby == [
		object.union(kept, {"gateway": "openrouter", "model": "openai/gpt-5"}),
		object.union(kept, {"gateway": "openai", "model": "gpt-5"}),
		object.union(kept, {"gateway": "ollama"}),
	]
}

test_adds_the_makers_name_to_a_model_of_its_own_service if {
	example.decide({"gateway": "openai", "model": "gpt-5", "categories": ["pii"]}, _places).nearby == [
		{"categories": ["pii"], "gateway": "vercel", "model": "openai/gpt-5", "now": "2026-11-20"},
		{"categories": ["pii"], "gateway": "openrouter", "model": "openai/gpt-5", "now": "2026-11-20"},
		{"categories": ["pii"], "gateway": "ollama", "now": "2026-11-20"},
	]
}

test_names_no_gateway_for_a_model_whose_maker_nobody_knows if {
	{call.gateway | some call in example.decide({"gateway": "nobody", "model": "model-1"}, _places).nearby} == {"ollama"}
}

test_names_no_gateway_for_a_model_that_hides_where_it_leads if {
	hiding := object.union(_places, {"catalog": {"gateways": {"vercel": {"opaqueModels": ["vmc/*"]}}}})
	nearby := example.decide({"gateway": "vercel", "model": "vmc/support"}, hiding).nearby
	{call.gateway | some call in nearby} == {"ollama"}
}

test_names_no_gateway_for_a_call_without_a_model if {
	nearby := data.cordon.nearby.calls with input as {"call": {
		"categories": ["pii"],
		"gateway": "openai",
		"now": "2026-11-20",
	}}
		with data.catalog as _places.catalog
	{call.gateway | some call in nearby} == {"ollama"}
}

_places := {"catalog": {"gateways": {id: object.union(_unknown, {"id": id, "kind": kind}) |
	some id, kind in {"vercel": "gateway", "openrouter": "gateway", "openai": "api", "ollama": "local"}
}}}

_unknown := {"endpoints": ["language"], "facts": [example.fact({"deployment": "api"})]}
