# METADATA
# description: Where what was found on a route is written
package cordon.sources

# METADATA
# description: >-
#   The source of what a miss found, with the day it was read; null where nobody states it, or where a control or an agreement made it
of(branch, sources, standing, miss) := source if {
	trait := _traits[miss.code]
	source := _ranked(branch, sources, trait, standing[trait])
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

_cell_source(branch, _, trait, "floor") := object.get(branch.cells[trait], "floorSource", null) if branch.above[trait]

_ranked(branch, sources, trait, standing) := _cell_source(branch, sources, trait, "value") if standing.of == "cell"

_ranked(branch, sources, trait, standing) := _cell_source(branch, sources, trait, "floor") if standing.of == "floor"

_ranked(_, _, _, standing) := null if standing.of == "grant"

_ranked(branch, _, trait, standing) := min({hop[trait].source |
	some hop in array.concat(branch.hops, branch.outer)
	hop[trait].rank == standing.rank
	hop[trait].value == standing.found
}) if {
	standing.of == "hop"
}

# The provider's hop speaks first.
_stated(branch, sources, trait, value) := object.get(_provider_sources(branch, sources, trait), value, null) if {
	value in branch.cells[trait].values
}

_stated(branch, _, trait, value) := min({object.get(hop[trait].sources, value, null) |
	some hop in array.concat(branch.hops, branch.outer)
	value in hop[trait].values
}) if {
	not value in branch.cells[trait].values
}

_provider_sources(branch, _, trait) := branch.cells[trait].sources if branch.above[trait]

_provider_sources(branch, sources, trait) := sources[trait] if not branch.above[trait]
