# METADATA
# description: >-
#   Calls that are near a denied one, the nearest first: the same without own keys, fallbacks or lists, the same model on another
#   gateway, on its maker's own API, and on one's own machine. Whether they pass is for the policy to say, asked again.
# schemas:
#   - input: schema.call
package cordon.nearby

import data.cordon.targets

# METADATA
# description: The calls, each complete
calls := [call |
	some call in array.concat(_plainer, array.concat(_elsewhere, array.concat(_own, _local)))
	call != input.call
]

_plainer := [object.remove(input.call, ["byokProviders", "credentials", "fallbackModels", "providers"])]

# A name that hides where it leads means nothing elsewhere.
_elsewhere := [object.union(_kept, {"gateway": id, "model": _name(id)}) |
	not _hidden
	some id in ["vercel", "openrouter", "anyapi"]
	id != input.call.gateway
	data.catalog.gateways[id]
]

_own := [object.union(_kept, {"gateway": id, "model": model}) |
	not _hidden
	[creator, model] := _parts
	some id in object.get(_makers, creator, [])
	data.catalog.gateways[id]
]

_local := [object.union(object.remove(_kept, ["model"]), {"gateway": id}) |
	some id in ["ollama"]
	id != input.call.gateway
	data.catalog.gateways[id]
]

_hidden if targets.hides(input.call.gateway, input.call.model)

# What goes along to another place: the data and the question, not the settings of this one.
_kept := {name: value |
	some name, value in input.call
	name in {"categories", "endpoint", "features", "now", "model"}
}

_name(_) := input.call.model if contains(input.call.model, "/")

_name(_) := concat("/", [creator, input.call.model]) if {
	not contains(input.call.model, "/")
	creators := [creator | some creator, ids in _makers; input.call.gateway in ids]
	creator := min(creators)
}

_parts := [substring(input.call.model, 0, slash), substring(input.call.model, slash + 1, -1)] if {
	slash := indexof(input.call.model, "/")
	slash > 0
}

_makers := {
	"anthropic": ["anthropic", "bedrock"],
	"cohere": ["cohere"],
	"deepseek": ["deepseek"],
	"google": ["vertex", "google-ai-studio"],
	"mistral": ["mistral"],
	"moonshotai": ["moonshot"],
	"openai": ["openai", "azure-openai"],
	"perplexity": ["perplexity"],
	"xai": ["xai"],
}
