package cordon.lib.cells_test

import data.cordon.lib.cells

test_finds_nothing_where_nothing_is_stated if cells.found([[], []], _cutoff) == {}

test_finds_what_one_fact_states if {
	_cell([[_fact({"training": "never"})]], "training") == {
		"rank": 0,
		"value": "never",
		"floor": -1,
		"source": "a, 2026-11-01",
	}
}

test_takes_the_most_specific_level_that_states_the_trait if {
	levels := [[_fact({"retentionDays": 30})], [_fact({"retentionDays": 0})], [_fact({"training": "may"})]]
	_cell(levels, "retentionDays").value == 0
	_cell(levels, "training").value == "may"
}

test_takes_the_worst_fact_of_a_level if {
	_cell([[_fact({"retentionDays": 30}), _from("b", {"retentionDays": 7})]], "retentionDays") == {
		"rank": 30,
		"value": 30,
		"floor": -1,
		"source": "a, 2026-11-01",
	}
}

test_takes_the_unknown_for_worse_than_the_unbounded if {
	_value("training", ["never", "may", "unknown"]) == "unknown"
	_value("training", ["never", "may"]) == "may"
	_value("retentionDays", [0, "indefinite", "unknown"]) == "unknown"
	_value("retentionDays", [36500, "indefinite"]) == "indefinite"
}

test_names_the_first_source_of_those_that_say_the_same if {
	_cell([[_from("c", {"training": "may"}), _from("b", {"training": "may"})]], "training").source == "b, 2026-11-01"
}

test_names_no_source_where_there_is_none if {
	_cell([[{"training": "unknown", "asOf": "2026-11-20"}]], "training").source == null
}

test_counts_a_fact_of_the_day_of_the_cutoff if {
	_cell([[object.union(_fact({"training": "never"}), {"asOf": _cutoff})]], "training").value == "never"
}

test_counts_no_older_fact_beside_a_fresh_one if {
	_cell([[_stale({"retentionDays": 90}), _fact({"retentionDays": 0})]], "retentionDays").value == 0
}

test_knows_nothing_where_no_fact_is_fresh_and_takes_no_less_specific_one_instead if {
	levels := [[_fact({"retentionDays": 0})], [_stale({"retentionDays": 0})]]
	_cell(levels, "retentionDays") == {"rank": 1000000001, "value": "unknown", "floor": -1, "source": null}
	_cell([[_fact({"region": "eu"})], [_stale({"region": "eu"})]], "region") == {
		"values": ["unknown"],
		"hard": false,
		"sources": {},
	}
}

test_puts_a_floor_under_a_hard_fact if {
	_cell([[_fact({"retentionDays": 30, "hard": true}), _from("b", {"retentionDays": 90})]], "retentionDays") == {
		"rank": 90,
		"value": 90,
		"source": "b, 2026-11-01",
		"floor": 30,
		"floorValue": 30,
		"floorSource": "a, 2026-11-01",
	}
}

test_puts_the_floor_under_the_worst_of_the_hard_facts_that_count if {
	_cell(
		[[
			_fact({"retentionDays": 30, "hard": true}),
			_fact({"retentionDays": 60, "hard": true}),
			_stale({"retentionDays": 90, "hard": true}),
		]],
		"retentionDays",
	).floor == 60
}

test_puts_the_floor_at_the_unknown_where_a_hard_fact_is_stale if {
	_cell([[_stale({"training": "never", "hard": true})]], "training") == {
		"rank": 1000000001,
		"value": "unknown",
		"floor": 1000000001,
		"source": null,
	}
}

test_finds_every_value_that_is_stated_of_a_trait_without_order if {
	_cell([[_fact({"region": "us"}), _from("b", {"region": "eu"}), _from("c", {"region": "us"})]], "region") == {
		"values": ["eu", "us"],
		"hard": false,
		"sources": {"eu": "b, 2026-11-01", "us": "a, 2026-11-01"},
	}
}

test_is_hard_where_one_of_the_facts_is if {
	_cell([[_fact({"deployment": "api"}), _fact({"deployment": "api", "hard": true})]], "deployment").hard
}

test_is_not_hard_by_a_stale_fact_beside_a_fresh_one if {
	not _cell([[_fact({"deployment": "api"}), _stale({"deployment": "api", "hard": true})]], "deployment").hard
}

test_is_hard_where_the_only_facts_are_stale_and_one_is_hard if {
	_cell([[_stale({"deployment": "api", "hard": true})]], "deployment") == {
		"values": ["unknown"],
		"hard": true,
		"sources": {},
	}
}

test_finds_the_assurances_that_all_facts_hold if {
	facts := [_fact({"assurances": ["soc2", "hipaa-baa"]}), _fact({"assurances": ["iso27001", "soc2"]})]
	_cell([facts], "assurances") == {"values": ["soc2"], "hard": false, "sources": {}}
}

test_finds_no_assurance_where_no_fact_is_fresh if {
	_cell([[_stale({"assurances": ["soc2"]})]], "assurances") == {"values": [], "hard": false, "sources": {}}
}

test_completes_what_nobody_states_with_the_unknown if {
	completed := cells.complete({"region": {"values": ["eu"], "hard": false, "sources": {}}})
	completed == {
		"training": {"rank": 1000000001, "value": "unknown", "floor": -1, "source": null},
		"retentionDays": {"rank": 1000000001, "value": "unknown", "floor": -1, "source": null},
		"deployment": {"values": ["unknown"], "hard": false, "sources": {}},
		"assurances": {"values": [], "hard": false, "sources": {}},
		"region": {"values": ["eu"], "hard": false, "sources": {}},
		"headquarters": {"values": ["unknown"], "hard": false, "sources": {}},
	}
}

test_has_a_limit_above_every_rank if cells.nothing > _cell([[_stale({"training": "never"})]], "training").rank

_cutoff := "2026-01-01"

_fact(traits) := _from("a", traits)

_from(source, traits) := object.union({"source": source, "asOf": "2026-11-01"}, traits)

_stale(traits) := object.union({"source": "old", "asOf": "2025-12-31"}, traits)

_cell(levels, trait) := cells.found(levels, _cutoff)[trait]

_value(trait, values) := _cell([[_fact({trait: value}) | some value in values]], trait).value
