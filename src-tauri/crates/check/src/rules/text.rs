//! The words themselves: style, widths, how words are written, characters.

use super::{characters, head};
use crate::sentence::{Ending, ending, sentences};
use crate::{Context, Finding, Place, Rule, Said};

pub(crate) fn text(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Finding> {
    let mut findings = style(said);
    findings.extend(mixed(said, Rule::Digits, "数字", |c| c.is_ascii_digit(), |c| ('０'..='９').contains(&c)));
    let wide = |c: char| ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c);
    findings.extend(mixed(said, Rule::Latin, "英字", |c| c.is_ascii_alphabetic(), wide));
    for one in said {
        let place = Place::Body(one.remark.id);
        findings.extend(head::weekdays(place, &one.text));
        findings.extend(context.words.find(&one.text).into_iter().map(|(at, word)| {
            let reason = format!("「{}」は「{}」と書きます。", word.written, word.right);
            Finding::new(Rule::Word, place, reason).quoting(&one.text, at, &word.written).fixed(&word.right)
        }));
        findings.extend(characters::characters(context, place, &one.text));
        if let Some(speaker) = &one.remark.speaker {
            findings.extend(characters::characters(context, Place::Heading(one.remark.id), &speaker.printed));
        }
    }
    for item in &context.record.agenda {
        findings.extend(characters::characters(context, Place::Item(item.id), &item.title));
    }
    findings
}

/// Where both styles occur, the remarks of the rarer one: once a remark, at its first such sentence.
fn style(said: &[Said<'_>]) -> Vec<Finding> {
    let count = |wanted: Ending| {
        said.iter().flat_map(|one| sentences(&one.text)).filter(|(_, sentence)| ending(sentence) == wanted).count()
    };
    let (polite, plain) = (count(Ending::Polite), count(Ending::Plain));
    if polite == 0 || plain == 0 {
        return Vec::new();
    }
    let (rarer, reason) = if polite <= plain {
        (Ending::Polite, "ほかは常体ですが、ここは敬体です。文体をそろえてください。")
    } else {
        (Ending::Plain, "ほかは敬体ですが、ここは常体です。文体をそろえてください。")
    };
    said.iter()
        .filter_map(|one| {
            let (at, sentence) = sentences(&one.text).find(|(_, sentence)| ending(sentence) == rarer)?;
            Some(Finding::new(Rule::Style, Place::Body(one.remark.id), reason).quoting(&one.text, at, sentence))
        })
        .collect()
}

/// Where both widths occur, the runs of the rarer one, with the other as the fix.
fn mixed(
    said: &[Said<'_>],
    rule: Rule,
    what: &str,
    narrow: impl Fn(char) -> bool,
    wide: impl Fn(char) -> bool,
) -> Vec<Finding> {
    let count = |is: &dyn Fn(char) -> bool| said.iter().map(|one| one.text.chars().filter(|c| is(*c)).count()).sum();
    let (narrows, wides): (usize, usize) = (count(&narrow), count(&wide));
    if narrows == 0 || wides == 0 {
        return Vec::new();
    }
    let narrow_is_rarer = narrows <= wides;
    let is = |c: char| if narrow_is_rarer { narrow(c) } else { wide(c) };
    let reason = if narrow_is_rarer {
        format!("ほかの{what}は全角ですが、ここは半角です。")
    } else {
        format!("ほかの{what}は半角ですが、ここは全角です。")
    };
    let mut findings = Vec::new();
    for one in said {
        for (at, run) in runs(&one.text, is) {
            let finding = Finding::new(rule, Place::Body(one.remark.id), reason.clone());
            findings.push(finding.quoting(&one.text, at, run).fixed(other_width(run)));
        }
    }
    findings
}

/// The longest stretches of characters that are so, with the byte at which each begins.
fn runs(text: &str, is: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (is(c), begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                runs.push((from, &text[from..at]));
                begun = None;
            }
            _ => {}
        }
    }
    runs
}

/// ASCII as full-width forms, and the other way round.
fn other_width(text: &str) -> String {
    let turned = text.chars().map(|c| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    });
    turned.collect()
}
