# METADATA
# description: >-
#   The ways in which the call may be served. Providers that stand alike go together as one branch, so that a gateway with sixty
#   providers is judged by the few ways in which they differ.
package cordon.routes

import data.cordon.agreements
import data.cordon.credentials
import data.cordon.overlays
import data.cordon.survey
import data.cordon.targets

# METADATA
# description: >-
#   Every branch: its target, credential and providers (name to sources), the cells of the provider hop and of the gateway hops,
#   the agreements that cover it, and the controls that bind it.
branches := [branch |
	some target in targets.all
	entry := data.catalog.gateways[target.gateway]
	known := survey.of(target.gateway, words(target.gateway))
	routed := _routed(target, entry)
	over := overlays.over(entry, target.model)
	outer := _outer_hops(target)
	some part in _parts(entry, target, known, routed)
	covering := agreements.covering(part.agreements, target.model)
	agreed := agreements.terms(covering)
	said := over[part.credential]
	found := overlays.shallow(part.cells, said.cells)
	branch := {
		"as": target.as,
		"own": target.own,
		"gateway": target.gateway,
		"credential": part.credential,
		"listed": part.listed,
		"named": part.named,
		"providers": part.providers,
		"cells": found,
		"above": said.levels,
		"hops": known.hops,
		"outer": outer,
		"outer_agreed": _outer_agreed(target, part.credential),
		"agreed": agreed,
		"hop_agreed": agreements.terms(agreements.held_with(covering, target.gateway)),
		"beside": _beside(entry, found, said.levels, covering),
		"floors": _floors(entry, found, said.levels, covering),
		"binds": _binds(entry, part.credential, agreed),
		"drops": _drops(entry, part.credential),
		"controls": target.controls,
	}
]

words(gateway) := {
	"endpoint": targets.endpoint,
	"tier": _tier(gateway),
	"region": object.get(input.call, "region", "unknown"),
	"now": targets.now,
}

_tier(_) := tier if {
	tier := object.get(input.call, "tier", "unknown")
	tier != "unknown"
}

_tier(gateway) := object.get(object.get(data.organisation.gateways, gateway, {}), "tier", "unknown") if {
	object.get(input.call, "tier", "unknown") == "unknown"
}

_routed(target, entry) := credentials.routed(entry, credentials.said(target.gateway, target.own))

# The groups of the survey, each cut down to the providers that lists and keys let through.
_parts(entry, target, known, routed) := array.concat(
	[_part(group, "system", providers) |
		routed.system
		some group in known.groups.system
		providers := _listed(group, target)
		count(providers) > 0
	],
	array.concat(
		[_part(group, "byok", providers) |
			routed.byok != "none"
			some group in known.groups.byok
			providers := _keyed(_listed(group, target), target, routed)
			count(providers) > 0
		],
		_unlisted(entry, target, known, routed),
	),
)

_part(group, credential, providers) := object.union(object.remove(group, ["providers"]), {"credential": credential, "providers": providers})

_listed(group, target) := group.providers if {
	count(target.lists) == 0
	count(target.ignore) == 0
}

_listed(group, target) := object.remove(group.providers, target.ignore) if {
	count(target.lists) == 0
	count(target.ignore) > 0
}

_listed(group, target) := {name: group.providers[name] |
	some name in target.lists[0]
	group.providers[name]
	_passes(name, target)
} if {
	count(target.lists) > 0
}

_passes(name, target) if {
	every names in target.lists { name in names }
	not name in target.ignore
}

_keyed(providers, _, routed) := providers if routed.byok == "all"

_keyed(providers, target, routed) := {name: sources |
	some name, sources in providers
	name in _keys(target)
} if {
	routed.byok == "named"
}

_keys(target) := credentials.said(target.gateway, target.own).keys

# Names that the entry does not list are, each, what `*` stands for, but for the agreements that name them.
_unlisted(entry, target, known, routed) := [part |
	entry.kind == "gateway"
	some credential, names in _extra(target, known, routed)
	some group in known.groups[credential]
	not group.listed
	some name in names
	part := object.union(object.remove(_part(group, credential, {name: group.providers["*"]}), ["agreements", "named"]), {
		"agreements": survey.agreements(entry, name, null, credential, targets.now),
		"named": {"": "", "*": name}[group.named],
	})
]

_extra(target, known, routed) := {
	"system": {name | routed.system; some name in _named(target); not name in _known_names(known)},
	"byok": ({name |
		routed.byok == "all"
		some name in _named(target)
		not name in _known_names(known)
	} | {name |
		routed.byok == "named"
		some name in _keys(target)
		not name in _known_names(known)
		_passes(name, target)
	}),
}

_named(target) := {name |
	count(target.lists) > 0
	some name in target.lists[0]
	_passes(name, target)
}

_known_names(known) := {name | some group in known.groups.system; some name, _ in group.providers}

# The floors under the traits that have a rank, each as far down as an agreement that names what set it brings it.
_floors(entry, trait_cells, levels, covering) := {trait: floor |
	some trait in ["training", "retentionDays"]
	set_by := object.get(levels, trait, "route")
	naming := agreements.naming(covering, set_by, overlays.hard_features(entry, trait))
	floor := min([trait_cells[trait].floor, agreements.terms(naming)[trait]])
}

_outer_agreed(target, _) := agreements.terms([]) if target.own

_outer_agreed(target, credential) := agreements.terms(agreements.covering(held, target.model)) if {
	not target.own
	held := [index |
		some index, agreement in data.organisation.agreements
		agreement.gateway == input.call.gateway
		agreement.validUntil >= targets.now
		object.get(agreement, "provider", "*") == "*"
		object.get(agreement, "credential", credential) == credential
	]
}

# What agreements put beside the traits that have no order; beside a hard one, only those that name what made it so.
_beside(entry, trait_cells, levels, covering) := {trait: values |
	some trait in ["deployment", "assurances", "region", "headquarters"]
	values := agreements.terms(_heard(entry, trait_cells[trait].hard, trait, levels, covering))[trait]
}

_heard(_, false, _, _, covering) := covering

_heard(entry, true, trait, levels, covering) := agreements.naming(
	covering,
	object.get(levels, trait, "route"),
	overlays.hard_features(entry, trait),
)

# A target beyond the gateway of the call is reached through that gateway, which is a hop as well.
_outer_hops(target) := [] if target.own

_outer_hops(target) := survey.of(input.call.gateway, words(input.call.gateway)).hops if not target.own

_binds(entry, credential, agreed) := {name |
	some name, control in object.get(entry, "controls", {})
	targets.endpoint in control.endpoints
	_holds(control.binds[credential], agreed)
}

# A control that holds by an agreement alone lifts, but drops nothing: the gateway knows nothing of the agreement.
_drops(entry, credential) := {name |
	some name, control in object.get(entry, "controls", {})
	targets.endpoint in control.endpoints
	control.binds[credential] == true
}

_holds(true, _)

_holds("agreement", agreed) if agreed.retentionDays == 0
