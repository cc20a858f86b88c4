//! Archives: bombs, lies about sizes and places, names that want to lead out.

use crate::made::{Entry, bomb, raw_zip, zip};
use crate::{Sample, check, refused};

const LIST: &[u8] = "牛乳\n卵 10個\n食パン\n".as_bytes();

#[test]
fn archives_that_grow_are_refused() {
    let grown = bomb("議事概要.txt", b'\n', 300);
    let mut nested = zip(&[("買い物.txt", LIST)]);
    for _ in 0..30 {
        nested = zip(&[("中.zip", nested.as_slice())]);
    }
    let inner = bomb("a.txt", b'a', 60);
    let many: Vec<(String, &[u8])> = (0..20).map(|n| (format!("{n}.zip"), inner.as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    check(vec![
        refused("爆弾.zip", grown),
        refused("入れ子.zip", nested),
        refused("爆弾の束.zip", zip(&many)),
        refused("三百.zip", bomb("a.csv", b',', 100)),
    ]);
}

#[test]
fn archives_that_lie_are_refused() {
    let list = Entry::stored("買い物.txt", LIST);
    let overlapping: Vec<Entry> = std::iter::once(list.clone())
        .chain((0..2000).map(|n| Entry { name: format!("{n}.txt").into_bytes(), at: Some(0), ..list.clone() }))
        .collect();
    let mut wrong_sum = raw_zip(std::slice::from_ref(&list));
    wrong_sum[30 + list.name.len()] ^= 0xFF;
    let mut wrong_place = raw_zip(std::slice::from_ref(&list));
    let end = wrong_place.len();
    wrong_place[end - 6..end - 2].copy_from_slice(&0x7FFF_FFFFu32.to_le_bytes());
    let mut wrong_count = raw_zip(std::slice::from_ref(&list));
    wrong_count[end - 14..end - 10].fill(0xFE);
    let mut endless_comment = raw_zip(std::slice::from_ref(&list));
    endless_comment[end - 2..].fill(0xFF);
    let mut twice = raw_zip(std::slice::from_ref(&list));
    twice.extend(raw_zip(std::slice::from_ref(&list)));
    check(vec![
        refused("重なり.zip", raw_zip(&overlapping)),
        refused("大きさの嘘.zip", raw_zip(&[Entry { size: u32::MAX - 1, ..list.clone() }])),
        refused("詰めた大きさの嘘.zip", raw_zip(&[Entry { packed: u32::MAX - 1, ..list.clone() }])),
        refused("場所の嘘.zip", raw_zip(&[list.clone(), Entry { at: Some(u32::MAX - 1), ..list.clone() }])),
        refused("和の嘘.zip", wrong_sum),
        refused("目録の嘘.zip", wrong_place),
        refused("数の嘘.zip", wrong_count),
        refused("長い注.zip", endless_comment),
        refused("二つ続き.zip", twice),
        refused("鍵.zip", raw_zip(&[Entry { flags: 0x0801, ..list.clone() }])),
        refused("知らない詰め方.zip", raw_zip(&[Entry { method: 14, ..list.clone() }])),
        refused("鍵と知らない詰め方.zip", raw_zip(&[Entry { method: 99, flags: 0x0801, ..list.clone() }])),
    ]);
}

#[test]
fn names_in_archives_lead_nowhere() {
    let named = |name: &[u8]| Entry { name: name.to_vec(), ..Entry::stored("x", LIST) };
    let paths: [&[u8]; 9] = [
        b"../../../../tmp/out.txt",
        b"/tmp/out.txt",
        b"C:\\Windows\\out.txt",
        b"..\\..\\out.txt",
        b"a/../../out.txt",
        b"\0.txt",
        b"two\nlines.txt",
        b"\xFF\xFE\x80.txt",
        b"CON.txt",
    ];
    let entries: Vec<Entry> = paths.iter().map(|path| named(path)).collect();
    let link = Entry { mode: 0o120_777, ..Entry::stored("link.txt", b"/etc/hostname") };
    let long = named(&vec![b'a'; 60_000]);
    let same: Vec<Entry> = (0..50).map(|_| named(b"same.txt")).collect();
    check(vec![
        refused("名前.zip", raw_zip(&entries)),
        refused("つなぎ.zip", raw_zip(&[link])),
        refused("長い名前.zip", raw_zip(&[long])),
        refused("同じ名前.zip", raw_zip(&same)),
    ]);
    assert!(!std::path::Path::new("/tmp/out.txt").exists());
}

#[test]
fn archives_that_are_broken_are_refused() {
    let whole = zip(&[("買い物.txt", LIST), ("b.txt", LIST)]);
    let count: Vec<Entry> = (0..20_000).map(|n| Entry::stored(&format!("{n}.txt"), b"")).collect();
    let mut samples: Vec<Sample> = vec![
        refused("空.zip", b"PK\x05\x06".iter().copied().chain([0; 18]).collect::<Vec<u8>>()),
        refused("多すぎ.zip", raw_zip(&count)),
        refused("印だけ.zip", *b"PK\x03\x04"),
        refused("文字.zip", LIST),
    ];
    for (name, part) in [("切れ四分.zip", 4), ("切れ半.zip", 2)] {
        samples.push(refused(name, whole[..whole.len() / part].to_vec()));
    }
    samples.push(refused("切れ一字.zip", whole[..whole.len() - 1].to_vec()));
    check(samples);
}
