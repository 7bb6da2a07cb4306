//! Makes the pictures of web/pictures anew. No test: run it by hand when the look has changed,
//! `cargo test --package statuscope-e2e pictures -- --ignored`, and look at what it wrote.

use serde_json::Value;
use statuscope_e2e::{Browser, DESKTOP, PHONE, browse, workspace};

/// A drawing, the picture made of it, its size.
const DRAWINGS: [(&str, &str, u32, u32); 5] = [
    ("icon", "icon-192", 192, 192),
    ("icon", "icon-512", 512, 512),
    ("maskable", "maskable-512", 512, 512),
    ("maskable", "apple-touch-icon", 180, 180),
    ("card", "card", 1200, 630),
];

/// Draws the SVG to a canvas, which keeps what is transparent so.
const DRAW: &str = "const [svg, width, height] = arguments;
    const image = new Image(width, height);
    image.src = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('<svg', `<svg width=\"${width}\" height=\"${height}\"`));
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d').drawImage(image, 0, 0, width, height);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array(await blob.arrayBuffer())]";

async fn draw(b: &Browser) {
    let folder = workspace().join("web/pictures");
    for (source, name, width, height) in DRAWINGS {
        let svg = std::fs::read_to_string(folder.join(format!("{source}.svg"))).unwrap();
        let bytes = b.ask_later(DRAW, vec![svg.into(), width.into(), height.into()]).await;
        let bytes: Vec<u8> = bytes.as_array().unwrap_or_else(|| panic!("{name}: {bytes}")).iter().map(byte).collect();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

fn byte(value: &Value) -> u8 {
    value.as_u64().unwrap().try_into().unwrap()
}

#[test]
#[ignore = "writes files of the source"]
fn pictures_for_manifest_and_link_previews() {
    let folder = workspace().join("web/pictures");
    browse(DESKTOP, async |b| {
        b.open("/?q=too+many").await;
        draw(b).await;
        std::fs::copy(b.screenshot("wide").await, folder.join("wide.png")).unwrap();
    });
    browse(PHONE, async |b| {
        b.open("/429/").await;
        std::fs::copy(b.screenshot("narrow").await, folder.join("narrow.png")).unwrap();
    });
}
