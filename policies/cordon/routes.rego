# METADATA
# description: >-
#   The ways in which the call may be served. Providers that stand alike go together as one branch, so that a gateway with sixty
#   providers is judged by the few ways in which they differ.
# schemas:
#   - input: schema.call
package cordon.routes

import data.cordon.agreements
import data.cordon.credentials
import data.cordon.footing
import data.cordon.overlays
import data.cordon.survey
import data.cordon.targets

# METADATA
# description: >-
#   Every branch: the target it belongs to, its credential, its providers (name to sources) and their footing
branches := [branch |
	some target in targets.all
	entry := data.catalog.gateways[target.gateway]
	known := _survey_of(target.gateway)
	some part in _parts_of(entry, target, known)
	branch := {
		"as": target.as,
		"own": target.own,
		"gateway": target.gateway,
		"controls": target.controls,
		"credential": part.credential,
		"listed": part.listed,
		"named": part.named,
		"providers": part.providers,
		"footing": _footing(target, entry, known, part),
	}
]

# The kept footing where neither model nor feature nor agreement comes into it.
_footing(target, entry, known, part) := part.footing if {
	part.footing != null
	target.own
	not overlays.any(entry, target.model, known.implied)
}

_footing(target, entry, known, part) := footing.of(way, cells, over, held) if {
	_particular(target, entry, known, part)
	over := overlays.over(entry, target.model, part.credential, known)
	cells := overlays.shallow(part.cells, over.cells)
	covering := agreements.covering(part.agreements, target.model)
	held := {
		"provider": covering,
		"gateway": agreements.held_with(covering, target.gateway),
		"outer": _outer_held(target, part.credential),
	}
	way := object.union(survey.way_of(entry, targets.endpoint, part.credential, known.hops), {"outer": _outer_hops(target)})
}

_particular(_, _, _, part) if part.footing == null

_particular(target, _, _, _) if not target.own

_particular(target, entry, known, _) if overlays.any(entry, target.model, known.implied)

# METADATA
# description: The words of the call that the survey of a gateway depends on
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

_survey_of(gateway) := _own_survey if gateway == input.call.gateway

_survey_of(gateway) := survey.of(gateway, words(gateway)) if gateway != input.call.gateway

_own_survey := survey.of(input.call.gateway, words(input.call.gateway))

# Models that go the same way share their parts, which are made once.
_parts_of(_, target, _) := _shared if target.shared

_parts_of(entry, target, known) := _parts(entry, target, known, _routed(target, entry)) if not target.shared

_shared := _parts(entry, target, _own_survey, _routed(target, entry)) if {
	target := [target | some target in targets.all; target.shared][0]
	entry := data.catalog.gateways[target.gateway]
}

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

_part(group, credential, providers) := {
	"agreements": group.agreements,
	"cells": group.cells,
	"credential": credential,
	"footing": group.footing,
	"listed": group.listed,
	"named": group.named,
	"providers": providers,
}

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

# Names that the entry does not list are known as little as `*`, but by name, so that a control drops them and agreements may name
# them; those with the same agreements go together.
_unlisted(entry, target, known, routed) := [part |
	entry.kind == "gateway"
	some credential, names in _extra(target, known, routed)
	count(names) > 0
	some group in known.groups[credential]
	not group.listed
	held := {name: covering | some name in names; covering := survey.agreements(entry, name, null, credential, targets.now)}
	some kind in {{"covering": covering, "named": named} | some name, covering in held; named := _named(group, name)}
	providers := {name: group.providers["*"] | some name, covering in held; covering == kind.covering; _named(group, name) == kind.named}
	part := object.union(object.remove(_part(group, credential, providers), ["agreements", "named", "footing", "listed"]), {
		"agreements": kind.covering,
		"listed": true,
		"footing": {true: group.footing, false: null}[(count(kind.covering) + count(group.agreements)) == 0],
		"named": kind.named,
	})
]

_named(group, name) := name if group.named == "*"

_named(group, _) := "" if group.named == ""

_extra(target, known, routed) := {"system": system, "byok": byok} if {
	listed := {name | some group in known.groups.system; some name, _ in group.providers}
	asked := {name | some name in _asked(target); not name in listed}
	keyed := {name | some name in _keys(target); not name in listed; _passes(name, target)}
	system := {name | routed.system; some name in asked}
	byok := {"all": asked, "named": keyed, "none": set()}[routed.byok]
}

_asked(target) := {name |
	count(target.lists) > 0
	some name in target.lists[0]
	_passes(name, target)
}

# A target beyond the gateway of the call is reached through that gateway, which is a hop as well.
_outer_hops(target) := [] if target.own

_outer_hops(target) := _own_survey.hops if not target.own

_outer_held(target, _) := [] if target.own

_outer_held(target, credential) := agreements.covering(held, target.model) if {
	not target.own
	held := [index |
		some index, agreement in data.organisation.agreements
		agreement.gateway == input.call.gateway
		agreement.validUntil >= targets.now
		object.get(agreement, "provider", "*") == "*"
		object.get(agreement, "credential", credential) == credential
	]
}
