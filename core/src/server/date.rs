//! HTTP dates (RFC 9110 5.6.7): three formats are read, one is written. Seconds since 1970.

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAY: i64 = 86_400;

/// The days from 1970-01-01 to a day of the Gregorian calendar; months from 1.
/// After <https://howardhinnant.github.io/date_algorithms.html>: years begin in March there.
const fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month from 1, and day.
const fn day_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    (era * 400 + year + (month <= 2) as i64, month, of_year - (153 * part + 2) / 5 + 1)
}

fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0')))
}

fn two(text: &str) -> Option<i64> {
    number(text).filter(|_| text.len() == 2)
}

/// Which second of the day `08:49:37` is.
fn time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hour, minute, second) = (two(parts.next()?)?, two(parts.next()?)?, two(parts.next()?)?);
    let fine = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    fine.then_some(hour * 3_600 + minute * 60 + second)
}

fn month(text: &str) -> Option<i64> {
    (0..12).find(|index| text.len() == 3 && MONTHS.get(index * 3..index * 3 + 3) == Some(text)).map(|at| at as i64 + 1)
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
pub fn read(text: &str, now: i64) -> Option<i64> {
    // A text without a comma is of the third format, with the year at its end.
    let (name, day, month_name, year, clock, long) = if let Some((name, rest)) = text.split_once(", ") {
        let rest = rest.strip_suffix(" GMT")?;
        let long = rest.contains('-');
        let mut parts = rest.split([' ', '-']);
        let (day, month_name, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let separators = if long { [b'-', b'-', b' '] } else { [b' ', b' ', b' '] };
        let places = [day.len(), day.len() + 1 + month_name.len(), day.len() + 2 + month_name.len() + year.len()];
        let apart = places.iter().zip(separators).all(|(at, byte)| rest.as_bytes().get(*at) == Some(&byte));
        if parts.next().is_some() || !apart {
            return None;
        }
        (name, two(day)?, month_name, year, clock, long)
    } else {
        let name = text.get(..3)?;
        let (Some(b' '), Some(b' '), Some(b' '), Some(b' ')) =
            (text.as_bytes().get(3), text.as_bytes().get(7), text.as_bytes().get(10), text.as_bytes().get(19))
        else {
            return None;
        };
        let day = text.get(8..10)?;
        let day = if let Some(digit) = day.strip_prefix(' ') { number(digit)? } else { two(day)? };
        (name, day, text.get(4..7)?, text.get(20..)?, text.get(11..19)?, false)
    };
    let month = month(month_name)?;
    let year = if long {
        let century = day_of(now.div_euclid(DAY)).0;
        let guess = century - century.rem_euclid(100) + two(year)?;
        if guess > century + 50 { guess - 100 } else { guess }
    } else {
        number(year).filter(|_| year.len() == 4)?
    };
    let seconds = time(clock)?;
    let days = days_from(year, month, day);
    let weekday = DAYS.get((days + 3).rem_euclid(7) as usize)?;
    let named = name == if long { weekday } else { weekday.get(..3)? };
    (named && day_of(days) == (year, month, day)).then_some(days * DAY + seconds)
}

fn push_two(out: &mut String, value: i64) {
    out.push(char::from(b'0' + (value / 10 % 10) as u8));
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Writes a date as it is sent today: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
pub fn written(when: i64) -> String {
    let (days, second) = (when.div_euclid(DAY), when.rem_euclid(DAY));
    let (year, month, day) = day_of(days);
    let weekday = DAYS.get((days + 3).rem_euclid(7) as usize).and_then(|name| name.get(..3));
    let at = (month - 1) as usize * 3;
    let mut out = [weekday.unwrap_or_default(), ", "].concat();
    push_two(&mut out, day);
    out.push(' ');
    out.push_str(MONTHS.get(at..at + 3).unwrap_or_default());
    out.push(' ');
    push_two(&mut out, year / 100);
    push_two(&mut out, year);
    for (mark, value) in [(' ', second / 3_600), (':', second / 60 % 60), (':', second % 60)] {
        out.push(mark);
        push_two(&mut out, value);
    }
    out.push_str(" GMT");
    out
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
        let (days, (year, _, day)) = (when.div_euclid(DAY), day_of(when.div_euclid(DAY)));
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
            read(&format!("{weekday}, 22-Nov-{digits} 00:00:00 GMT"), NOW).map(|when| day_of(when / DAY).0)
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
        fn days_come_back(days in -1_000_000_i64..3_000_000) {
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
