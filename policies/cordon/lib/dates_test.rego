package cordon.lib.dates_test

import data.cordon.lib.dates

test_counts_back_within_a_month if dates.before("2026-11-20", 19) == "2026-11-01"

test_stays_where_no_day_is_counted if dates.before("2026-11-20", 0) == "2026-11-20"

test_counts_back_over_the_end_of_every_month if {
	before := [dates.before(concat("", ["2026-", month, "-01"]), 1) | some month in _months]
	before == [
		"2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31",
		"2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30",
	]
}

test_counts_the_leap_day if {
	dates.before("2024-03-01", 1) == "2024-02-29"
	dates.before("2024-02-29", 366) == "2023-02-28"
}

test_counts_no_leap_day_in_other_years if dates.before("2025-03-01", 1) == "2025-02-28"

test_counts_a_leap_day_in_a_century_that_four_hundred_divides if dates.before("2000-03-01", 1) == "2000-02-29"

test_counts_no_leap_day_in_another_century if {
	dates.before("2100-03-01", 1) == "2100-02-28"
	dates.before("1900-03-01", 1) == "1900-02-28"
}

test_counts_back_over_the_end_of_a_year if dates.before("2027-01-01", 1) == "2026-12-31"

test_counts_a_year_back if {
	dates.before("2026-11-20", 365) == "2025-11-20"
	dates.before("2024-12-31", 366) == "2023-12-31"
}

test_counts_four_centuries_back if dates.before("2400-03-01", 146097) == "2000-03-01"

test_counts_back_to_any_day_of_a_leap_year if {
	days := [dates.before("2024-12-31", days) | some days in numbers.range(0, 365)]
	days == array.reverse(sort(days))
	count({day | some day in days}) == 366
	days[365] == "2024-01-01"
}

_months := ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
