package cordon.requirements.accepted_region_test

import data.cordon.requirements.accepted_region

test_accepts_a_route_whose_hops_are_where_the_category_accepts_them if {
	_unmet(_demand, _standing([_hop(0, ["eu"]), _hop(1, ["eu"])])) == set()
}

test_denies_a_route_whose_gateway_is_not if {
	_unmet(_demand, _standing([_hop(0, ["eu"]), _hop(1, ["us"])])) == {_miss("us", 1)}
}

test_denies_a_route_of_which_nothing_is_known if {
	_unmet(_demand, _standing([_hop(0, ["unknown"])])) == {_miss("unknown", 0)}
}

test_denies_what_is_unknown_even_where_the_demand_lists_it if {
	demand := {"category": "pii", "regions": ["unknown"]}
	unmet := _unmet(demand, _standing([_hop(0, ["unknown"])]))
	unmet == {object.union(_miss("unknown", 0), {"need": "unknown"})}
}

test_denies_a_route_that_has_one_of_two_places_elsewhere if {
	_unmet(_demand, _standing([_hop(0, ["eu", "us"])])) == {_miss("us", 0)}
}

test_accepts_a_route_that_an_agreement_puts_in_an_accepted_place if {
	hop := {"at": 0, "values": ["us"], "or": {"eu"}}
	_unmet(_demand, _standing([hop])) == set()
}

test_denies_a_route_that_an_agreement_puts_in_another_place if {
	hop := {"at": 0, "values": ["us"], "or": {"unknown"}}
	_unmet(_demand, _standing([hop])) == {_miss("us", 0)}
}

test_denies_a_route_without_region if _unmet(_demand, {}) == {_miss("unknown", 0)}

test_denies_a_route_without_hops if _unmet(_demand, _standing([])) == {_miss("unknown", 0)}

test_denies_a_hop_without_values if {
	_unmet(_demand, _standing([{"at": 1, "or": set()}])) == {_miss("unknown", 1)}
}

test_denies_a_hop_without_agreements if {
	_unmet(_demand, _standing([{"at": 1, "values": ["us"]}])) == {_miss("us", 1)}
}

test_denies_a_hop_without_its_place if {
	_unmet(_demand, _standing([{"values": ["us"], "or": set()}])) == {_miss("us", 0)}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet(object.remove(_demand, ["category"]), _standing([_hop(0, ["us"])]))
	unmet == {object.union(_miss("us", 0), {"category": null})}
}

test_asks_nothing_where_no_region_is_demanded if {
	_unmet({"category": "public"}, _standing([_hop(0, ["us"])])) == set()
}

_demand := {"category": "pii", "regions": ["eu", "ch"]}

_standing(hops) := {"region": {hop | some hop in hops}}

_hop(at, values) := {"at": at, "values": values, "or": set()}

_miss(found, at) := {
	"trait": "region",
	"standing": 0,
	"category": "pii",
	"need": "ch, eu",
	"found": found,
	"at": at,
}

_unmet(demand, standing) := unmet if {
	unmet := accepted_region.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [standing]
}
