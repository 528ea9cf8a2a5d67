# METADATA
# description: >-
#   A small organisation and a catalogue of one gateway, one maker with an API of its own and one machine, for tests of
#   the whole decision. Each test changes what it is about.
package cordon.example_test

# METADATA
# description: >-
#   The decision about a call of internal data to the gateway `hub`, but for the changes to the call and to the data
decide(call, changes) := decision if {
	decision := data.cordon.decision with input as {"call": object.union(_call, call)}
		with data.catalog as object.union(_catalog, object.get(changes, "catalog", {}))
		with data.organisation as object.union(_organisation, object.get(changes, "organisation", {}))
		with data.revision as "sha256:test"
}

# METADATA
# description: The survey of the gateway of such a call
surveyed(call) := made if {
	made := data.cordon.surveyed with input as {"call": object.union(_call, call)}
		with data.catalog as _catalog
		with data.organisation as _organisation
}

# METADATA
# description: Its effect
effect(call, changes) := decide(call, changes).effect

# METADATA
# description: The codes of its reasons
codes(call, changes) := {reason.code | some reason in decide(call, changes).reasons}

# METADATA
# description: Its amendments
amendments(call, changes) := decide(call, changes).amendments

# METADATA
# description: Its reasons in short, each with provider, credential, code and what was found
misses(call, changes) := {[reason.route.provider, reason.route.credential, reason.code, reason.found] |
	some reason in decide(call, changes).reasons
}

# METADATA
# description: The sources of its reasons
sources(call, changes) := {reason.source | some reason in decide(call, changes).reasons}

# METADATA
# description: A change of the catalogue's entry on a gateway
entry(id, changes) := {"catalog": {"gateways": {id: changes}}}

# METADATA
# description: A gateway that has these providers, by their facts, and says nothing of any other
providers(facts) := entry("hub", {
	"providers": [{"slug": slug, "title": slug, "facts": each} | some slug, each in facts],
	"unlisted": [],
})

# METADATA
# description: A change of the organisation's agreements
agreements(held) := {"organisation": {"agreements": [object.union(_contract, agreement) | some agreement in held]}}

# METADATA
# description: What an organisation attests of names
attestations(models) := {"organisation": {"models": models}}

# METADATA
# description: What an organisation declares of the gateway
declared(words) := {"organisation": {"gateways": {"hub": words}}}

# METADATA
# description: A fact as the catalogue has it
fact(traits) := object.union({"source": "terms", "asOf": "2026-11-01"}, traits)

# METADATA
# description: A fact that no longer counts on the day of the call
stale(traits) := fact(object.union({"asOf": "2025-11-19"}, traits))

# METADATA
# description: The facts of a provider that everything passes
clean := fact({"training": "never", "retentionDays": 0, "deployment": "api"})

_contract := {"gateway": "hub", "reference": "contract 1", "validUntil": "2026-12-31"}

_call := {"categories": ["internal"], "gateway": "hub", "model": "maker/model-1", "now": "2026-11-20"}

_deployments := ["api", "private-cloud", "self-hosted", "local"]

_confidential := {
	"training": "never",
	"retentionDays": 0,
	"deployments": _deployments,
	"obligations": ["audit"],
}

_organisation := {
	"taxonomy": {
		"defaults": ["confidential"],
		"categories": {
			"public": [{}],
			"internal": [{"training": "never", "deployments": _deployments}],
			"monthly": [{"retentionDays": 30}],
			"confidential": [_confidential],
			"pii": [_confidential],
			"phi": [object.union(_confidential, {
				"assurances": ["hipaa-baa"],
				"assurancesWaivedOn": ["local", "self-hosted"],
			})],
			"european": [{"regions": ["eu"]}],
			"german": [{"headquarters": ["DE"]}],
			"prohibited": [{"prohibited": true, "obligations": ["audit"]}],
		},
	},
	"agreements": [],
	"gateways": {},
	"models": [],
	"maxAgeDays": 365,
}

_control := {"binds": {"system": true, "byok": false}, "endpoints": ["language", "batch"]}

_catalog := {
	"gateways": {
		"hub": {
			"id": "hub",
			"kind": "gateway",
			"endpoints": ["language", "embedding", "batch"],
			"opaqueModels": ["saved/*"],
			"controls": {
				"noTraining": _control,
				"zeroRetention": object.union(_control, {"binds": {"byok": "agreement"}}),
			},
			"providerLists": {"only": {"body": ["only"], "value": true}},
			"facts": [clean],
			"unlisted": [fact({"deployment": "api"})],
			"providers": [
				{"slug": "good", "title": "Good", "facts": [clean]},
				{"slug": "keeper", "title": "Keeper", "facts": [object.union(clean, {"retentionDays": 30})]},
				{"slug": "maker", "title": "Maker", "api": "maker", "facts": [fact({"retentionDays": 0})]},
				{"slug": "trainer", "title": "Trainer", "facts": [object.union(clean, {"training": "may"})]},
			],
		},
		"maker": {
			"id": "maker",
			"kind": "api",
			"endpoints": ["language"],
			"facts": [object.union(clean, {"retentionDays": 30})],
		},
		"machine": {
			"id": "machine",
			"kind": "local",
			"endpoints": ["language"],
			"facts": [object.union(clean, {"deployment": "local"})],
		},
	},
	"models": [],
	"features": [{"feature": "store", "facts": [fact({"retentionDays": 30})]}],
}
