# METADATA
# description: >-
#   How a branch stands under a set of controls: its traits as the worse of its hops, after agreements and what the controls guarantee.
package cordon.standings

import data.cordon.candidates
import data.cordon.demands
import data.cordon.lib.cells
import data.cordon.routes

# METADATA
# description: >-
#   Every standing that the call or a candidate for its amendment brings about, candidate by candidate and branch by branch;
#   requirements judge these
all := [standing | some row in table; some standing in row]

# METADATA
# description: The place among all standings of a branch under a candidate
place(candidate, branch) := (candidate * count(routes.branches)) + branch

# METADATA
# description: The standing of each branch under each set of controls, by the place of both
table := [[object.union(_fixed[place], ranked) |
	some place, branch in routes.branches
	limits := guarantee(branch, controls)
	ranked := {trait: worst(branch.footing, trait, limits[trait]) | some trait in demands.limits}
] |
	some controls in candidates.controls
]

# METADATA
# description: The places of the branches that the gateway may still use under a candidate, itself known by its place
left(candidate) := {place |
	some place, branch in routes.branches
	_left(branch, candidates.controls[candidate])
}

# METADATA
# description: What the call's controls and those added guarantee of the provider's hop, as limits
guarantee(branch, added) := _guaranteed(_set(branch, added), branch.footing.binds)

_set(branch, added) := object.union(branch.controls, added) if branch.own

_set(branch, _) := branch.controls if not branch.own

_guaranteed(set, binding) := {
	"training": min(array.concat([cells.nothing], [0 | some name in binding; name in {"noTraining", "zeroRetention"}; set[name] == true])),
	"retentionDays": min(array.concat([cells.nothing], [days | some name in binding; days := _days(name, set)])),
}

_days("zeroRetention", set) := 0 if set.zeroRetention

_days("maxRetentionDays", set) := set.maxRetentionDays

_left(branch, _) if not branch.listed

_left(branch, added) if {
	branch.listed
	every trait, limit in _guaranteed(_set(branch, added), branch.footing.drops) { _stays(branch.footing, trait, limit) }
}

_stays(footing, trait, limit) if min([footing.cells[trait].rank, footing.granted[trait]]) <= limit

# A gateway lets a carve-out through.
_stays(footing, trait, _) if footing.cells[trait].floor >= 0

# What no control changes, cut down to what is asked for.
_fixed := [object.union(object.filter(branch.footing.fixed, demands.traits), {"provider": branch.named}) | some branch in routes.branches]

# METADATA
# description: >-
#   What a branch makes of a trait under a limit that controls guarantee: the worse hop's value, the provider's where they are equally
#   bad. `of` says which cell, floor or grant it comes from.
worst(footing, trait, limit) := _provider(footing.cells[trait], rank) if {
	rank := _rank(footing, trait, limit)
	rank >= footing.behind[trait].rank
}

worst(footing, trait, limit) := {"rank": behind.rank, "found": behind.found, "of": "hop"} if {
	behind := footing.behind[trait]
	_rank(footing, trait, limit) < behind.rank
}

_rank(footing, trait, limit) := max([footing.floors[trait], min([footing.cells[trait].rank, footing.granted[trait], limit])])

_provider(cell, rank) := {"rank": rank, "found": cell.value, "of": "cell"} if cell.rank == rank

_provider(cell, rank) := {"rank": rank, "found": cell.floorValue, "of": "floor"} if {
	cell.rank != rank
	cell.floor == rank
}

_provider(cell, rank) := {"rank": rank, "found": rank, "of": "grant"} if {
	cell.rank != rank
	cell.floor != rank
}
