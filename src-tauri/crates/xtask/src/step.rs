//! Steps: each is announced with its reason, timed, and listed at the end.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// The steps of one command, with the time each took.
pub(crate) struct Steps {
    begun: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Starts the clock.
    pub(crate) fn begin() -> Self {
        Self { begun: Instant::now(), done: Vec::new() }
    }

    /// Does `work` under a heading that says what is done and why.
    pub(crate) fn step<T>(&mut self, what: &str, why: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        announce(what, why);
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        println!("   -- {what}: {} in {}", if outcome.is_ok() { "done" } else { "FAILED" }, in_words(took));
        self.done.push((what.to_owned(), took));
        outcome
    }

    /// Lists the time of every step so far, then does the last one. Where that succeeds its own
    /// words are the last: readers of the output look for them there.
    pub(crate) fn last(&self, what: &str, why: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        self.list();
        announce(what, why);
        work()
    }

    /// Lists the time of every step so far.
    pub(crate) fn list(&self) {
        println!("\n== Time so far");
        for (what, took) in &self.done {
            println!("   {:>12}  {what}", in_words(*took));
        }
        println!("   {:>12}  in all", in_words(self.begun.elapsed()));
    }
}

fn announce(what: &str, why: &str) {
    println!("\n== {what}\n   {why}");
}

/// Says in one line that nothing had to be done.
pub(crate) fn already(what: &str) {
    println!("== {what}: nothing to do");
}

/// `4 min 07 s`, `3.2 s`.
fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

/// The command as a person would type it.
pub(crate) fn as_typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).map(|word| quoted(&word)).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || "'\"$&|;<>*?(){}".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// Runs a command with its output shown; anything but success is an error.
pub(crate) fn shown(command: &mut Command, advice: &'static str) -> Result<()> {
    println!("   $ {}", as_typed(command));
    let status = command.status().map_err(|source| not_found(command, source, advice))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed { command: as_typed(command), status: status.to_string() })
    }
}

/// Runs a command and gives back what it wrote to standard output, whatever its exit status was.
pub(crate) fn output(command: &mut Command, advice: &'static str) -> Result<(bool, String)> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| not_found(command, source, advice))?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

fn not_found(command: &Command, source: std::io::Error, advice: &'static str) -> Error {
    Error::NotFound { program: command.get_program().to_string_lossy().into_owned(), source, advice }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_a_person_would_type_it() {
        let mut command = Command::new("gijicho");
        command.args(["search", "紙 知事", "it's", "--json"]);
        assert_eq!(as_typed(&command), r"gijicho search '紙 知事' 'it'\''s' --json");
    }

    #[test]
    fn times_are_short() {
        assert_eq!(in_words(Duration::from_millis(3_210)), "3.2 s");
        assert_eq!(in_words(Duration::from_secs(247)), "4 min 07 s");
    }
}
