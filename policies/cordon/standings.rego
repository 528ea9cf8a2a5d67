# METADATA
# description: >-
#   How a branch stands under a set of controls: its traits as the worse of its hops, after agreements and what the controls guarantee.
#   Branches that stand alike are judged once, by every requirement, whichever candidate brought them there.
package cordon.standings

import data.cordon.candidates
import data.cordon.lib.cells
import data.cordon.routes

# METADATA
# description: Every standing that the call or a candidate for its amendment brings about; requirements judge these
all := [standing | some standing in {standing | some row in table; some standing in row}]

# METADATA
# description: The standing of each branch under each set of controls, by the place of both
table := [[_standing(branch, guarantee) |
	some branch in routes.branches
	guarantee := _guarantee(branch, controls)
] |
	some controls in candidates.controls
]

# METADATA
# description: The branches that the gateway may still use under each set of controls, by their places
left := [{place |
	some place, branch in routes.branches
	_left(branch, controls)
} |
	some controls in candidates.controls
]

_guarantee(branch, added) := _guaranteed(_set(branch, added), branch.binds)

_set(branch, added) := object.union(branch.controls, {name: value | branch.own; some name, value in added})

_guaranteed(set, binding) := {
	"training": min({cells.nothing} | {0 | some name in ({"noTraining", "zeroRetention"} & binding); set[name] == true}),
	"retentionDays": min((({cells.nothing} | {0 | "zeroRetention" in binding; set.zeroRetention == true}) | {days | "maxRetentionDays" in binding; days := set.maxRetentionDays})),
}

_left(branch, _) if not branch.listed

_left(branch, added) if {
	branch.listed
	every trait, limit in _guaranteed(_set(branch, added), branch.drops) { _stays(branch, trait, limit) }
}

_stays(branch, trait, limit) if min([branch.cells[trait].rank, branch.agreed[trait]]) <= limit

# A gateway lets a carve-out through.
_stays(branch, trait, _) if branch.cells[trait].floor >= 0

_standing(branch, guarantee) := {
	"training": _ranked(branch, "training", guarantee),
	"retentionDays": _ranked(branch, "retentionDays", guarantee),
	"deployment": _accepted(branch, "deployment"),
	"region": _accepted(branch, "region"),
	"headquarters": _accepted(branch, "headquarters"),
	"assurances": _assurances(branch),
	"provider": branch.named,
}

# The worse hop; the provider's where they are equally bad. `of` says which cell, floor or grant the value comes from.
_ranked(branch, trait, guarantee) := provider if {
	provider := _provider(branch, trait, guarantee[trait])
	count([true | some hop in _hop_ranks(branch, trait); hop.rank > provider.rank]) == 0
}

_ranked(branch, trait, guarantee) := {"rank": worst, "found": found, "of": "hop"} if {
	provider := _provider(branch, trait, guarantee[trait])
	hops := _hop_ranks(branch, trait)
	worst := max({hop.rank | some hop in hops})
	worst > provider.rank
	found := [hop.found | some hop in hops; hop.rank == worst][0]
}

_provider(branch, trait, limit) := {"rank": rank, "found": words[of], "of": of} if {
	cell := branch.cells[trait]
	rank := max([branch.floors[trait], min([cell.rank, branch.agreed[trait], limit])])
	of := _of(cell, rank)
	words := {"cell": cell.value, "floor": object.get(cell, "floorValue", "unknown"), "grant": rank}
}

_of(cell, rank) := "cell" if cell.rank == rank

_of(cell, rank) := "floor" if {
	cell.rank != rank
	cell.floor == rank
}

_of(cell, rank) := "grant" if {
	cell.rank != rank
	cell.floor != rank
}

_hop_ranks(branch, trait) := array.concat(
	[{"rank": rank, "found": found} |
		some hop in branch.hops
		rank := min([hop[trait].rank, branch.hop_agreed[trait]])
		found := {true: hop[trait].value, false: rank}[rank == hop[trait].rank]
	],
	[{"rank": rank, "found": found} |
		some hop in branch.outer
		rank := min([hop[trait].rank, branch.outer_agreed[trait]])
		found := {true: hop[trait].value, false: rank}[rank == hop[trait].rank]
	],
)

# Hop by hop what was stated, and what an agreement puts beside it.
_accepted(branch, trait) := {hop |
	some hop in array.concat(
		[{"at": 0, "values": branch.cells[trait].values, "or": branch.beside[trait]}],
		array.concat(
			[{"at": 1, "values": hop[trait].values, "or": branch.hop_agreed[trait]} | some hop in branch.hops],
			[{"at": 2, "values": hop[trait].values, "or": branch.outer_agreed[trait]} | some hop in branch.outer],
		),
	)
}

# Hop by hop what is held, beside the deployment that may make it needless.
_assurances(branch) := {hop |
	some hop in array.concat(
		[_assured(branch.cells, branch.beside)],
		array.concat(
			[_assured(hop, branch.hop_agreed) | some hop in branch.hops],
			[_assured(hop, branch.outer_agreed) | some hop in branch.outer],
		),
	)
}

_assured(hop, agreed) := {
	"held": ({held | some held in hop.assurances.values} | agreed.assurances),
	"deployment": {"at": 0, "values": hop.deployment.values, "or": agreed.deployment},
}
