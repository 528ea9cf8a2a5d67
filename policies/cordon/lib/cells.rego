# METADATA
# description: >-
#   One trait of one hop, found from the facts of the most specific level that states it. A cell of training or
#   retention has a rank, where 0 is best; a cell of another trait has the set of values that were stated.
package cordon.lib.cells

# The rank of what has no end; `unknown` is one worse, so that where both meet it is the word that is said.
_unbounded_rank := 1000000000

# METADATA
# description: A limit that limits nothing, above every rank
nothing := 2000000000

_unknown_rank := 1000000001

# METADATA
# description: The cells of the winning levels, by trait; a trait that no level states is missing. Least specific level first.
found(levels, cutoff) := {trait: cell |
	some trait in _traits
	stating := [level |
		some facts in levels
		level := [fact | some fact in facts; object.get(fact, trait, null) != null]
		count(level) > 0
	]
	count(stating) > 0
	cell := _cell(trait, stating[count(stating) - 1], cutoff)
}

# METADATA
# description: The cells of a hop, complete; what nobody states is unknown
complete(cells) := object.union(_unknown, cells)

_traits := {"training", "retentionDays", "deployment", "assurances", "region", "headquarters"}

_ranked := {"training", "retentionDays"}

_unknown := {
	"training": {"rank": _unknown_rank, "value": "unknown", "floor": -1, "source": null},
	"retentionDays": {"rank": _unknown_rank, "value": "unknown", "floor": -1, "source": null},
	"deployment": {"values": ["unknown"], "hard": false, "sources": {}},
	"assurances": {"values": [], "hard": false, "sources": {}},
	"region": {"values": ["unknown"], "hard": false, "sources": {}},
	"headquarters": {"values": ["unknown"], "hard": false, "sources": {}},
}

_cell(trait, facts, cutoff) := cell if {
	trait in _ranked
	fresh := [fact | some fact in facts; fact.asOf >= cutoff]
	hard := [fact | some fact in facts; object.get(fact, "hard", false)]
	cell := _ranked_cell(trait, fresh, hard, cutoff)
}

_cell(trait, facts, cutoff) := cell if {
	not trait in _ranked
	fresh := [fact | some fact in facts; fact.asOf >= cutoff]
	counting := {true: fresh, false: facts}[count(fresh) > 0]
	hard := [true | some fact in counting; object.get(fact, "hard", false)]
	cell := object.union({"hard": count(hard) > 0}, _stated(trait, fresh))
}

_ranked_cell(trait, fresh, hard, cutoff) := object.union(worst, floor) if {
	count(fresh) > 0
	worst := _worst(trait, fresh)
	counting := [fact | some fact in hard; fact.asOf >= cutoff]
	floor := _floor(trait, counting)
}

_ranked_cell(_, fresh, hard, _) := {"rank": _unknown_rank, "value": "unknown", "floor": floor, "source": null} if {
	count(fresh) == 0
	floor := {true: _unknown_rank, false: -1}[count(hard) > 0]
}

_floor(_, hard) := {"floor": -1} if count(hard) == 0

_floor(trait, hard) := {"floor": worst.rank, "floorValue": worst.value, "floorSource": worst.source} if {
	count(hard) > 0
	worst := _worst(trait, hard)
}

_worst(trait, facts) := {"rank": rank, "value": worst[0][trait], "source": min({_source(fact) | some fact in worst})} if {
	rank := max([_rank(fact[trait]) | some fact in facts])
	worst := [fact | some fact in facts; _rank(fact[trait]) == rank]
}

_rank(value) := value if is_number(value)

_rank("never") := 0

_rank(value) := _unbounded_rank if value in {"may", "indefinite"}

_rank("unknown") := _unknown_rank

_stated(trait, fresh) := {"values": values, "sources": {}} if {
	trait == "assurances"
	all_sets := {{held | some held in fact[trait]} | some fact in fresh}
	values := sort([held | some held in union(all_sets); every stated in all_sets { held in stated }])
}

_stated(trait, fresh) := {"values": values, "sources": sources} if {
	trait != "assurances"
	count(fresh) > 0
	values := sort({fact[trait] | some fact in fresh})
	sources := {value: source |
		some value in values
		source := min({_source(fact) | some fact in fresh; fact[trait] == value})
	}
}

_stated(trait, fresh) := {"values": ["unknown"], "sources": {}} if {
	trait != "assurances"
	count(fresh) == 0
}

_source(fact) := concat(", ", [fact.source, fact.asOf]) if "source" in object.keys(fact)

_source(fact) := null if not "source" in object.keys(fact)
