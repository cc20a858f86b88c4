//! Help in Japanese: the parser's own headings and remarks are in English.

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::args::Arguments;

/// What stands above and between the parts of every help.
const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}";

/// The parser, speaking Japanese.
pub(crate) fn command() -> Command {
    let command = in_japanese(Arguments::command().disable_help_flag(true).disable_version_flag(true));
    let flag = |name: &'static str, short, action, help| {
        Arg::new(name).long(name).short(short).action(action).help(help).help_heading("共通の指定")
    };
    command.arg(flag("help", 'h', ArgAction::Help, "使い方を見る").global(true)).arg(flag(
        "version",
        'V',
        ArgAction::Version,
        "議事帖の版を見る",
    ))
}

fn in_japanese(command: Command) -> Command {
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .disable_help_subcommand(true)
        .mut_args(argument)
        .mut_subcommands(in_japanese)
}

/// An argument with its possible and usual values among its own words.
fn argument(argument: Arg) -> Arg {
    let names = |values: Vec<&str>| values.join(", ");
    let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if argument.get_action().takes_values() {
        let possible = argument.get_possible_values();
        let usual: Vec<&str> = argument.get_default_values().iter().filter_map(|value| value.to_str()).collect();
        let possible = names(possible.iter().map(clap::builder::PossibleValue::get_name).collect());
        let remarks = [("次のどれか: ", possible), ("省くと ", names(usual))];
        let remarks: Vec<String> = remarks
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(what, text)| what.to_owned() + &text)
            .collect();
        if !remarks.is_empty() {
            help = format!("{help}（{}）", remarks.join("。"));
        }
    }
    let mut argument = argument.help(help);
    if argument.get_action().takes_values() {
        argument = argument.hide_possible_values(true).hide_default_value(true);
    }
    if argument.get_help_heading().is_some() {
        return argument;
    }
    let heading = if argument.is_positional() { "引数" } else { "指定" };
    argument.help_heading(heading)
}

/// A help as it is shown: one word of the parser cannot be had otherwise.
pub(crate) fn shown(rendered: &str) -> String {
    rendered.replace("[OPTIONS]", "[指定]")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The help of a command and of all below it.
    fn helps(command: &mut Command, helps: &mut Vec<String>) {
        helps.push(shown(&command.render_long_help().to_string()));
        for below in command.get_subcommands_mut().filter(|below| !below.is_hide_set()) {
            super::tests::helps(below, helps);
        }
    }

    #[test]
    fn no_help_speaks_english() {
        let mut command = command();
        command.build();
        let mut all = Vec::new();
        helps(&mut command, &mut all);
        assert!(all.len() > 30, "{}", all.len());
        for help in all {
            for english in [
                "Usage",
                "Arguments",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Print",
                "possible values",
                "default:",
            ] {
                assert!(!help.contains(english), "{english}:\n{help}");
            }
        }
    }
}
