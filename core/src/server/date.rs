//! HTTP dates (RFC 9110 5.6.7): three formats are read, one is written. Seconds since 1970.

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAY: i64 = 86_400;

/// Days and years are counted from so many cycles of 400 years before, so that none is negative.
const CYCLES: i32 = 20;

/// The days from 1970-01-01 to a day of the Gregorian calendar; months from 1.
/// After <https://howardhinnant.github.io/date_algorithms.html>: years begin in March there.
const fn days_from(year: i32, month: i32, day: i32) -> i32 {
    let year = (year + 400 * CYCLES - (month <= 2) as i32) as u32;
    let of_year = ((153 * ((month as u32 + 9) % 12) + 2) / 5) as i32 + day - 1;
    (year * 365 + year / 4 - year / 100 + year / 400) as i32 + of_year - 719_468 - 146_097 * CYCLES
}

/// Year, month from 1, and day.
const fn day_of(days: i32) -> (i32, i32, i32) {
    let days = (days + 719_468 + 146_097 * CYCLES) as u32;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = (days / 146_097 * 400 + year + (month <= 2) as u32) as i32 - 400 * CYCLES;
    (year, month as i32, (of_year - (153 * part + 2) / 5 + 1) as i32)
}

/// The name of the day of a week.
fn weekday(days: i32) -> &'static str {
    DAYS.get((days + 3).rem_euclid(7) as usize).copied().unwrap_or_default()
}

/// Reads a date in any of the three formats. `now` decides the century of a year of two digits: one
/// that seems more than fifty years ahead lies in the past.
///
/// ```
/// use statuscope_core::server::date;
/// let when = date::read("Sun, 06 Nov 1994 08:49:37 GMT", 0);
/// assert_eq!(when, Some(784_111_777));
/// assert_eq!(date::read("Sunday, 06-Nov-94 08:49:37 GMT", 1_795_305_600), when);
/// assert_eq!(date::read("Sun Nov  6 08:49:37 1994", 0), when);
/// assert_eq!(date::read("tomorrow", 0), None);
/// ```
#[must_use]
#[inline(never)]
pub fn read(text: &str, now: i64) -> Option<i64> {
    // What stands behind the name of the day: digits of a number for D, Y, h, m and s (a space may
    // be the first digit of d), letters of the month for N, and itself for everything else.
    let comma = text.bytes().position(|byte| byte == b',');
    let (name, rest) = text.split_at_checked(comma.unwrap_or(3))?;
    let template = match (comma, rest.len()) {
        (None, _) => " NNN d* hh:mm:ss YYYY",
        (_, 26) => ", DD NNN YYYY hh:mm:ss GMT",
        _ => ", DD-NNN-YY hh:mm:ss GMT",
    };
    if rest.len() != template.len() {
        return None;
    }
    let (mut day, mut year, mut hour, mut minute, mut second) = (0, 0, 0, 0, 0);
    let mut month = 0;
    for (at, (mark, byte)) in template.bytes().zip(rest.bytes()).enumerate() {
        let number = match mark {
            b'D' | b'd' | b'*' => &mut day,
            b'Y' => &mut year,
            b'h' => &mut hour,
            b'm' => &mut minute,
            b's' => &mut second,
            b'N' => {
                // At its last letter, all of the name is looked up.
                let name = rest.get(at.saturating_sub(2)..=at)?;
                for index in 0..12 {
                    if MONTHS.get(index * 3..index * 3 + 3) == Some(name) {
                        month = index as i32 + 1;
                    }
                }
                continue;
            }
            _ if mark == byte => continue,
            _ => return None,
        };
        if byte.is_ascii_digit() {
            *number = *number * 10 + i32::from(byte & 15);
        } else if mark != b'd' || byte != b' ' {
            return None;
        }
    }
    let long = template.len() == 24;
    if long {
        let (this, ..) = day_of(now.div_euclid(DAY) as i32);
        year += this - this % 100;
        if year > this + 50 {
            year -= 100;
        }
    }
    let days = days_from(year, month, day);
    let weekday = weekday(days);
    let named = name == if long { weekday } else { weekday.get(..3)? };
    let fine = named && hour < 24 && minute < 60 && second < 60 && day_of(days) == (year, month, day);
    fine.then_some(i64::from(days) * DAY + i64::from(hour * 3_600 + minute * 60 + second))
}

/// Writes a date as it is sent today: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
#[inline(never)]
pub fn written(when: i64) -> String {
    let (days, second) = (when.div_euclid(DAY) as i32, when.rem_euclid(DAY) as i32);
    let (year, month, day) = day_of(days);
    let at = (month - 1) as usize * 3;
    let month = MONTHS.get(at..at + 3).unwrap_or_default();
    let mut out = weekday(days).get(..3).unwrap_or_default().to_owned();
    two(&mut out, ", ", day);
    for part in [" ", month] {
        out.push_str(part);
    }
    two(&mut out, " ", year / 100);
    two(&mut out, "", year);
    two(&mut out, " ", second / 3_600);
    two(&mut out, ":", second / 60 % 60);
    two(&mut out, ":", second % 60);
    out.push_str(" GMT");
    out
}

/// Appends the last two digits of a number, with something in front.
#[inline(never)]
fn two(out: &mut String, before: &str, value: i32) {
    out.push_str(before);
    out.push(char::from(b'0' + (value / 10 % 10) as u8));
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, UNIX_EPOCH};

    /// 2026-11-22.
    const NOW: i64 = 1_795_305_600;

    fn by_the_crate(text: &str) -> Option<i64> {
        let when = httpdate::parse_http_date(text).ok()?;
        i64::try_from(when.duration_since(UNIX_EPOCH).unwrap().as_secs()).ok()
    }

    /// The three formats of a moment.
    fn formats(when: i64) -> [String; 3] {
        let fixed = written(when);
        let (days, (year, _, day)) = (when.div_euclid(DAY), day_of(when.div_euclid(DAY) as i32));
        let name = DAYS[(days + 3).rem_euclid(7) as usize];
        let (month, clock) = (&fixed[8..11], &fixed[17..25]);
        [
            fixed.clone(),
            format!("{name}, {day:02}-{month}-{:02} {clock} GMT", year % 100),
            format!("{} {month} {day:>2} {clock} {year}", &name[..3]),
        ]
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            ",",
            ", GMT",
            "Sun",
            "0",
            "Sun, 06 Nov 1994 08:49:37",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Thu, 30 Feb 2023 00:00:00 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun Nov 06 08:49:37 94",
            "Sün Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37:00 GMT",
        ] {
            assert_eq!((read(text, NOW), by_the_crate(text)), (None, None), "{text:?}");
        }
    }

    #[test]
    fn years_of_two_digits_lie_at_most_fifty_years_ahead() {
        let year = |digits: &str, weekday: &str| {
            read(&format!("{weekday}, 22-Nov-{digits} 00:00:00 GMT"), NOW).map(|when| day_of((when / DAY) as i32).0)
        };
        assert_eq!(
            (year("76", "Sunday"), year("77", "Tuesday"), year("26", "Sunday")),
            (Some(2076), Some(1977), Some(2026))
        );
        assert_eq!((year("76", "Monday"), year("99", "Monday")), (None, Some(1999)));
    }

    proptest! {
        #[test]
        fn every_moment_reads_as_the_crate_reads_it(when in 0_i64..253_402_300_799) {
            let theirs = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(when.unsigned_abs()));
            prop_assert_eq!(&written(when), &theirs);
            let [fixed, _, old] = formats(when);
            prop_assert_eq!((read(&fixed, NOW), by_the_crate(&fixed)), (Some(when), Some(when)));
            prop_assert_eq!((read(&old, NOW), by_the_crate(&old)), (Some(when), Some(when)));
        }

        // From 1977 to 2069 both put a year of two digits into the same century.
        #[test]
        fn the_old_format_too(when in 220_924_800_i64..3_155_760_000) {
            let [_, old, _] = formats(when);
            prop_assert_eq!((read(&old, NOW), by_the_crate(&old)), (Some(when), Some(when)));
        }

        #[test]
        fn one_wrong_letter_is_no_date_for_either(when in 220_924_800_i64..3_155_760_000, form in 0_usize..3, at: prop::sample::Index, letter in "[ -~é]") {
            let text = &formats(when)[form];
            let at = at.index(text.len());
            let spoiled = [&text[..at], letter.as_str(), &text[at + 1..]].concat();
            // The crate does not look at every mark between the parts.
            let overlooked = matches!(&text[at..=at], " " | "-") && read(&spoiled, NOW).is_none();
            // Nor does it know years before 1970, and it takes 70 to 76 for the last century.
            let century = (70..77).any(|year| spoiled.contains(&format!("-{year} ")));
            let ours = read(&spoiled, NOW).filter(|when| *when >= 0);
            prop_assert!(overlooked || century || ours == by_the_crate(&spoiled), "{}", spoiled);
        }

        #[test]
        fn days_come_back(days in -1_000_000_i32..3_000_000) {
            let (year, month, day) = day_of(days);
            prop_assert_eq!(days_from(year, month, day), days);
        }

        #[test]
        fn never_panics(text in ".{0,40}", now: i32, when: i32) {
            let _ = read(&text, i64::from(now));
            let _ = written(i64::from(when));
        }
    }
}
