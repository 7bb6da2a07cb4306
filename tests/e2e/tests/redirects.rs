//! Redirects: presets, controls, chains, matrices, sharing, odd input.

use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, browse};

/// What each preset is there to show.
const PRESETS: [(&str, &str); 9] = [
    (
        "POST to an old endpoint, 301",
        "Your POST arrives as GET without its body, and without Authorization and Cookie.",
    ),
    ("POST to an old endpoint, 307", "Your POST arrives whole, but without Authorization and Cookie."),
    ("POST to an old endpoint, 308", "Your POST arrives whole, but without Authorization and Cookie."),
    ("A domain moves", "Your GET arrives, but without Cookie."),
    ("A login form", "Your POST arrives as GET without its body, as 303 asks."),
    ("From http to https", "Your GET arrives, but without Authorization and Cookie."),
    ("A new API version", "Your DELETE arrives as GET."),
    ("Tracking links", "Your GET arrives. Authorization and Cookie sent to track.ads.example as well."),
    ("A loop", "It goes in a circle: aiohttp follows 9 redirects and stops with an error."),
];

const WHOLE: &str = "Your POST arrives whole, but without Authorization and Cookie.";
const LOST: &str = "Your POST arrives as GET without its body, and without Authorization and Cookie.";

/// Chooses in a list as somebody does who knows the word.
async fn choose(b: &Browser, name: &str, value: &str) {
    let script = "const list = document.querySelector(`select[name='${arguments[0]}']`);
        list.focus(); list.value = arguments[1];
        list.dispatchEvent(new Event('input', { bubbles: true }));
        return list.value === arguments[1] || list.value";
    b.see_that(&format!("{name} set to {value}"), script, vec![name.into(), value.into()]).await;
}

/// Writes into a field instead of what is there.
async fn write(b: &Browser, name: &str, text: &str) {
    let script = "const field = document.querySelector(`input[name='${arguments[0]}']:not([type])`);
        field.focus(); field.select();
        return document.execCommand(arguments[1] ? 'insertText' : 'delete', false, arguments[1])";
    b.see_that(&format!("{text:?} in {name}"), script, vec![name.into(), text.into()]).await;
}

async fn numbers(b: &Browser) -> usize {
    b.ask_list("return all('.hop > .n').map(words)").await.len()
}

#[test]
fn each_preset_shows_its_point_and_can_be_shared() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.click_link("Redirects").await;
        b.see_address("/redirects/").await;
        for (name, verdict) in PRESETS {
            b.click_link(name).await;
            b.see_h1(verdict).await;
            b.see_focus_on("h1").await;
            let current = b.ask_list("return all('.presets [aria-current]').map(words)").await;
            assert_eq!(current, [name]);
            assert!(numbers(b).await >= 3, "{name} has no messages");
            b.see("svg.seq").await;
        }
        // What was shared is what is seen.
        b.reload().await;
        b.see_h1(PRESETS[8].1).await;
        b.see_title("GET, 302, aiohttp · Statuscope").await;
        b.back().await;
        b.see_h1(PRESETS[7].1).await;
    });
}

#[test]
fn picture_and_messages_say_the_same_and_lost_lines_are_marked() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/").await;
        let script = "return document.querySelector('svg.seq desc').textContent";
        let story = b.ask_text(script).await;
        assert_eq!(
            story,
            "POST to api.example.com; 301; GET, was POST to v2.example.net; − the body is lost; − Authorization dropped; − Cookie dropped; 200"
        );
        let in_picture = b.ask_list("return all('svg.seq circle + text').map(words)").await;
        assert_eq!(in_picture, b.ask_list("return all('.hop > .n').map(words)").await);
        let lost = b.ask_list("return all('.hop .drop > span').map(words)").await;
        assert!(lost.iter().any(|line| line.starts_with("dropped: Authorization")), "{lost:?}");
        assert!(lost.iter().any(|line| line.starts_with("body lost: {")), "{lost:?}");
        b.see_text("Permitted. RFC 9110, 15.4.2").await;
    });
}

#[test]
fn each_control_changes_the_verdict_and_keeps_the_focus() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/").await;
        b.click_first("label:has(input[name=status][value='307'])").await;
        b.see_h1(WHOLE).await;
        b.see_focus_on("input[name=status][value='307']").await;
        b.see_address("/redirects/?client=requests&method=POST&status=307&to=host").await;
        b.tick("with Authorization").await;
        b.see_h1("Your POST arrives whole.").await;
        choose(b, "client", "urllib").await;
        b.see_h1("urllib.request, Python 3.11 stops with an error at the 307.").await;
        b.see_focus_on("select[name=client]").await;
        choose(b, "client", "fetch").await;
        choose(b, "body", "stream").await;
        b.see_text("read only once").await;
        choose(b, "body", "json").await;
        choose(b, "to", "same").await;
        b.see_h1("Your POST arrives whole.").await;
        b.click_first("label:has(input[name=method][value=GET])").await;
        b.see_h1("Your GET arrives.").await;
        write(b, "method", "PURGE").await;
        b.see_h1("Your PURGE arrives whole.").await;
        b.see_focus_on("input[name=method]:not([type])").await;
        // A setting is no place to go back to.
        b.reload().await;
        b.see_h1("Your PURGE arrives whole.").await;
    });
}

#[test]
fn the_advice_can_be_tried_and_read_about() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/?status=301").await;
        b.click_link("Try it").await;
        b.see_h1(WHOLE).await;
        b.back().await;
        b.see_h1(LOST).await;
        b.click_link("308 Permanent Redirect").await;
        b.see_h1("308 Permanent Redirect").await;
        b.click_link("Try it with real clients").await;
        b.see_h1(WHOLE).await;
        b.see_address("/redirects/?client=requests&method=POST&status=308&to=host").await;
        // The strip has the other statuses.
        b.click_first(".strip a[href*='status=302']").await;
        b.see_h1(LOST).await;
        assert_eq!(b.ask_list("return all('.strip [aria-current] .num').map(words)").await, ["302"]);
    });
}

#[test]
fn a_redirect_is_kept_for_the_second_visit() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/?client=chromium_form&method=GET&status=301").await;
        b.see_text("The client has kept the redirect").await;
        b.tick("second visit").await;
        b.see_text("kept from the first visit to api.example.com").await;
        b.open("/redirects/?client=firefox_form&method=GET&status=301").await;
        b.see_text("it has kept nothing").await;
    });
}

#[test]
fn a_chain_is_built_link_by_link() {
    browse(PHONE, async |b| {
        b.open("/redirects/?client=curl&method=GET&status=302&to=same").await;
        b.click_first("details.chain summary").await;
        b.click_button("Add a redirect").await;
        b.see_focus_on("button[name=add]").await;
        write(b, "to-1", "https://other.example/x").await;
        b.see_h1("Your GET arrives, but without Authorization and Cookie.").await;
        b.see_text("Server B").await;
        choose(b, "code-0", "307").await;
        b.see_address(
            "/redirects/?client=curl&method=GET&from=https://api.example.com/old-endpoint&hop=307+/v2/orders&hop=302+https://other.example/x",
        )
        .await;
        assert_eq!(numbers(b).await, 6);
        b.reload().await;
        assert_eq!(numbers(b).await, 6);
        b.no_sideways_scroll().await;
        // What a link brings can be changed at once.
        write(b, "from", "http://api.example.com/old-endpoint").await;
        b.see_text("http://api.example.com").await;
        b.click_button("Remove redirect 2").await;
        b.see_h1("Your GET arrives.").await;
        b.see_focus_on("button[name=add]").await;
    });
}

#[test]
fn the_client_matrix_sorts_and_each_cell_opens_its_journey() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/").await;
        b.click_link("All clients").await;
        b.see_h1("What becomes of a POST?").await;
        b.see_focus_on("h1").await;
        let count = "return all('.matrix tbody tr:not(.grp)').length";
        assert_eq!(b.ask(count, vec![]).await.as_u64(), Some(statuscope_core::redirect::clients().len() as u64));
        choose(b, "sort", "differences").await;
        let script = "const counts = all('.matrix .count').map(words).slice(3).map(c => parseInt(c) || 0);
            return counts.every((c, i) => i === 0 || c <= counts[i - 1]) && counts[0] > 3 || counts.join(' ')";
        b.see_that("falling numbers of differences", script, vec![]).await;
        b.reload().await;
        b.see_that("falling numbers of differences", script, vec![]).await;
        b.click_first("label:has(input[name=method][value=PUT])").await;
        b.see_h1("What becomes of a PUT?").await;
        b.click_first(".matrix a[href*='client=requests&'][href*='status=301']").await;
        b.see_h1("Your PUT arrives without its body, and without Authorization and Cookie.").await;
        b.see_focus_on("h1").await;
        b.back().await;
        b.see_h1("What becomes of a PUT?").await;
    });
}

#[test]
fn the_status_matrix_follows_the_client() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/matrix/?client=go123").await;
        b.see_h1("What net/http 1.23 does").await;
        let seen = b.ask_list("return all('.matrix .diff').map(words)").await;
        assert!(seen.iter().any(|cell| cell.ends_with("GET")), "{seen:?}");
        choose(b, "client", "fetch").await;
        b.see_h1("What Fetch standard does").await;
        b.see_that("no difference", "return all('.matrix :is(.diff, .lost)').length === 0", vec![]).await;
        b.click_first(".matrix a[href*='method=DELETE'][href*='status=308']").await;
        b.see_h1("Your DELETE arrives whole, but without Authorization and Cookie.").await;
    });
}

#[test]
fn a_phone_gets_the_differences_as_a_list() {
    browse(PHONE, async |b| {
        b.open("/redirects/clients/").await;
        let script = "return all('.matrix tr:not(.grp, .ref) td:not(.count)').filter(shown).map(words)";
        let cells = b.ask_list(script).await;
        assert!(cells.len() > 20 && cells.iter().all(|cell| cell.starts_with('3')), "{cells:?}");
        b.no_sideways_scroll().await;
    });
}

#[test]
fn all_of_it_works_without_a_mouse() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/").await;
        b.see_h1(LOST).await;
        let mut stops = 0;
        while !b.focused().await.contains("301") || !b.ask_text("return document.activeElement.name").await.eq("status")
        {
            b.press(Key::Tab).await;
            stops += 1;
            assert!(stops < 40, "the status cannot be reached");
        }
        for _ in 0..3 {
            b.press(Key::Right).await;
        }
        b.see_h1(WHOLE).await;
        b.see_focus_on("input[name=status][value='307']").await;
        b.press(Key::Tab).await;
        b.see_focus_on("input[name=method][value=POST]").await;
        b.press(Key::Right).await;
        b.see_h1("Your PUT arrives whole, but without Authorization and Cookie.").await;
        b.open("/redirects/clients/").await;
        let script = "document.querySelector('.matrix a').focus(); return all('.matrix a[tabindex=\"0\"]').length";
        assert_eq!(b.ask(script, vec![]).await.as_u64(), Some(1), "one tab stop for the whole matrix");
        b.press(Key::Down).await;
        b.press(Key::Right).await;
        b.see_focus_on(".matrix tr:nth-child(2) td:nth-child(3) a").await;
        b.see_focus_ring().await;
        b.press(Key::Enter).await;
        b.see_address("/redirects/?client=rfc9110&method=POST&status=302&to=host").await;
    });
}

#[test]
fn odd_input_is_explained_and_kept() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/?client=netscape&status=twelve&to=moon").await;
        b.see_text("client=netscape, status=twelve, to=moon").await;
        b.see_h1(LOST).await;
        b.open("/redirects/?method=G+E+T").await;
        b.see_h1("requests cannot send it: it is no method that this client has.").await;
        let kept = b.ask_text("return document.querySelector('input[name=method]:not([type])').value").await;
        assert_eq!(kept, "G E T");
        b.open("/redirects/?method=GET&from=gopher://a.example/&hop=302+/b").await;
        b.see_h1("requests cannot send it: the first address is no http or https address.").await;
        for location in ["http://[", "%", "mailto:a@b", "\\\\x", "//", "javascript:alert(1)", "\u{202e}<b>'\""] {
            b.open("/redirects/?client=curl&method=GET&hop=302+/x").await;
            write(b, "to-0", location).await;
            let kept = b.ask_text("return document.querySelector('input[name=to-0]').value").await;
            assert_eq!(kept, location);
            assert!(!b.h1().await.is_empty());
        }
        write(b, "to-0", "").await;
        b.see_text("there is no Location").await;
        // No status that redirects, and a chain longer than anybody follows.
        b.open("/redirects/?status=999").await;
        b.see_h1("Your POST is answered at once, without a redirect.").await;
        let long = ["/redirects/?client=curl&method=GET", &"&hop=302+a/".repeat(500)].concat();
        b.open(&long).await;
        b.see_text("A chain ends here after 400 redirects").await;
        b.see_h1("There are too many: curl -L follows 50 redirects and stops with an error.").await;
        assert!(numbers(b).await < 40, "a long journey is cut");
        b.see_text("more requests").await;
    });
}

#[test]
fn the_program_can_be_copied() {
    browse(DESKTOP, async |b| {
        b.open("/redirects/?client=curl&status=307").await;
        b.click_button("Copy the program").await;
        b.see_text("Copied").await;
        let program = b.clipboard().await;
        assert!(
            program.starts_with("curl -L") && program.contains("https://api.example.com/old-endpoint"),
            "{program}"
        );
        b.open("/redirects/?client=rfc9110").await;
        b.see_text("About this client").await;
    });
}
