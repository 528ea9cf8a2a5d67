# METADATA
# description: Whose account with the provider a call is on, by the call's word and the organisation's together
# schemas:
#   - input: schema.call
package cordon.credentials

# METADATA
# description: What is said of the gateway's credentials, and by whose keys
said(gateway, own) := {"words": (words | implied), "keys": keys} if {
	declared := object.get(data.organisation.gateways, gateway, {})
	call := {true: input.call, false: {}}[own]
	keys := _names(call) | _names(declared)
	words := {word | some word in [object.get(call, "credentials", ""), object.get(declared, "credentials", "")]; word != ""}
	implied := {"byok" | object.get(call, "credentials", "") == ""; count(_names(call)) > 0}
}

_names(place) := {name | some name in object.get(place, "byokProviders", [])}

# METADATA
# description: >-
#   The credentials that routes are on: `system` for every provider or not at all, `byok` for every provider, for those named, or not
#   at all. A service that is its own provider knows one account only.
routed(entry, _) := {"system": true, "byok": "none"} if entry.kind != "gateway"

routed(entry, said) := {"system": _system(entry, said.words), "byok": _byok(said)} if entry.kind == "gateway"

_system(_, words) if count(words & {"system", "unknown"}) > 0

_system(entry, words) := object.get(entry, "failover", true) if {
	count(words & {"system", "unknown"}) == 0
	"byok" in words
}

_system(_, set())

_byok(said) := "none" if count(said.words & {"byok", "unknown"}) == 0

_byok(said) := "all" if {
	count(said.words & {"byok", "unknown"}) > 0
	count(said.keys) == 0
}

_byok(said) := "named" if {
	count(said.words & {"byok", "unknown"}) > 0
	count(said.keys) > 0
}
