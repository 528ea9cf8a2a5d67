# METADATA
# description: May this data go to this model, over this route, with these settings?
# schemas:
#   - input: schema.call
package cordon

import data.cordon.amendments
import data.cordon.assumptions
import data.cordon.demands
import data.cordon.nearby
import data.cordon.routes
import data.cordon.standings
import data.cordon.validity
import data.cordon.verdict

# METADATA
# description: The decision. Where anything is missing it denies.
# entrypoint: true
decision := object.union(_judged, {
	"obligations": demands.obligations,
	"assumptions": _assumptions,
	"nearby": _nearby,
	"policyRevision": data.revision,
}) if {
	count(validity.problems) == 0
} else := {
	"effect": "deny",
	"reasons": [object.union(_bare("invalid-call", null), {"found": min(validity.problems)})],
	"amendments": [],
	"obligations": [],
	"assumptions": [],
	"nearby": [],
	"policyRevision": data.revision,
} if {
	count(validity.problems) > 0
} else := {
	"effect": "deny",
	"reasons": [_bare("policy-unavailable", null)],
	"amendments": [],
	"obligations": [],
	"assumptions": [],
	"nearby": [],
	"policyRevision": "",
}

# METADATA
# description: The survey of the call's gateway, for a host to keep
# entrypoint: true
surveyed := {"key": data.cordon.survey.key(gateway, words), "survey": data.cordon.survey.made(gateway, words)} if {
	some gateway in [input.call.gateway]
	words := routes.words(gateway)
}

# METADATA
# description: The branches of the call as they stand, with all that is stated of them, for people who want to know why
# entrypoint: true
explanation := [explained |
	some branch in routes.branches
	guarantee := standings.guarantee(branch, {})
	explained := {
		"model": branch.as,
		"gateway": branch.gateway,
		"credential": branch.credential,
		"providers": sort(object.keys(branch.providers)),
		"training": _word("training", standings.worst(branch.footing, "training", guarantee.training)),
		"retentionDays": _word("retentionDays", standings.worst(branch.footing, "retentionDays", guarantee.retentionDays)),
		"deployment": sort({value | some hop in branch.footing.fixed.deployment; some value in hop.values}),
		"assurances": sort(intersection({{held | some held in hop.held} | some hop in branch.footing.fixed.assurances})),
		"stated": [branch.providers, branch.footing.cells, branch.footing.hops, branch.footing.outer],
	}
]

_word("training", standing) := {true: "never", false: standing.found}[standing.rank == 0]

_word("retentionDays", standing) := standing.found

# The steps in their order; the last one denies.
_judged := _outcome("deny", _refused, []) if {
	count(_refused) > 0
} else := _outcome("deny", [_bare("no-route", "a provider that may serve the call")], []) if {
	verdict.no_route
} else := _outcome("allow", [], []) if {
	# INVARIANT: judged by what is missed, never by the reasons told: a reason that could not be told is no permission.
	count(verdict.lasting) == 0
	count(verdict.missing(0)) == 0
	_whole
} else := _outcome("amend", _reasons, amendments.first) if {
	count(verdict.lasting) == 0
	_whole
	amendments.first
} else := _outcome("deny", _reasons, [])

_outcome(effect, reasons, settings) := {"effect": effect, "reasons": reasons, "amendments": settings}

_reasons := array.concat([reason | some reason in verdict.lasting], [reason | some reason in verdict.missed])

# INVARIANT: every branch stands somewhere under every candidate; one that could not be judged must not vanish from the count.
_whole if {
	every row in standings.table { count(row) == count(routes.branches) }
}

# Reasons that end the matter before any route is looked at.
_refused := array.concat(
	[_bare("unclassified", "a category") | demands.unclassified],
	array.concat(
		[object.union(_bare("unknown-category", "a category of the taxonomy"), {"category": category, "found": category}) |
			some category in demands.unknown
		],
		[object.union(_bare("prohibited-category", "no model call"), {"category": category, "found": "a model call"}) |
			some category in demands.prohibited
		],
	),
)

_bare(code, need) := {"code": code, "category": null, "route": null, "need": need, "found": "none", "source": null}

_assumptions := sort(assumptions.all) if count(_refused) == 0

_assumptions := [] if count(_refused) > 0

_nearby := nearby.calls if {
	count(_refused) == 0
	_judged.effect == "deny"
} else := []
