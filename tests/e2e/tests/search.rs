//! Explore: type what you know, find the code.

use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, browse};

/// What the page announces agrees with what it shows.
async fn see_the_count(b: &Browser) {
    let hits = b.hits().await.len();
    b.see_status_with(&format!("{hits} code")).await;
}

#[test]
fn what_people_type_finds_the_right_card_first() {
    let table: [(&str, &[u16]); 12] = [
        ("404", &[404]),
        ("too many", &[429]),
        ("retry-after", &[429, 503]),
        ("not logged in", &[401]),
        ("cloudflare", &[520, 521, 522, 523, 524, 525, 526]),
        ("upload too big", &[413]),
        ("unprocesable", &[422]),
        ("499", &[499]),
        ("teapot", &[418]),
        ("nginx client closed", &[499]),
        ("www-authenticate", &[401]),
        ("Request Entity Too Large", &[413]),
    ];
    browse(DESKTOP, async |b| {
        b.open("/").await;
        for (query, right) in table {
            b.type_into_search(query).await;
            b.see_status_with(&format!("“{query}”")).await;
            let first = b.hits().await.first().cloned().unwrap_or_default();
            let number = first.parse().unwrap_or_default();
            assert!(right.contains(&number), "“{query}” finds {first} first, not one of {right:?}");
            b.see_first_hit(number).await;
            see_the_count(b).await;
        }
    });
}

#[test]
fn the_beginning_of_a_number_finds_all_numbers_that_begin_so() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        for (query, beginning) in [("4xx", "4"), ("40", "40"), ("5", "5")] {
            b.type_into_search(query).await;
            b.see_status_with(&format!("“{query}”")).await;
            let hits = b.hits().await;
            let first = hits.first().cloned().unwrap_or_default();
            assert!(first.starts_with(beginning), "“{query}” finds {hits:?}");
            b.see_first_hit(first.parse().unwrap()).await;
        }
        b.type_into_search("4xx").await;
        b.see_status_with("“4xx”").await;
        let hits = b.hits().await;
        assert!(hits.len() > 20, "only {hits:?} for “4xx”");
        assert!(hits.iter().all(|hit| hit.starts_with('4')), "{hits:?} for “4xx”");
    });
}

#[test]
fn the_matched_words_are_marked() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        b.see(".best .name mark").await;
        let marks = b.marks().await.join(" ").to_lowercase();
        assert!(marks.contains("too") && marks.contains("many"), "marked: {marks}");
        b.type_into_search("unprocesable").await;
        b.see_first_hit(422).await;
        b.see(".best mark").await;
    });
}

#[test]
fn a_search_is_announced_and_grouped_by_class() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        let count = b.hits().await.len();
        b.see_status(&format!("{count} codes for “too many”, best first")).await;
        let script = "return all('section.class').filter(shown).flatMap(section =>
            [...new Set(all('a.entry .num', section).map(n => words(n)[0]))].join())";
        let classes = b.ask_list(script).await;
        assert!(classes.iter().all(|class| class.len() == 1), "a section mixes classes: {classes:?}");
        assert_eq!(classes.first().map(String::as_str), Some("4"), "the best hit's class is first");
    });
}

#[test]
fn without_a_search_all_registered_codes_are_there() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.see_h1("Explore").await;
        let hits = b.hits().await;
        assert_eq!(hits.len(), 64, "the registry has 64 entries, the page {hits:?}");
        assert!(hits.is_sorted(), "not in order: {hits:?}");
        b.tick("Unregistered too").await;
        b.see_ticked("Unregistered too", true).await;
        b.see_address("/?show=unregistered").await;
        b.see_text("499").await;
        assert!(b.hits().await.len() > 64);
        see_the_count(b).await;
    });
}

#[test]
fn typing_makes_no_history_but_is_in_the_address() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let before = b.history_length().await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        let address = b.address().await;
        assert!(["/?q=too+many", "/?q=too%20many"].contains(&address.as_str()), "{address}");
        assert_eq!(b.history_length().await, before);
        b.press(Key::Escape).await;
        b.see_search_text("").await;
        b.see_address("/").await;
        assert_eq!(b.history_length().await, before);
    });
}

#[test]
fn a_class_and_the_everyday_codes_can_be_chosen_together() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.choose_class(4).await;
        b.see_address("/?class=4").await;
        b.see_class_chosen(4).await;
        let all = b.hits().await;
        assert!(all.len() > 20 && all.iter().all(|hit| hit.starts_with('4')), "{all:?}");
        see_the_count(b).await;

        b.tick("Everyday codes").await;
        b.see_ticked("Everyday codes", true).await;
        b.see_address("/?class=4&show=everyday").await;
        let everyday = b.hits().await;
        assert!(everyday.len() < all.len() && everyday.contains(&"404".to_owned()), "{everyday:?}");
        assert!(everyday.iter().all(|hit| hit.starts_with('4')), "{everyday:?}");
        see_the_count(b).await;

        b.type_into_search("not").await;
        b.see_status_with("“not”").await;
        let found = b.hits().await;
        assert!(found.iter().all(|hit| everyday.contains(hit)), "{found:?}");

        b.choose_class(0).await;
        b.see_class_chosen(0).await;
        b.see_search_text("not").await;
    });
}

#[test]
fn each_class_shows_how_many_of_its_codes_are_found() {
    browse(DESKTOP, async |b| {
        b.open("/?q=too+many").await;
        for class in 1..=5 {
            let script = "return words(all('.thumbs a').find(a => words(a).startsWith(`${arguments[0]}xx`)))";
            let text = b.ask(script, vec![class.into()]).await;
            let text = text.as_str().unwrap_or_default().to_owned();
            b.choose_class(class).await;
            b.see_class_chosen(class).await;
            let hits = b.hits().await.len().to_string();
            assert!(text.ends_with(&hits), "“{text}” promises something else than {hits}");
        }
    });
}

#[test]
fn may_be_cached_shows_the_codes_that_the_rfcs_name() {
    // RFC 9110 15.1 names twelve, RFC 7725 3 one more.
    let cacheable = ["200", "203", "204", "206", "300", "301", "308", "404", "405", "410", "414", "451", "501"];
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.tick("Cacheable by default").await;
        b.see_address("/?show=cacheable").await;
        b.see_ticked("Cacheable by default", true).await;
        assert_eq!(b.hits().await, cacheable);
    });
}

#[test]
fn a_search_that_finds_nothing_says_so_and_offers_a_way_out() {
    browse(PHONE, async |b| {
        b.open("/?q=zzzzqqqqxxxx").await;
        b.see_status_with("zzzzqqqqxxxx").await;
        assert_eq!(b.hits().await.len(), 0);
        b.see("main a[href], main button").await;
        b.press(Key::Escape).await;
        b.type_into_search("404").await;
        b.see_first_hit(404).await;
    });
}
