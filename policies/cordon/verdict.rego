# METADATA
# description: >-
#   The misses of all requirements, ours and the organisation's own, and what they mean for the call. A requirement never repeats its
#   own name: it is known by the package it stands in.
# schemas:
#   - input: schema.call
package cordon.verdict

import data.cordon.demands
import data.cordon.overlays
import data.cordon.routes
import data.cordon.standings
import data.cordon.targets

# METADATA
# description: Every miss of every standing, with the reason code of the requirement
misses contains object.union(miss, {"code": object.get(_codes, id, id)}) if {
	some id
	some miss in data.cordon.requirements[id].unmet
}

misses contains object.union(object.union(_own, _told(miss)), {"code": id, "standing": place}) if {
	some id
	some miss in data.org.requirements[id].unmet
	some place in _places(miss)
}

_told(miss) := object.filter(miss, ["category", "need", "found"]) if is_object(miss)

_told(miss) := {} if not is_object(miss)

# What a requirement of the organisation's own may leave out.
_own := {"category": null, "need": null, "found": null}

# The places that a miss of an organisation's own requirement stands for: the one it names, alone or in an object. Whatever else
# it says of what is unmet, all of it is.
_places(miss) := {place | some place, _ in standings.all; _meant(miss, place)}

_meant(miss, place) if miss == place

_meant(miss, place) if miss.standing == place

_meant(miss, _) if not _names_standing(miss)

_names_standing(miss) if standings.all[miss]

_names_standing(miss) if standings.all[miss.standing]

# METADATA
# description: The places of the standings that miss anything
failing contains miss.standing if some miss in misses

# METADATA
# description: The places of the branches that miss something under a candidate, itself known by its place
missing(candidate) := {branch |
	some branch, _ in routes.branches
	standings.place(candidate, branch) in failing
}

# METADATA
# description: No provider may serve the call as it stands
no_route if {
	targets.judged
	count(targets.unjudged) == 0
	count(standings.left(0)) == 0
}

# METADATA
# description: Reasons that no setting on the request cures
lasting contains object.union({"category": category, "route": null, "source": null}, reason) if {
	some category in demands.asking
	some reason in targets.unjudged
}

lasting contains {
	"code": "feature",
	"category": category,
	"route": null,
	"need": "a feature that the catalogue knows",
	"found": feature,
	"source": null,
} if {
	some category in demands.asking
	some feature in overlays.unknown_features
}

# METADATA
# description: Every miss of the call as it stands, route by route
missed contains {
	"code": miss.code,
	"category": miss.category,
	"route": _route(branch, name),
	"need": miss.need,
	"found": miss.found,
	"source": source,
} if {
	some miss in misses
	branch := routes.branches[miss.standing]
	standing := standings.all[miss.standing]
	some name, cases in branch.providers
	some sources in cases
	source := data.cordon.sources.of(branch, sources, standing, miss)
}

# INVARIANT: a requirement without a code here would leave its misses out, so a test holds the folders against this list.
_codes := {
	"accepted_deployment": "deployment",
	"accepted_headquarters": "region",
	"accepted_region": "region",
	"held_assurances": "assurance",
	"no_training": "training",
	"retention_limit": "retention",
}

_route(branch, name) := {"provider": name, "credential": branch.credential} if not _several

_route(branch, name) := {"provider": name, "credential": branch.credential} if {
	_several
	branch.as == null
}

_route(branch, name) := {"provider": name, "credential": branch.credential, "model": branch.as} if {
	_several
	branch.as != null
}

_several if count(object.get(input.call, "fallbackModels", [])) > 0
