package cordon.requirements.accepted_headquarters_test

import data.cordon.requirements.accepted_headquarters

test_accepts_a_route_whose_hops_are_of_an_accepted_house if {
	_unmet(_demand, _standing([_hop(0, ["DE"]), _hop(1, ["DE"])])) == set()
}

test_denies_a_route_whose_gateway_is_not if {
	_unmet(_demand, _standing([_hop(0, ["DE"]), _hop(1, ["US"])])) == {_miss("US", 1)}
}

test_denies_a_route_of_which_nothing_is_known if {
	_unmet(_demand, _standing([_hop(0, ["unknown"])])) == {_miss("unknown", 0)}
}

test_denies_what_is_unknown_even_where_the_demand_lists_it if {
	demand := {"category": "pii", "headquarters": ["unknown"]}
	unmet := _unmet(demand, _standing([_hop(0, ["unknown"])]))
	unmet == {object.union(_miss("unknown", 0), {"need": "headquarters in unknown"})}
}

test_denies_a_route_that_has_one_of_two_places_elsewhere if {
	_unmet(_demand, _standing([_hop(0, ["DE", "US"])])) == {_miss("US", 0)}
}

test_accepts_a_route_that_an_agreement_puts_in_an_accepted_place if {
	hop := {"at": 0, "values": ["US"], "or": {"DE"}}
	_unmet(_demand, _standing([hop])) == set()
}

test_denies_a_route_that_an_agreement_puts_in_another_place if {
	hop := {"at": 0, "values": ["US"], "or": {"unknown"}}
	_unmet(_demand, _standing([hop])) == {_miss("US", 0)}
}

test_denies_a_route_without_headquarters if _unmet(_demand, {}) == {_miss("unknown", 0)}

test_denies_a_route_without_hops if _unmet(_demand, _standing([])) == {_miss("unknown", 0)}

test_denies_a_hop_without_values if {
	_unmet(_demand, _standing([{"at": 1, "or": set()}])) == {_miss("unknown", 1)}
}

test_denies_a_hop_without_agreements if {
	_unmet(_demand, _standing([{"at": 1, "values": ["US"]}])) == {_miss("US", 1)}
}

test_denies_a_hop_without_its_place if {
	_unmet(_demand, _standing([{"values": ["US"], "or": set()}])) == {_miss("US", 0)}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet(object.remove(_demand, ["category"]), _standing([_hop(0, ["US"])]))
	unmet == {object.union(_miss("US", 0), {"category": null})}
}

test_asks_nothing_where_no_headquarters_is_demanded if {
	_unmet({"category": "public"}, _standing([_hop(0, ["US"])])) == set()
}

_demand := {"category": "pii", "headquarters": ["DE", "CH"]}

_standing(hops) := {"headquarters": {hop | some hop in hops}}

_hop(at, values) := {"at": at, "values": values, "or": set()}

_miss(found, at) := {
	"trait": "headquarters",
	"standing": 0,
	"category": "pii",
	"need": "headquarters in CH, DE",
	"found": found,
	"at": at,
}

_unmet(demand, standing) := unmet if {
	unmet := accepted_headquarters.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [standing]
}
