# METADATA
# description: Whether the input is a call at all; hosts check it by the same schema before, a plain OPA only here
# schemas:
#   - input: schema.call
package cordon.validity

# METADATA
# description: What is wrong with the call, each problem with the path of its place
problems contains "not a call" if not _is_object

# Stands alone, so that the negation holds where there is no call at all.
_is_object if is_object(input.call)

problems contains concat("", ["`", key, "`: missing"]) if {
	is_object(input.call)
	some key in ["categories", "gateway", "now"]
	not key in object.keys(input.call)
}

problems contains concat("", ["`", key, "`: unknown key"]) if {
	some key, _ in input.call
	not _kinds[key]
}

problems contains concat("", ["`", key, "`: ", _wanted[_kinds[key]]]) if {
	some key, value in input.call
	not _fits(_kinds[key], value)
}

_kinds := {
	"byokProviders": "names",
	"categories": "names",
	"controls": "controls",
	"credentials": "credentials",
	"endpoint": "endpoint",
	"fallbackModels": "names",
	"features": "names",
	"gateway": "name",
	"model": "name",
	"now": "day",
	"providers": "lists",
	"region": "name",
	"tier": "tier",
}

_wanted := {
	"controls": "not a set of controls",
	"credentials": "none of its words",
	"day": "not a day",
	"endpoint": "none of its words",
	"lists": "not provider lists",
	"name": "not a name",
	"names": "not a list of names",
	"tier": "none of its words",
}

_words := {
	"credentials": {"system", "byok", "unknown"},
	"endpoint": {"language", "embedding", "image", "speech", "transcription", "rerank", "video", "realtime", "batch"},
	"tier": {"paid", "free", "consumer", "unknown"},
}

_fits("name", value) if _name(value)

_fits("names", value) if _names(value)

_fits("day", value) if {
	[year, month, day] := split(value, "-")
	trim(value, "0123456789-") == ""
	count(year) == 4
	month in _months
	day in _days
}

_fits("controls", value) if {
	is_object(value)
	every name, setting in value { _control(name, setting) }
}

_fits("lists", value) if {
	is_object(value)
	every name, list in value { _list(name, list) }
}

_fits(kind, value) if value in _words[kind]

_list(name, value) if {
	name in {"only", "ignore"}
	_names(value)
}

_control(name, value) if {
	name in {"noTraining", "zeroRetention"}
	is_boolean(value)
}

_control("maxRetentionDays", value) if {
	is_number(value)
	value >= 0
	floor(value) == value
}

_name(value) if {
	is_string(value)
	value != ""
}

_names(value) if {
	is_array(value)
	every name in value { _name(name) }
}

_months := {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}

_days := {
	"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22",
	"23", "24", "25", "26", "27", "28", "29", "30", "31",
}
