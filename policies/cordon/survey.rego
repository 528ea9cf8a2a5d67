# METADATA
# description: >-
#   What is known of a gateway's own hop and of every provider behind it, before a model or a feature comes into it.
#   Depends on the data and on five words of the call only, so a host may keep an answer and give it back as
#   `data.prepared`, under the key that `key` makes.
package cordon.survey

import data.cordon.footing
import data.cordon.lib.cells
import data.cordon.lib.dates

# METADATA
# description: The survey of a gateway, kept or made now
of(gateway, words) := kept if {
	kept := data.prepared[key(gateway, words)]
} else := made(gateway, words)

# METADATA
# description: Under which key a host keeps a survey
key(gateway, words) := concat("\n", [gateway, words.endpoint, words.tier, words.region, words.now])

# METADATA
# description: >-
#   `hops`: the cells of the gateway's own hop, none where the gateway is its own provider. `groups`: by credential, the providers that
#   stand alike, each with the sources of its traits (several where cases differ in nothing else), and with their footing where no
#   agreement comes into it. `implied`: the features that are in use by the endpoint alone. `cutoff`: the oldest day that is fresh.
made(gateway, words) := {
	"hops": hops,
	"groups": {credential: _with_footing(entry, words, hops, credential, groups) |
		some credential, groups in _groups(entry, words, cutoff)
	},
	"implied": sort(_implied(object.get(entry, "features", []), words) | _implied(data.catalog.features, words)),
	"cutoff": cutoff,
} if {
	entry := data.catalog.gateways[gateway]
	cutoff := dates.before(words.now, data.organisation.maxAgeDays)
	hops := _hops(entry, words, cutoff)
}

_implied(features, words) := {about.feature |
	some about in features
	words.endpoint in about.impliedBy
}

_with_footing(entry, words, hops, credential, groups) := [object.union(group, {"footing": _footing(way, group)}) |
	way := way_of(entry, words.endpoint, credential, hops)
	some group in groups
]

_footing(way, group) := footing.of(way, group.cells, footing.plain, footing.unheld) if count(group.agreements) == 0

_footing(_, group) := null if count(group.agreements) > 0

# METADATA
# description: The way to the providers of a gateway, with no gateway further out
way_of(entry, endpoint, credential, hops) := {
	"controls": object.get(entry, "controls", {}),
	"endpoint": endpoint,
	"credential": credential,
	"hops": hops,
	"outer": [],
}

# METADATA
# description: The agreements, by their place, that cover a provider's route but for the model, and are not past their end
agreements(entry, slug, api, credential, now) := [index |
	some index, agreement in data.organisation.agreements
	agreement.validUntil >= now
	_covers(agreement, entry, {"slug": slug, "api": api, "credential": credential})
]

_covers(agreement, entry, route) if {
	agreement.gateway == entry.id
	entry.kind == "gateway"
	object.get(agreement, "provider", "*") in {"*", route.slug}
	object.get(agreement, "credential", route.credential) == route.credential
}

_covers(agreement, entry, route) if {
	agreement.gateway == entry.id
	entry.kind != "gateway"
	object.get(agreement, "provider", "*") in {"*", route.slug}
}

# The key's own terms hold through any gateway.
_covers(agreement, entry, route) if {
	entry.kind == "gateway"
	route.credential == "byok"
	agreement.gateway == route.api
	object.get(agreement, "provider", "*") in {"*", route.api}
	object.get(agreement, "credential", "byok") == "byok"
}

# A gateway's own facts know no tiers and regions, so there is one case.
_hops(entry, words, cutoff) := [cells.complete(cells.found(levels, cutoff)) |
	entry.kind == "gateway"
	levels := [_plain(entry.facts), _narrowed(entry.facts, words), _logging(entry, words)]
]

_logging(entry, case) := [fact | some fact in entry.logging.facts; _applies(fact, case)] if {
	_logs[entry.id]
	entry.logging
} else := []

_logs[id] if {
	some id, declared in data.organisation.gateways
	object.get(declared, "logging", "off") in {"on", "unknown"}
}

_groups(entry, words, cutoff) := {
	"system": _grouped([row |
		some case in _cases(entry.facts, words)
		levels := [_plain(entry.facts), _narrowed(entry.facts, case)]
		row := _row(entry, {"slug": entry.id, "listed": false, "api": null}, "system", levels, cutoff, words.now)
	]),
	"byok": [],
} if {
	entry.kind != "gateway"
}

_groups(entry, words, cutoff) := {
	"system": _grouped([row |
		some provider in _providers(entry)
		own := _own_facts(provider)
		some case in _cases(array.concat(own, provider.facts), words)
		levels := [_plain(own), _plain(provider.facts), _narrowed(provider.facts, case)]
		row := _row(entry, provider, "system", levels, cutoff, words.now)
	]),
	"byok": _grouped([row |
		some provider in _providers(entry)
		facts := _key_facts(entry, provider)
		some case in _cases(facts, words)
		levels := [_plain(facts), _narrowed(facts, case)]
		row := _row(entry, provider, "byok", levels, cutoff, words.now)
	]),
} if {
	entry.kind == "gateway"
}

_providers(entry) := array.concat(
	[object.union({"listed": true, "api": null}, provider) | some provider in object.get(entry, "providers", [])],
	[{"slug": "*", "listed": false, "api": null, "facts": object.get(entry, "unlisted", [])}],
)

_own_facts(provider) := data.catalog.gateways[provider.api].facts

_own_facts(provider) := [] if not _in_catalog(provider.api)

_key_facts(_, provider) := data.catalog.gateways[provider.api].facts

_key_facts(entry, provider) := object.get(entry, "unlisted", []) if not _in_catalog(provider.api)

_in_catalog(id) if data.catalog.gateways[id]

_plain(facts) := [fact | some fact in facts; object.get(fact, "within", {}) == {}]

_narrowed(facts, case) := array.concat(
	[fact | some fact in facts; object.get(fact, "within", {}) != {}; _applies(fact, case)],
	_consumer_facts(facts, case),
)

_applies(fact, case) if {
	within := object.get(fact, "within", {})
	every word, value in within { case[word] == value }
}

# A consumer product is another thing than the API of the same house: nothing said of the API holds for it.
_consumer_facts(facts, case) := [fact |
	case.tier == "consumer"
	some trait, value in {"training": "unknown", "retentionDays": "unknown", "deployment": "consumer"}
	stated := [true | some fact in facts; object.get(fact, "within", {}) != {}; _applies(fact, case); fact[trait]]
	count(stated) == 0
	fact := {trait: value, "asOf": case.now}
]

# An unknown tier or region is each of those that the facts tell apart, and none of them.
_cases(facts, words) := {case |
	some tier in _meant(words.tier, {tier | some fact in facts; tier := fact.within.tier; tier != "consumer"})
	some region in _meant(words.region, {region | some fact in facts; region := fact.within.region})
	case := {"tier": tier, "region": region, "endpoint": words.endpoint, "now": words.now}
}

_meant(word, _) := {word} if word != "unknown"

_meant("unknown", mentioned) := mentioned | {"unknown"}

_row(entry, provider, credential, levels, cutoff, now) := {
	"standing": {
		"cells": {trait: object.remove(cell, ["source", "floorSource", "sources"]) | some trait, cell in found},
		"listed": provider.listed,
		"agreements": agreements(entry, provider.slug, provider.api, credential, now),
		"named": _named(provider),
	},
	"slug": provider.slug,
	"sources": {trait: source | some trait, cell in found; source := _sources(cell)},
} if {
	found := cells.complete(cells.found(levels, cutoff))
}

# A requirement of the organisation's own may look at names, so with one every provider stands for itself.
_named(provider) := provider.slug if data.organisation.ownRequirements == true

_named(_) := "" if object.get(data.organisation, "ownRequirements", false) == false

_sources(cell) := {"value": cell.source, "floor": object.get(cell, "floorSource", null)} if "rank" in object.keys(cell)

_sources(cell) := cell.sources if not "rank" in object.keys(cell)

_grouped(rows) := [object.union(standing, {"providers": providers}) |
	some standing in {row.standing | some row in rows}
	alike := [row | some row in rows; row.standing == standing]
	providers := {slug: sources |
		some slug in {row.slug | some row in alike}
		sources := [source | some source in {row.sources | some row in alike; row.slug == slug}]
	}
]
