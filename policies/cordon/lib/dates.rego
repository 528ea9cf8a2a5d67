# METADATA
# description: Civil dates as ISO text, which compares as it sorts
package cordon.lib.dates

# METADATA
# description: The day that lies `days` before `day`
before(day, days) := _text(_number(day) - days)

# Days since 0000-03-01, by the civil calendar; years begin in March, so that the leap day is the last.
_number(day) := ((((era * 146097) + (year_of_era * 365)) + floor(year_of_era / 4)) - floor(year_of_era / 100)) + day_of_year if {
	[year, month, date] := [to_number(part) | some part in split(day, "-")]
	march_year := year - _months_early[month]
	era := floor(march_year / 400)
	year_of_era := march_year - (era * 400)
	day_of_year := (floor(((153 * ((month + 9) % 12)) + 2) / 5) + date) - 1
}

_months_early := [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

# Years are padded, so that dates compare as they sort; before the first year there is nothing to compare with.
_four_digits(year) := substring(padded, count(padded) - 4, 4) if {
	padded := concat("", ["000", format_int(max([year, 0]), 10)])
}

_two_digits := [
	"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21",
	"22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
]

_text(number) := concat("-", [_four_digits(year), _two_digits[month], _two_digits[date]]) if {
	era := floor(number / 146097)
	day_of_era := number - (era * 146097)
	leaps := (floor(day_of_era / 1460) - floor(day_of_era / 36524)) + floor(day_of_era / 146096)
	year_of_era := floor((day_of_era - leaps) / 365)
	day_of_year := day_of_era - (((365 * year_of_era) + floor(year_of_era / 4)) - floor(year_of_era / 100))
	month_from_march := floor(((5 * day_of_year) + 2) / 153)
	date := (day_of_year - floor(((153 * month_from_march) + 2) / 5)) + 1
	month := ((month_from_march + 2) % 12) + 1
	year := (year_of_era + (era * 400)) + _months_early[month]
}
