# METADATA
# description: Whether the input is a call at all; hosts check it by the same schema before, a plain OPA only here
package cordon.validity

# METADATA
# description: What is wrong with the call, each problem with the path of its place
problems contains "not a call" if not is_object(input.call)

problems contains concat("", ["`", key, "`: unknown key"]) if {
	some key, _ in input.call
	not key in _keys
}

problems contains concat("", ["`", key, "`: missing"]) if {
	is_object(input.call)
	some key in {"categories", "gateway", "now"}
	not key in object.keys(input.call)
}

problems contains concat("", ["`", key, "`: not a name"]) if {
	some key in {"gateway", "model", "region", "now"}
	key in object.keys(input.call)
	not _name(input.call[key])
}

problems contains concat("", ["`", key, "`: not a list of names"]) if {
	some key in {"categories", "fallbackModels", "byokProviders", "features"}
	key in object.keys(input.call)
	not _names(input.call[key])
}

problems contains concat("", ["`", key, "`: none of its words"]) if {
	some key, words in _words
	key in object.keys(input.call)
	not input.call[key] in words
}

problems contains "`now`: not a date" if {
	is_string(input.call.now)
	not _date(input.call.now)
}

problems contains concat("", ["`providers.", key, "`: not a list of names"]) if {
	some key, value in _object("providers")
	not _list_of_providers(key, value)
}

problems contains concat("", ["`controls.", key, "`: no such control or value"]) if {
	some key, value in _object("controls")
	not _control(key, value)
}

problems contains concat("", ["`", key, "`: not an object"]) if {
	some key in {"providers", "controls"}
	key in object.keys(input.call)
	not is_object(input.call[key])
}

_object(key) := input.call[key] if is_object(input.call[key])

_list_of_providers(key, value) if {
	key in {"only", "ignore"}
	_names(value)
}

_control(key, value) if {
	key in {"noTraining", "zeroRetention"}
	is_boolean(value)
}

_control("maxRetentionDays", value) if {
	is_number(value)
	value >= 0
	floor(value) == value
}

_date(text) if {
	trim(text, "0123456789-") == ""
	[year, month, day] := split(text, "-")
	count(year) == 4
	month in _months
	day in _days
}

_name(value) if {
	is_string(value)
	value != ""
}

_names(value) if {
	is_array(value)
	every name in value { _name(name) }
}

_months := {substring(concat("", ["0", format_int(number, 10)]), count(format_int(number, 10)) - 1, 2) | some number in numbers.range(1, 12)}

_days := {substring(concat("", ["0", format_int(number, 10)]), count(format_int(number, 10)) - 1, 2) | some number in numbers.range(1, 31)}

_keys := {
	"byokProviders", "categories", "controls", "credentials", "endpoint", "fallbackModels", "features", "gateway", "model", "now",
	"providers", "region", "tier",
}

_words := {
	"endpoint": {"language", "embedding", "image", "speech", "transcription", "rerank", "video", "realtime", "batch"},
	"credentials": {"system", "byok", "unknown"},
	"tier": {"paid", "free", "consumer", "unknown"},
}
