# METADATA
# description: >-
#   What is settled about providers that stand alike before any control comes into it: the cells of their hop, what agreements make
#   of it, the hops before it, and the controls that bind it. The survey keeps the footing of the plain case.
package cordon.footing

import data.cordon.agreements

# METADATA
# description: >-
#   The footing of a group. `way`: the gateway's entry, the endpoint, the credential and the hops before the provider. `over`: what
#   models and features state, and which of them. `held`: the agreements, by their places, that cover the provider's hop and the
#   gateway's, and those that cover a gateway further out.
of(way, cells, over, held) := {
	"cells": cells,
	"above": over.levels,
	"floors": _floors(cells, over, held.provider),
	"granted": {"training": granted.training, "retentionDays": granted.retentionDays},
	"behind": {trait: _behind(way, trait, held) | some trait in ["training", "retentionDays"]},
	"fixed": object.union(
		{trait: _stated(way, trait, cells, beside[trait], held) | some trait in ["deployment", "region", "headquarters"]},
		{"assurances": _assured(way, cells, beside, held)},
	),
	"binds": _binding(way, granted.retentionDays),
	"drops": _binding(way, -1),
	"hops": way.hops,
	"outer": way.outer,
} if {
	granted := agreements.terms(held.provider)
	beside := {trait: agreements.terms(_heard(cells[trait].hard, trait, over, held.provider))[trait] |
		some trait in ["deployment", "assurances", "region", "headquarters"]
	}
}

# METADATA
# description: Nothing over the cells of the provider's hop
plain := {"levels": {}, "hard": {}}

# METADATA
# description: No agreement on any hop
unheld := {"provider": [], "gateway": [], "outer": []}

# The floors under the traits that have a rank, each as far down as an agreement that names what set it brings it.
_floors(cells, _, []) := {"training": cells.training.floor, "retentionDays": cells.retentionDays.floor}

_floors(cells, over, held) := {trait: floor |
	some trait in ["training", "retentionDays"]
	floor := min([cells[trait].floor, agreements.terms(_naming(trait, over, held))[trait]])
} if {
	count(held) > 0
}

# Agreements that may put something beside a trait that has no order; beside a hard one, only those that name what made it so.
_heard(false, _, _, held) := held

_heard(true, trait, over, held) := _naming(trait, over, held)

_naming(trait, over, held) := agreements.naming(held, object.get(over.levels, trait, "route"), object.get(over.hard, trait, set()))

# The worst that the hops before the provider make of a trait, with the source; below every rank where there is none.
_behind(way, trait, held) := _worst(array.concat(
	[_after(hop[trait], agreements.terms(held.gateway)[trait]) | some hop in way.hops],
	[_after(hop[trait], agreements.terms(held.outer)[trait]) | some hop in way.outer],
))

_after(cell, granted) := {"rank": cell.rank, "found": cell.value, "source": cell.source} if cell.rank <= granted

_after(cell, granted) := {"rank": granted, "found": granted, "source": null} if cell.rank > granted

_worst([]) := {"rank": -1, "found": "", "source": null}

_worst(hops) := [hop | some hop in hops; hop.rank == max([other.rank | some other in hops])][0] if count(hops) > 0

# Hop by hop what was stated, and what an agreement puts beside it. `at` counts the hops from the provider outwards.
_stated(way, trait, cells, beside, held) := array.concat(
	[{"at": 0, "values": cells[trait].values, "or": sort(beside)}],
	array.concat(
		[{"at": 1, "values": hop[trait].values, "or": sort(agreements.terms(held.gateway)[trait])} | some hop in way.hops],
		[{"at": 2, "values": hop[trait].values, "or": sort(agreements.terms(held.outer)[trait])} | some hop in way.outer],
	),
)

# Hop by hop what is held, beside the deployment that may make it needless.
_assured(way, cells, beside, held) := array.concat(
	[_assurance(cells, beside)],
	array.concat(
		[_assurance(hop, agreements.terms(held.gateway)) | some hop in way.hops],
		[_assurance(hop, agreements.terms(held.outer)) | some hop in way.outer],
	),
)

_assurance(cells, granted) := {
	"held": sort({assurance | some assurance in cells.assurances.values} | granted.assurances),
	"deployment": {"at": 0, "values": cells.deployment.values, "or": sort(granted.deployment)},
}

# The controls that hold for the credential. One that holds by an agreement alone lifts, but drops nothing: the gateway knows
# nothing of the agreement.
_binding(way, granted_days) := [name |
	some name, control in way.controls
	way.endpoint in control.endpoints
	_holds(control.binds[way.credential], granted_days)
]

_holds(true, _)

_holds("agreement", 0)
