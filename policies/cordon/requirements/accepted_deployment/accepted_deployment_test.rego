package cordon.requirements.accepted_deployment_test

import data.cordon.requirements.accepted_deployment

test_accepts_a_route_whose_hops_are_deployed_as_accepted if {
	_unmet(_demand, _standing([_hop(0, ["local"]), _hop(1, ["local"])])) == set()
}

test_denies_a_route_whose_gateway_is_not if {
	_unmet(_demand, _standing([_hop(0, ["local"]), _hop(1, ["consumer"])])) == {_miss("consumer", 1)}
}

test_denies_a_route_of_which_nothing_is_known if {
	_unmet(_demand, _standing([_hop(0, ["unknown"])])) == {_miss("unknown", 0)}
}

test_denies_what_is_unknown_even_where_the_demand_lists_it if {
	demand := {"category": "pii", "deployments": ["unknown"]}
	unmet := _unmet(demand, _standing([_hop(0, ["unknown"])]))
	unmet == {object.union(_miss("unknown", 0), {"need": "unknown"})}
}

test_denies_a_route_that_has_one_of_two_places_elsewhere if {
	_unmet(_demand, _standing([_hop(0, ["local", "consumer"])])) == {_miss("consumer", 0)}
}

test_accepts_a_route_that_an_agreement_puts_in_an_accepted_place if {
	hop := {"at": 0, "values": ["consumer"], "or": {"local"}}
	_unmet(_demand, _standing([hop])) == set()
}

test_denies_a_route_that_an_agreement_puts_in_another_place if {
	hop := {"at": 0, "values": ["consumer"], "or": {"unknown"}}
	_unmet(_demand, _standing([hop])) == {_miss("consumer", 0)}
}

test_denies_a_route_without_deployment if _unmet(_demand, {}) == {_miss("unknown", 0)}

test_denies_a_route_without_hops if _unmet(_demand, _standing([])) == {_miss("unknown", 0)}

test_denies_a_hop_without_values if {
	_unmet(_demand, _standing([{"at": 1, "or": set()}])) == {_miss("unknown", 1)}
}

test_denies_a_hop_without_agreements if {
	_unmet(_demand, _standing([{"at": 1, "values": ["consumer"]}])) == {_miss("consumer", 1)}
}

test_denies_a_hop_without_its_place if {
	_unmet(_demand, _standing([{"values": ["consumer"], "or": set()}])) == {_miss("consumer", 0)}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet(object.remove(_demand, ["category"]), _standing([_hop(0, ["consumer"])]))
	unmet == {object.union(_miss("consumer", 0), {"category": null})}
}

test_asks_nothing_where_no_deployment_is_demanded if {
	_unmet({"category": "public"}, _standing([_hop(0, ["consumer"])])) == set()
}

_demand := {"category": "pii", "deployments": ["self-hosted", "local"]}

_standing(hops) := {"deployment": {hop | some hop in hops}}

_hop(at, values) := {"at": at, "values": values, "or": set()}

_miss(found, at) := {
	"trait": "deployment",
	"standing": 0,
	"category": "pii",
	"need": "local, self-hosted",
	"found": found,
	"at": at,
}

_unmet(demand, standing) := unmet if {
	unmet := accepted_deployment.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [standing]
}
