# METADATA
# description: Where what was found on a route is written
package cordon.sources

# METADATA
# description: >-
#   The source of what a miss found, with the day it was read; null where nobody states it, or where a control or an agreement made it.
#   Always an answer: a reason must not be lost for want of a source.
of(branch, sources, standing, miss) := min(found) if {
	found := _found(branch, sources, standing, miss)
	count(found) > 0
} else := null

_found(branch, sources, standing, miss) := ({source |
	standing[miss.trait].of in {"cell", "floor"}
	source := _cell_source(branch.footing, sources, miss.trait, standing[miss.trait].of)
} | {source |
	standing[miss.trait].of == "hop"
	source := branch.footing.behind[miss.trait].source
}) | {source |
	source := object.get(_stated(branch.footing, sources, miss), miss.found, null)
}

_stated(footing, sources, miss) := sources[miss.trait] if {
	miss.at == 0
	not footing.above[miss.trait]
}

_stated(footing, _, miss) := footing.cells[miss.trait].sources if {
	miss.at == 0
	footing.above[miss.trait]
}

_stated(footing, _, miss) := footing.hops[0][miss.trait].sources if miss.at == 1

_stated(footing, _, miss) := footing.outer[0][miss.trait].sources if miss.at == 2

# The provider's own cell, or that of a model or feature over it.
_cell_source(footing, sources, trait, "cell") := sources[trait].value if not footing.above[trait]

_cell_source(footing, sources, trait, "floor") := sources[trait].floor if not footing.above[trait]

_cell_source(footing, _, trait, "cell") := footing.cells[trait].source if footing.above[trait]

_cell_source(footing, _, trait, "floor") := object.get(footing.cells[trait], "floorSource", null) if footing.above[trait]
