# METADATA
# description: Names with `*` at their beginning, their end or both
package cordon.lib.patterns

# METADATA
# description: Whether the pattern stands for the name; case makes no difference, since not every service minds it
matches(pattern, name) if _matches(lower(pattern), lower(name))

_matches(pattern, name) if pattern == name

_matches(pattern, name) if {
	endswith(pattern, "*")
	startswith(name, trim_suffix(pattern, "*"))
}

_matches(pattern, name) if {
	startswith(pattern, "*")
	endswith(name, trim_prefix(pattern, "*"))
}

_matches(pattern, name) if {
	startswith(pattern, "*")
	endswith(pattern, "*")
	contains(name, trim_suffix(trim_prefix(pattern, "*"), "*"))
}
