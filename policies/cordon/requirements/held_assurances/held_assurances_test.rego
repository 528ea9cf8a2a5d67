package cordon.requirements.held_assurances_test

import data.cordon.requirements.held_assurances

test_accepts_a_route_on_which_every_hop_holds_the_assurance if {
	_unmet(_demand, [_hop({"hipaa-baa", "soc2"}, "api"), _hop({"hipaa-baa"}, "api")]) == set()
}

test_denies_a_route_on_which_the_gateway_does_not_hold_it if {
	_unmet(_demand, [_hop({"hipaa-baa"}, "api"), _hop({"soc2"}, "api")]) == {_miss("hipaa-baa")}
}

test_accepts_a_hop_whose_deployment_makes_it_needless if {
	_unmet(_demand, [_hop({"hipaa-baa"}, "api"), _hop(set(), "local")]) == set()
}

test_accepts_a_hop_that_an_agreement_deploys_so if {
	hop := {"held": set(), "deployment": {"at": 0, "values": ["api"], "or": {"self-hosted"}}}
	_unmet(_demand, [hop]) == set()
}

test_denies_a_hop_of_unknown_deployment if {
	_unmet(_demand, [_hop(set(), "unknown")]) == {_miss("hipaa-baa")}
}

test_denies_each_assurance_that_is_lacking if {
	demand := object.union(_demand, {"assurances": ["hipaa-baa", "soc2", "iso27001"]})
	_unmet(demand, [_hop({"iso27001"}, "api")]) == {_miss("hipaa-baa"), _miss("soc2")}
}

test_denies_on_every_deployment_where_the_demand_waives_none if {
	_unmet(object.remove(_demand, ["assurancesWaivedOn"]), [_hop(set(), "local")]) == {_miss("hipaa-baa")}
}

test_denies_a_route_without_assurances if {
	unmet := held_assurances.unmet with data.cordon.demands.all as {_demand}
		with data.cordon.standings.all as [{}]
	unmet == {_miss("hipaa-baa")}
}

test_denies_a_route_without_hops if _unmet(_demand, []) == {_miss("hipaa-baa")}

test_denies_a_hop_that_does_not_say_what_it_holds if {
	_unmet(_demand, [object.remove(_hop(set(), "api"), ["held"])]) == {_miss("hipaa-baa")}
}

test_denies_a_hop_that_holds_nothing_and_does_not_say_its_deployment if {
	_unmet(_demand, [{"held": set()}]) == {_miss("hipaa-baa")}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet(object.remove(_demand, ["category"]), [_hop(set(), "api")])
	unmet == {object.union(_miss("hipaa-baa"), {"category": null})}
}

test_asks_nothing_where_no_assurance_is_demanded if {
	_unmet({"category": "pii"}, [_hop(set(), "api")]) == set()
}

_demand := {"category": "phi", "assurances": ["hipaa-baa"], "assurancesWaivedOn": ["local", "self-hosted"]}

_hop(held, deployment) := {"held": held, "deployment": {"at": 0, "values": [deployment], "or": set()}}

_miss(assurance) := {"standing": 0, "category": "phi", "need": assurance, "found": "not held"}

_unmet(demand, hops) := unmet if {
	unmet := held_assurances.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [{"assurances": {hop | some hop in hops}}]
}
