# METADATA
# description: >-
#   Where the call may be led: one target for each of its models, or the reason why nobody can tell. A model name that
#   hides its route leads where the organisation attests, if it does.
# schemas:
#   - input: schema.call
package cordon.targets

import data.cordon.lib.patterns

# METADATA
# description: The day of the decision
now := input.call.now

# METADATA
# description: The kind of request
endpoint := object.get(input.call, "endpoint", "language")

# METADATA
# description: The models that may serve the call; `null` where the call names none
models := {object.get(input.call, "model", null)} | {model | some model in object.get(input.call, "fallbackModels", [])}

# METADATA
# description: What keeps the whole call from being judged by its routes
unjudged contains {
	"code": "unknown-gateway",
	"need": "a gateway that the catalogue knows",
	"found": input.call.gateway,
} if {
	not _entry
}

unjudged contains {
	"code": "unsupported-endpoint",
	"need": "an endpoint that the catalogue covers",
	"found": endpoint,
} if {
	_entry
	not endpoint in _covered
}

unjudged contains {"code": "opaque-model", "need": "a model whose route is known", "found": model} if {
	judged
	some model in _opaque
	not model in _attested
}

unjudged contains {"code": "opaque-model", "need": "a model whose route is known", "found": model} if {
	judged
	some model in _opaque
	some attestation in _attestations(model)
	not attestation.leadsTo in _leads
}

# METADATA
# description: Whether the gateway and the endpoint are known, so that routes can be judged
judged if {
	_entry
	endpoint in _covered
}

# METADATA
# description: >-
#   The targets: the model as the call names it, the model to look facts up by, the gateway that routes it, the provider lists
#   and controls in force, and whether the call's own settings reach that gateway.
all contains {
	"as": model,
	"model": model,
	"gateway": input.call.gateway,
	"lists": _lists,
	"ignore": _ignore,
	"controls": _controls,
	"own": true,
	"shared": true,
} if {
	judged
	some model in models
	not model in _opaque
}

all contains {
	"as": model,
	"model": object.get(leads, "model", null),
	"gateway": leads.gateway,
	"lists": array.concat(_lists, _list(leads)),
	"ignore": _ignore,
	"controls": _added(leads),
	"own": true,
	"shared": false,
} if {
	judged
	some model in _opaque
	some attestation in _attestations(model)
	leads := attestation.leadsTo
	leads in _leads
	leads.gateway == input.call.gateway
}

all contains {
	"as": model,
	"model": object.get(leads, "model", null),
	"gateway": leads.gateway,
	"lists": _list(leads),
	"ignore": [],
	"controls": object.get(leads, "controls", {}),
	"own": false,
	"shared": false,
} if {
	judged
	some model in _opaque
	some attestation in _attestations(model)
	leads := attestation.leadsTo
	leads in _leads
	leads.gateway != input.call.gateway
}

_entry := data.catalog.gateways[input.call.gateway]

_covered := {kind | some kind in _entry.endpoints}

_opaque contains model if {
	some model in models
	model != null
	hides(input.call.gateway, model)
}

# METADATA
# description: Whether a name hides, at a gateway or anywhere, where a call goes
hides(gateway, model) if {
	some pattern in data.catalog.gateways[gateway].opaqueModels
	patterns.matches(pattern, model)
}

hides(_, model) if {
	some about in data.catalog.models
	about.opaque
	patterns.matches(about.match, model)
}

_attested contains model if {
	some model in _opaque
	count(_attestations(model)) > 0
}

_attestations(model) := [attestation |
	some attestation in data.organisation.models
	object.get(attestation, "validUntil", now) >= now
	patterns.matches(attestation.match, model)
]

# Attested places that can be judged: a known gateway, the endpoint covered, and no name that hides again.
_leads contains leads if {
	some attestation in data.organisation.models
	leads := attestation.leadsTo
	endpoint in data.catalog.gateways[leads.gateway].endpoints
	model := object.get(leads, "model", "")
	hidden := [true | hides(leads.gateway, model)]
	count(hidden) == 0
}

_lists := _list(object.get(input.call, "providers", {}))

_list(place) := [names | names := object.get(place, "only", []); count(names) > 0]

_ignore := [name | some name in object.get(object.get(input.call, "providers", {}), "ignore", []); name != "*"]

_controls := object.get(input.call, "controls", {})

_added(leads) := {name: value |
	theirs := object.get(leads, "controls", {})
	some name in (object.keys(_controls) | object.keys(theirs))
	value := _stricter([setting.value | some setting in [_setting(_controls, name), _setting(theirs, name)]; setting.set])
}

_setting(controls, name) := {"set": true, "value": controls[name]} if name in object.keys(controls)

_setting(controls, name) := {"set": false} if not name in object.keys(controls)

_stricter(values) := min(values) if is_number(values[0])

_stricter(values) := true in values if is_boolean(values[0])
