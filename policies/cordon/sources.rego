# METADATA
# description: Where what was found on a route is written
package cordon.sources

# METADATA
# description: >-
#   The source of what a miss found, with the day it was read; null where nobody states it, or where a control or an agreement made it.
#   Always an answer: a reason must not be lost for want of a source.
of(branch, sources, standing, miss) := min(_found(branch, sources, standing, miss) | {source | some source in [null]; _nowhere(branch, sources, standing, miss)})

_nowhere(branch, sources, standing, miss) if count(_found(branch, sources, standing, miss)) == 0

_found(branch, sources, standing, miss) := ({source |
	standing[miss.trait].of in {"cell", "floor"}
	source := _cell_source(branch, sources, miss.trait, standing[miss.trait].of)
} | {source |
	standing[miss.trait].of == "hop"
	some hop in array.concat(branch.hops, branch.outer)
	hop[miss.trait].rank == standing[miss.trait].rank
	hop[miss.trait].value == standing[miss.trait].found
	source := hop[miss.trait].source
}) | {source |
	source := object.get(_stated(branch, sources, miss), miss.found, null)
}

_stated(branch, sources, miss) := sources[miss.trait] if {
	miss.at == 0
	not branch.above[miss.trait]
}

_stated(branch, _, miss) := branch.cells[miss.trait].sources if {
	miss.at == 0
	branch.above[miss.trait]
}

_stated(branch, _, miss) := branch.hops[0][miss.trait].sources if miss.at == 1

_stated(branch, _, miss) := branch.outer[0][miss.trait].sources if miss.at == 2

# The provider's own cell, or that of a model or feature over it.
_cell_source(branch, sources, trait, "cell") := sources[trait].value if not branch.above[trait]

_cell_source(branch, sources, trait, "floor") := sources[trait].floor if not branch.above[trait]

_cell_source(branch, _, trait, "cell") := branch.cells[trait].source if branch.above[trait]

_cell_source(branch, _, trait, "floor") := object.get(branch.cells[trait], "floorSource", null) if branch.above[trait]
