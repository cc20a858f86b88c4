//! What goes with a part of a plan that is taken out.

use gijicho_store::InitiativeLosses;

/// What would go with a node of a plan, and how to go on.
pub(super) fn would_lose_parts(lost: &InitiativeLosses) -> String {
    let counts = [
        ("下にある取組", lost.nodes),
        ("年次計画", lost.activities),
        ("工程", lost.schedule),
        ("進捗", lost.reports),
        ("指標", lost.indicators),
        ("ほかの取組との関係", lost.relations),
    ];
    let mut parts: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count} 件")).collect();
    if !lost.decisions.is_empty() {
        let numbers: Vec<&str> = lost.decisions.iter().map(|decision| decision.label.as_str()).take(5).collect();
        let rest = if lost.decisions.len() > numbers.len() { " ほか" } else { "" };
        parts.push(format!("決定 {} 件（{}{rest}）との結び付き", lost.decisions.len(), numbers.join("、")));
    }
    format!("{}がともに消えます。消してよいか確かめてください。", parts.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_go_is_counted() {
        let lost = InitiativeLosses { nodes: 2, reports: 1, ..InitiativeLosses::default() };
        assert_eq!(
            would_lose_parts(&lost),
            "下にある取組 2 件、進捗 1 件がともに消えます。消してよいか確かめてください。"
        );
    }
}
