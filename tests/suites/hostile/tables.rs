//! Tables of cells: too wide, too long, never closed.

use crate::{bounded, check, refused};

#[test]
fn tables_without_measure_are_refused_or_read_within_limits() {
    let head = "番号,具体的取組,担当課\n";
    check(vec![
        refused("広い.csv", ",".repeat(1_000_000)),
        bounded("広い見出し.csv", format!("番号,具体的取組{}\n1,窓口\n", ",年".repeat(40_000))),
        refused("閉じない.csv", format!("{head}1,\"{}", "あ\n".repeat(3_000_000))),
        bounded("長い欄.csv", format!("{head}1,{},課\n", "あ".repeat(400_000))),
        refused("引用符.csv", "\"".repeat(4_000_001)),
        bounded("長い.csv", format!("{head}{}", "1,窓口の電子化,課\n".repeat(8_000))),
        refused("区切りだけ.tsv", "\t\n".repeat(1_000_000)),
        refused("零.csv", vec![0; 1_000_000]),
    ]);
}
