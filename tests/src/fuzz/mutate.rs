//! Inputs: documents of the corpus, cut, joined, repeated, re-encoded and sprinkled with the marks
//! that mean something to a grammar.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

/// Inputs grow no larger than this.
const LARGEST: usize = 64 * 1024;

/// What means something to one of the grammars, and what machines stumble over.
const MARKS: &[&str] = &[
    "●",
    "☆",
    "○",
    "◎",
    "◆",
    "□",
    "議題１",
    "議題の1、2ともに",
    "議題99",
    "１ 開催日時：",
    "３ 議事概要：以下のとおり（●説明、☆意見）",
    "（",
    "）",
    "((((",
    "【",
    "】",
    "＜",
    "＞",
    "〈",
    "「",
    "」",
    "・",
    "- 1 -",
    "令和４年２月２９日",
    "令和元年",
    "平成99年13月32日",
    "R4-1",
    "10時70分",
    "承認いただいた",
    "了承された",
    "\r",
    "\n",
    "\n\n\n",
    "\u{c}",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{e0100}",
    "\u{3099}",
    "ﾃﾞ",
    "𠮷",
    "髙",
    "\u{202e}",
    "\t",
    "\u{3000}",
    ",",
    "\"",
    "\"\"",
    "=1+1",
    "変革１",
    "①",
    "（6月～1月）",
    " OR ",
    "｜",
    "-",
    "NOT ",
    "発言者:",
    "年度:R4..",
    "種別:決定",
    "日付:R4.4.14",
    "*",
    "# ",
    "1. ",
    "> ",
    "```",
    "<b>",
    "\\",
];

/// Makes inputs, the same ones for the same seed.
pub struct Mutator {
    corpus: Vec<Vec<u8>>,
    random: Random,
}

impl Mutator {
    /// From documents and a seed.
    pub fn new(corpus: Vec<Vec<u8>>, seed: u64) -> Self {
        assert!(!corpus.is_empty(), "there must be something to start from");
        Self { corpus, random: Random::new(seed) }
    }

    /// The next input.
    pub fn input(&mut self) -> Vec<u8> {
        let mut input = self.document();
        for _ in 0..=self.random.below(6) {
            input = self.mutated(input);
            input.truncate(LARGEST);
        }
        input
    }

    /// A document, or a few of its lines: small inputs are quick and go deep too.
    fn document(&mut self) -> Vec<u8> {
        let document = &self.corpus[self.random.below(self.corpus.len())];
        let lines: Vec<&[u8]> = document.split_inclusive(|&byte| byte == b'\n').collect();
        let from = self.random.below(lines.len());
        let count = [1, 3, 20, lines.len()][self.random.below(4)];
        lines[from..].iter().take(count).copied().flatten().copied().collect()
    }

    fn mutated(&mut self, mut input: Vec<u8>) -> Vec<u8> {
        let place = self.place(&input);
        match self.random.below(10) {
            0 => input.truncate(place),
            1 => drop(input.drain(..place)),
            2 => self.insert(&mut input, place),
            3 => self.repeat(&mut input, place),
            4 => self.delete(&mut input, place),
            5 => self.flip(&mut input),
            6 => input.splice(place..place, self.document()).for_each(drop),
            7 => self.shuffle(&mut input),
            8 => return self.encoded(&input),
            _ => (0..4).for_each(|_| {
                let place = self.place(&input);
                self.insert(&mut input, place);
            }),
        }
        input
    }

    /// A place between characters, mostly.
    fn place(&mut self, input: &[u8]) -> usize {
        let mut place = self.random.below(input.len() + 1);
        while self.random.below(20) > 0 && input.get(place).is_some_and(|byte| byte & 0xc0 == 0x80) {
            place += 1;
        }
        place
    }

    fn insert(&mut self, input: &mut Vec<u8>, place: usize) {
        let mark = MARKS[self.random.below(MARKS.len())];
        input.splice(place..place, mark.bytes()).for_each(drop);
    }

    /// A mark or a piece of the input, many times over: nesting, long lines, long lists.
    fn repeat(&mut self, input: &mut Vec<u8>, place: usize) {
        let piece = match self.random.below(2) {
            0 => MARKS[self.random.below(MARKS.len())].as_bytes().to_vec(),
            _ => input[place..(place + 30).min(input.len())].to_vec(),
        };
        let times = [3, 100, 2_000][self.random.below(3)];
        input.splice(place..place, piece.repeat(times)).for_each(drop);
    }

    fn delete(&mut self, input: &mut Vec<u8>, place: usize) {
        let end = (place + self.random.below(200)).min(input.len());
        input.drain(place..end);
    }

    fn flip(&mut self, input: &mut [u8]) {
        for _ in 0..=self.random.below(8) {
            let place = self.random.below(input.len().max(1));
            if let Some(byte) = input.get_mut(place) {
                *byte ^= 1 << self.random.below(8);
            }
        }
    }

    /// Lines in another order.
    fn shuffle(&mut self, input: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> = input.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
        for index in (1..lines.len()).rev() {
            lines.swap(index, self.random.below(index + 1));
        }
        *input = lines.concat();
    }

    fn encoded(&mut self, input: &[u8]) -> Vec<u8> {
        let text = String::from_utf8_lossy(input);
        match self.random.below(5) {
            0 => SHIFT_JIS.encode(&text).0.into_owned(),
            1 => EUC_JP.encode(&text).0.into_owned(),
            2 => ISO_2022_JP.encode(&text).0.into_owned(),
            3 => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
            _ => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// SplitMix64: enough to choose with, and the same everywhere.
pub struct Random(u64);

impl Random {
    /// The same seed gives the same choices.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs_and_another_one_others() {
        let inputs = |seed| {
            let mut mutator = Mutator::new(vec!["議題１ 予算について\n●知事\n紙をなくす。\n".into()], seed);
            (0..50).map(|_| mutator.input()).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        assert!(inputs(3).iter().all(|input| input.len() <= LARGEST));
    }
}
