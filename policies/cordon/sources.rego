# METADATA
# description: Where what was found on a route is written
package cordon.sources

# METADATA
# description: >-
#   The source of what a miss found, with the day it was read; null where nobody states it, or where a control or an agreement made it
of(branch, sources, standing, miss) := source if {
	trait := _traits[miss.code]
	rank := standing[trait].rank
	source := _ranked(branch, sources, trait, rank)
}

of(branch, sources, _, miss) := _stated(branch, sources, trait, miss.found) if {
	trait := _set_traits[miss.code]
}

of(_, _, _, miss) := null if not miss.code in _sourced

_traits := {"training": "training", "retention": "retentionDays"}

_set_traits := {"deployment": "deployment"}

_sourced := {"training", "retention", "deployment", "region"}

of(branch, sources, _, miss) := source if {
	miss.code == "region"
	trait := {true: "headquarters", false: "region"}[startswith(miss.need, "headquarters in ")]
	source := _stated(branch, sources, trait, miss.found)
}

# The provider's own cell, or that of a model or feature over it.
_cell_source(branch, sources, trait, part) := sources[trait][part] if not branch.above[trait]

_cell_source(branch, _, trait, "value") := branch.cells[trait].source if branch.above[trait]

_cell_source(branch, _, trait, "floor") := branch.cells[trait].floorSource if branch.above[trait]

_ranked(branch, sources, trait, rank) := _cell_source(branch, sources, trait, "value") if branch.cells[trait].rank == rank

_ranked(branch, sources, trait, rank) := object.get({"floor": _cell_source(branch, sources, trait, "floor")}, "floor", null) if {
	branch.cells[trait].rank != rank
	branch.cells[trait].floor == rank
}

_ranked(branch, _, trait, rank) := min(_hop_sources(branch, trait, rank)) if {
	branch.cells[trait].rank != rank
	branch.cells[trait].floor != rank
	count(_hop_sources(branch, trait, rank)) > 0
}

_ranked(branch, _, trait, rank) := null if {
	branch.cells[trait].rank != rank
	branch.cells[trait].floor != rank
	count(_hop_sources(branch, trait, rank)) == 0
}

_hop_sources(branch, trait, rank) := {hop[trait].source | some hop in array.concat(branch.hops, branch.outer); hop[trait].rank == rank}

_stated(branch, sources, trait, value) := object.get(_all_stated(branch, sources, trait), value, null)

_all_stated(branch, sources, trait) := object.union(hops, provider) if {
	provider := {true: object.get(branch.cells[trait], "sources", {}), false: object.get(sources, trait, {})}[_above(branch, trait)]
	hops := {value: source |
		some hop in array.concat(branch.hops, branch.outer)
		some value in hop[trait].values
		source := min({object.get(other[trait].sources, value, null) | some other in array.concat(branch.hops, branch.outer); value in other[trait].values})
	}
}

_above(branch, trait) if branch.above[trait]

_above(branch, trait) := false if not branch.above[trait]
