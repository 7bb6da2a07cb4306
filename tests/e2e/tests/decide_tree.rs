//! The whole tree of Deciding: what it shows, how it is zoomed, printed and how fast it is drawn.

use crate::decide::three_ends;
use statuscope_core::decision::trees;
use statuscope_e2e::{DESKTOP, browse};

#[test]
fn the_whole_tree_shows_the_way_and_leads_anywhere() {
    browse(DESKTOP, async |b| {
        b.open("/decide/respond/?path=clash.y").await;
        b.click_link("See this path in the whole tree").await;
        b.see_h1("The whole tree: Respond").await;
        b.see_focus_on("h1").await;
        b.see_text("you arrived here").await;
        let lit = b.ask("return all('path.lit').length", vec![]).await;
        assert_eq!(lit.as_u64(), Some(10));
        // A box of the drawing, then an entry of the list.
        b.click_first(".tree a.node:not(.lit)").await;
        b.see_focus_on("h1").await;
        assert!(b.address().await.starts_with("/decide/respond/?path="), "{}", b.address().await);
        b.back().await;
        b.click_first(".outline li:nth-child(3) a").await;
        b.see_text("Question 2").await;
    });
}

#[test]
fn the_largest_tree_is_zoomed_and_dragged() {
    browse(DESKTOP, async |b| {
        b.open("/decide/webmachine/tree/?path=g7").await;
        let in_sight = "const frame = document.querySelector('.scroller').getBoundingClientRect();
            const here = document.querySelector('.tree .here rect').getBoundingClientRect();
            return here.left >= frame.left && here.right <= frame.right
                && here.top >= frame.top && here.bottom <= frame.bottom || JSON.stringify([frame, here])";
        b.see_that("the place in sight", in_sight, vec![]).await;
        let width = async || {
            b.ask("return document.querySelector('.tree').getBoundingClientRect().width", vec![])
                .await
                .as_f64()
                .unwrap()
        };
        let natural = width().await;
        b.click_button("Zoom in").await;
        assert!(width().await > natural * 1.2);
        b.see_that("the place in sight still", in_sight, vec![]).await;
        b.click_button("Zoom out").await;
        assert!((width().await - natural).abs() < 5.0);
        b.click_button("Whole tree").await;
        let script =
            "const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.querySelector('.scroller');
            return scrollWidth <= clientWidth + 1 && scrollHeight <= clientHeight + 40
                || [scrollWidth, clientWidth, scrollHeight, clientHeight].join(' ')";
        b.see_that("all of it in its frame", script, vec![]).await;
        let small = width().await;
        let wheel = "document.querySelector('.tree').dispatchEvent(
            new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true }))";
        b.ask(wheel, vec![]).await;
        assert!(width().await > small, "the wheel with Ctrl zooms");
        b.reload().await;
        b.see_that("the place in sight after a reload", in_sight, vec![]).await;
        let scrolled = "return document.querySelector('.scroller').scrollLeft";
        let before = b.ask(scrolled, vec![]).await.as_f64().unwrap();
        let address = b.address().await;
        b.drag(".tree .here rect", -120, -40).await;
        let after = b.ask(scrolled, vec![]).await.as_f64().unwrap();
        assert!((after - before - 120.0).abs() < 12.0, "dragged from {before} to {after}");
        // The end of it is no click.
        b.see_address(&address).await;
    });
}

#[test]
fn every_tree_prints_on_one_a4_page() {
    browse(DESKTOP, async |b| {
        for tree in trees() {
            let walk = three_ends(tree).remove(1);
            b.open(&format!("/decide/{}/tree/?path={}", tree.id, walk.path())).await;
            b.see(".tree").await;
            let pdf = b.print_pdf().await;
            let file = pdf.keep(&format!("tree {}", tree.id));
            assert_eq!(pdf.pages(), 1, "{}: see {}", tree.id, file.display());
            assert!(pdf.is_a4(), "{}: {:?} points", tree.id, pdf.sizes());
        }
    });
}

#[test]
fn the_largest_tree_is_drawn_within_50_milliseconds() {
    browse(DESKTOP, async |b| {
        b.open("/decide/webmachine/?path=g7").await;
        let mut times = Vec::new();
        // The best counts: what else runs on the machine, other stories above all, only ever adds.
        while times.len() < 7 || (times.len() < 25 && times.iter().all(|time| *time >= 50.0)) {
            let script = "const link = all('a').find(a => words(a) === 'See the whole tree');
                const start = performance.now();
                link.click();
                // The app draws in microtasks; each await lets those that wait go first.
                for (let i = 0; i < 1000 && !document.querySelector('.tree'); i++) await null;
                document.querySelector('.tree').getBoundingClientRect();
                return performance.now() - start";
            times.push(b.ask_later(script, vec![]).await.as_f64().expect("a time"));
            b.back().await;
            b.see("a.answer").await;
        }
        times.sort_by(f64::total_cmp);
        eprintln!("the largest tree, from the click to its layout, in ms: {times:.1?}");
        assert!(times[0] < 50.0, "{times:.1?} ms");
    });
}
