package cordon_test

import data.cordon.example_test as example

test_allows_a_call_whose_only_provider_meets_every_requirement if {
	example.decide({"providers": {"only": ["good"]}}, {}) == {
		"effect": "allow",
		"reasons": [],
		"amendments": [],
		"obligations": [],
		"assumptions": ["no own keys on the gateway account"],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_amends_a_call_that_a_setting_makes_compliant if {
	example.decide({"providers": {"only": ["good", "trainer"]}}, {}) == {
		"effect": "amend",
		"reasons": [{
			"code": "training",
			"category": "internal",
			"route": {"provider": "trainer", "credential": "system"},
			"need": "never",
			"found": "may",
			"source": "terms, 2026-11-01",
		}],
		"amendments": [{"control": "noTraining", "value": true}],
		"obligations": [],
		"assumptions": ["no own keys on the gateway account"],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_a_call_that_no_setting_makes_compliant if {
	example.decide({"gateway": "maker", "categories": ["pii"], "model": "model-1"}, {}) == {
		"effect": "deny",
		"reasons": [{
			"code": "retention",
			"category": "pii",
			"route": {"provider": "maker", "credential": "system"},
			"need": "0 days",
			"found": "30 days",
			"source": "terms, 2026-11-01",
		}],
		"amendments": [],
		"obligations": ["audit"],
		"assumptions": [],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_what_is_no_call_without_looking_any_further if {
	example.decide({"categories": "pii"}, {}) == {
		"effect": "deny",
		"reasons": [{
			"code": "invalid-call",
			"category": null,
			"route": null,
			"need": null,
			"found": "`categories`: not a list of names",
			"source": null,
		}],
		"amendments": [],
		"obligations": [],
		"assumptions": [],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_a_prohibited_category_on_every_route if {
	example.decide({"gateway": "machine", "categories": ["prohibited"], "model": "model-1"}, {}) == {
		"effect": "deny",
		"reasons": [{
			"code": "prohibited-category",
			"category": "prohibited",
			"route": null,
			"need": "no model call",
			"found": "a model call",
			"source": null,
		}],
		"amendments": [],
		"obligations": ["audit"],
		"assumptions": [],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_a_category_that_the_taxonomy_lacks if {
	example.decide({"categories": ["secret"]}, {}) == {
		"effect": "deny",
		"reasons": [{
			"code": "unknown-category",
			"category": "secret",
			"route": null,
			"need": "a category of the taxonomy",
			"found": "secret",
			"source": null,
		}],
		"amendments": [],
		"obligations": [],
		"assumptions": [],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_a_call_without_a_category_where_the_taxonomy_has_no_default if {
	example.decide({"categories": []}, {"organisation": {"taxonomy": {"defaults": null}}}) == {
		"effect": "deny",
		"reasons": [{
			"code": "unclassified",
			"category": null,
			"route": null,
			"need": "a category",
			"found": "none",
			"source": null,
		}],
		"amendments": [],
		"obligations": [],
		"assumptions": [],
		"nearby": [],
		"policyRevision": "sha256:test",
	}
}

test_denies_a_call_that_no_provider_may_serve if {
	decision := example.decide({"providers": {"only": ["good"], "ignore": ["good"]}, "categories": ["public"]}, {})
	decision.effect == "deny"
	decision.reasons == [{
		"code": "no-route",
		"category": null,
		"route": null,
		"need": "a provider that may serve the call",
		"found": "none",
		"source": null,
	}]
}

test_answers_nothing_where_the_data_is_missing if {
	not data.cordon.decision.effect in {"allow", "amend"} with input as {"call": {
		"categories": ["public"],
		"gateway": "hub",
		"now": "2026-11-20",
	}}
		with data.catalog as {}
		with data.organisation as {}
		with data.revision as "sha256:test"
}

test_explains_how_each_route_stands if {
	[object.remove(route, ["stated"]) | some route in _explained({"categories": ["phi"]})] == [{
		"model": null,
		"gateway": "maker",
		"credential": "system",
		"providers": ["maker"],
		"training": "never",
		"retentionDays": 0,
		"deployment": ["api"],
		"assurances": [],
	}]
}

test_explains_what_is_unknown_as_unknown if {
	[route] := _explained({"categories": ["phi"], "now": "2030-01-01"})
	[route.training, route.retentionDays, route.deployment] == ["unknown", "unknown", ["unknown"]]
}

_explained(call) := explanation if {
	asked := object.union({"gateway": "maker", "now": "2026-11-20"}, call)
	explanation := data.cordon.explanation with input as {"call": asked}
		with data.catalog as {"gateways": {"maker": _maker}, "models": [], "features": []}
		with data.organisation as {
			"taxonomy": {"defaults": null, "categories": {"phi": [{"assurances": ["soc2"], "deployments": ["api"]}]}},
			"agreements": [],
			"gateways": {},
			"models": [],
			"maxAgeDays": 365,
		}
}

_maker := {
	"id": "maker",
	"kind": "api",
	"endpoints": ["language"],
	"facts": [example.clean],
}
