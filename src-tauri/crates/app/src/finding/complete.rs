//! Completing what is being typed into the box.

use gijicho_model::Outcome;
use gijicho_search::Kind;
use gijicho_search::query::{self, Filter, HELP, Property, Query};

use super::advice::utf16;
use crate::App;
use crate::api::Nothing;
use crate::api::search::{CompleteRequest, Completion, CompletionKind, Completions, OperatorHelp, SearchHelp};
use crate::error::AppError;

/// Completions where no number is asked for.
const DEFAULT_LIMIT: u32 = 10;
/// The most completions.
const MAX_LIMIT: u32 = 100;

/// The word at the caret, and what stands around it.
struct Typing<'a> {
    before: &'a str,
    word: &'a str,
    after: &'a str,
}

impl App {
    /// How what is being typed may go on.
    pub fn search_complete(&self, request: CompleteRequest) -> Result<Completions, AppError> {
        let limit = if request.limit == 0 { DEFAULT_LIMIT } else { request.limit.min(MAX_LIMIT) } as usize;
        let typing = Typing::at(&request.query, request.caret);
        let mut completions = Vec::new();
        match query::field_at(typing.word) {
            Some((property, at)) => {
                let (field, value) = typing.word.split_at(at);
                let value = value.trim_start_matches(['"', '「', '“', '『', '＂']);
                self.values(property, field, value, limit, &typing, &mut completions)?;
            }
            None if typing.word.is_empty() => {}
            None => self.words(limit, &typing, &mut completions)?,
        }
        completions.truncate(limit);
        Ok(Completions { completions })
    }

    /// What can be typed.
    pub fn search_help(&self, _: Nothing) -> Result<SearchHelp, AppError> {
        let operators = HELP.iter().map(|help| OperatorHelp {
            example: help.example.to_owned(),
            meaning: help.meaning.to_owned(),
            insert: help.insert.to_owned(),
            values: help.filter.map(few_values).unwrap_or_default(),
        });
        Ok(SearchHelp { operators: operators.collect() })
    }

    /// Values of a property.
    fn values(
        &self,
        property: Property,
        field: &str,
        value: &str,
        limit: usize,
        typing: &Typing<'_>,
        out: &mut Vec<Completion>,
    ) -> Result<(), AppError> {
        let kinds: &[CompletionKind] = match property {
            Property::Speaker => &[CompletionKind::Speaker, CompletionKind::Post],
            Property::Agenda => &[CompletionKind::Agenda],
            Property::Body => &[CompletionKind::Body],
            _ => &[],
        };
        for name in self.finder.names()?.completing(value, kinds, limit) {
            out.push(typing.with(name.kind, &name.text, &name.detail, &filter(name.kind, &name.text).to_string()));
        }
        let fits = few_values(property).into_iter().filter(|known| known.starts_with(value));
        out.extend(fits.map(|known| typing.with(CompletionKind::Value, &known, "", &format!("{field}{known}"))));
        Ok(())
    }

    /// Recent searches, names, and operators.
    fn words(&self, limit: usize, typing: &Typing<'_>, out: &mut Vec<Completion>) -> Result<(), AppError> {
        let whole = format!("{}{}", typing.before, typing.word);
        let recent = self.finder.recent.all();
        out.extend(
            recent.into_iter().filter(|past| past.starts_with(whole.trim_start()) && *past != whole).take(3).map(
                |past| Completion {
                    kind: CompletionKind::Recent,
                    detail: String::new(),
                    caret: utf16(&past, past.len()),
                    label: past.clone(),
                    query: past,
                },
            ),
        );
        let operators = HELP.iter().filter(|help| help.filter.is_some() && help.insert.starts_with(typing.word));
        out.extend(operators.map(|help| {
            let mut completion = typing.with(CompletionKind::Operator, help.insert, help.meaning, help.insert);
            // The value is typed next.
            completion.query = format!("{}{}{}", typing.before, help.insert, typing.after);
            completion.caret = utf16(&completion.query, typing.before.len() + help.insert.len());
            completion
        }));
        let kinds = [
            CompletionKind::Speaker,
            CompletionKind::Post,
            CompletionKind::Body,
            CompletionKind::Agenda,
            CompletionKind::Initiative,
        ];
        for name in self.finder.names()?.completing(typing.word, &kinds, limit) {
            let insert = match name.kind {
                CompletionKind::Initiative => Query::Phrase(name.text.clone()).to_string(),
                kind => filter(kind, &name.text).to_string(),
            };
            out.push(typing.with(name.kind, &name.text, &name.detail, &insert));
        }
        Ok(())
    }
}

/// The filter that a name stands for.
fn filter(kind: CompletionKind, text: &str) -> Filter {
    match kind {
        CompletionKind::Agenda => Filter::Agenda(text.to_owned()),
        CompletionKind::Body => Filter::Body(text.to_owned()),
        _ => Filter::SpeakerIs(text.to_owned()),
    }
}

/// The values of a property that has only a few.
fn few_values(property: Property) -> Vec<String> {
    match property {
        Property::Outcome => Outcome::ALL.iter().map(|outcome| outcome.japanese().to_owned()).collect(),
        Property::Kind => Kind::ALL.iter().map(|kind| kind.japanese().to_owned()).collect(),
        Property::Mark => ["☆", "●"].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

impl<'a> Typing<'a> {
    /// The word that ends at the caret, given in UTF-16 code units.
    fn at(query: &'a str, caret: u32) -> Self {
        let mut units = 0;
        let mut end = query.len();
        for (at, c) in query.char_indices() {
            if units >= caret as usize {
                end = at;
                break;
            }
            units += c.len_utf16();
        }
        let (typed, after) = query.split_at(end);
        let begins = |c: char| c.is_whitespace() || matches!(c, '(' | '（' | '|' | '｜');
        let start = typed.char_indices().rev().find(|(_, c)| begins(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let (before, word) = typed.split_at(start);
        // What is not wanted is completed as what is.
        let sign = word.chars().next().filter(|c| matches!(c, '-' | '－')).map_or(0, char::len_utf8);
        let (before, word) = (typed.split_at(before.len() + sign).0, word.split_at(sign).1);
        Self { before, word, after }
    }

    /// The query with `insert` in place of the word.
    fn with(&self, kind: CompletionKind, label: &str, detail: &str, insert: &str) -> Completion {
        let begun = format!("{}{insert} ", self.before);
        let query = format!("{begun}{}", self.after.trim_start());
        Completion {
            kind,
            label: label.to_owned(),
            detail: detail.to_owned(),
            caret: utf16(&query, begun.len()),
            query,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_the_caret_is_completed_and_what_stands_around_it_is_kept() {
        let check = |query: &str, caret: u32, expected: (&str, &str, &str)| {
            let Typing { before, word, after } = Typing::at(query, caret);
            assert_eq!((before, word, after), expected, "{query} at {caret}");
        };
        check("紙 知事", 4, ("紙 ", "知事", ""));
        check("紙 知事 電子", 3, ("紙 ", "知", "事 電子"));
        check("𠮷村", 2, ("", "𠮷", "村"));
        check("紙 -総務", 5, ("紙 -", "総務", ""));
        check("(紙", 2, ("(", "紙", ""));
        check("", 9, ("", "", ""));
        let completed = Typing::at("紙 早 電子", 3).with(CompletionKind::Speaker, "", "", "発言者:\"早瀬知事\"");
        assert_eq!(completed.query, "紙 発言者:\"早瀬知事\" 電子");
        assert_eq!(completed.caret, u32::try_from("紙 発言者:\"早瀬知事\" ".chars().count()).unwrap());
    }
}
