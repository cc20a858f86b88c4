//! 字体: characters that stand for one another, read from `data/variants.txt`.
//!
//! The table says for each group where it comes from. What decides whether a pair is in it: a
//! reader who types one means the other, and no Japanese word is told from another by them.
//! So 斎 / 齋 fold together and 斎 / 斉 do not; a simplified Chinese form folds only where no
//! Japanese character set has it (后, 里, 机 are Japanese words of their own).
//!
//! Invariants: a standard form is never itself a variant, so folding twice changes nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/variants.txt");

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

struct Variants {
    /// The unified ideographs of the basic plane, by code point; 0 where a character is its own standard.
    common: Vec<u16>,
    rare: HashMap<char, char>,
}

static VARIANTS: LazyLock<Variants> = LazyLock::new(|| {
    let mut variants = Variants { common: vec![0; (LAST - FIRST + 1) as usize], rare: HashMap::new() };
    for (variant, standard) in pairs() {
        let slot = index(variant).and_then(|i| variants.common.get_mut(i));
        match (slot, u16::try_from(u32::from(standard))) {
            (Some(slot), Ok(standard)) => *slot = standard,
            _ => {
                variants.rare.insert(variant, standard);
            }
        }
    }
    variants
});

/// Every (variant, standard) pair of the table.
fn pairs() -> impl Iterator<Item = (char, char)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).flat_map(
        |(standard, variants)| {
            let standard = standard.chars().next();
            variants.chars().filter_map(move |variant| Some((variant, standard?)))
        },
    )
}

fn index(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// The standard form of `c`; `c` itself where it has none.
pub(crate) fn standard(c: char) -> char {
    if let Some(&found) = index(c).and_then(|i| VARIANTS.common.get(i))
        && found != 0
    {
        return char::from_u32(u32::from(found)).unwrap_or(c);
    }
    if VARIANTS.rare.is_empty() { c } else { VARIANTS.rare.get(&c).copied().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_flat_and_each_variant_has_one_standard() {
        let mut seen = HashMap::new();
        for (variant, standard_form) in pairs() {
            assert_eq!(seen.insert(variant, standard_form), None, "{variant} twice");
            assert_eq!(standard(standard_form), standard_form, "{variant} → {standard_form}");
            assert_eq!(standard(variant), standard_form);
        }
        assert!(seen.len() > 2_000);
    }

    #[test]
    fn words_of_their_own_stay_apart() {
        for c in ['后', '里', '机', '斉', '芸', '己', '已'] {
            assert_eq!(standard(c), c);
        }
    }
}
