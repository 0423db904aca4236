//! Adds up what the test programs print: passed, failed, skipped.
//!
//! A check that cannot run here prints a line that starts with `SKIPPED:`. Its test then counts as skipped, not as
//! passed. Knows the text format of Rust's test programs and nothing else. Start at [`Tally`].

use std::fmt;

#[derive(Debug, Default)]
pub struct Tally {
    n_passed: u64,
    n_failed: u64,
    n_skipped: u64,
    /// Tests that ended well only because they skipped something. The programs count them as passed.
    n_passed_by_skipping: u64,
    place: Place,
}

/// Where the reading stands in the output of a test program.
#[derive(Debug, Default, PartialEq, Eq)]
enum Place {
    /// The list of tests, or whatever a program prints on its own.
    #[default]
    Outside,
    /// The printed output of one test that ended well.
    Success { has_skipped: bool },
    /// The printed output of tests that failed: they count as failed, whatever they skipped.
    Failures,
}

impl Tally {
    /// Takes one line of output.
    pub fn read_line(&mut self, line: &str) {
        let line = line.trim_end();
        if let Some(sum) = line.strip_prefix("test result: ") {
            self.place = Place::Outside;
            self.n_passed += number_before(sum, " passed");
            self.n_failed += number_before(sum, " failed");
            self.n_skipped += number_before(sum, " ignored");
        } else if line == "failures:" {
            self.place = Place::Failures;
        } else if line.starts_with("---- ") && line.ends_with(" stdout ----") && self.place != Place::Failures {
            self.place = Place::Success { has_skipped: false };
        } else if line.starts_with("SKIPPED:") {
            self.skip();
        }
    }

    /// Takes the exit of the whole run: a build that failed or a test program that died prints no sum of its own.
    pub fn finish(&mut self, is_success: bool) {
        let is_silent = self.n_passed == 0 && self.n_failed == 0 && self.n_skipped == 0;
        if (!is_success && self.n_failed == 0) || is_silent {
            self.n_failed += 1;
        }
    }

    pub fn has_failed(&self) -> bool {
        self.n_failed > 0
    }

    fn skip(&mut self) {
        match &mut self.place {
            Place::Failures => return,
            Place::Outside => {}
            Place::Success { has_skipped: true } => {}
            Place::Success { has_skipped } => {
                *has_skipped = true;
                self.n_passed_by_skipping += 1;
            }
        }
        self.n_skipped += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_passed = self.n_passed.saturating_sub(self.n_passed_by_skipping);
        write!(f, "{n_passed} passed, {} failed, {} skipped", self.n_failed, self.n_skipped)
    }
}

fn number_before(sum: &str, word: &str) -> u64 {
    let Some(end) = sum.find(word) else { return 0 };
    let start = sum[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |before| before + 1);
    sum[start..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, is_success: bool, expected: &str) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read_line(line));
        tally.finish(is_success);
        assert_eq!(tally.to_string(), expected);
    }

    #[test]
    fn sums_of_several_programs_add_up() {
        let output = "test a ... ok\n\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        check(output, false, "15 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn a_test_that_skips_twice_is_two_skips_and_not_passed() {
        let output = "successes:\n\n---- wasm stdout ----\nSKIPPED: no target\nSKIPPED: no tool\n\n\n---- other stdout ----\nfine\n\n\
                      successes:\n    wasm\n    other\n\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n";
        check(output, true, "1 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn what_a_failed_test_skipped_counts_as_failed_only() {
        let output = "failures:\n\n---- wasm stdout ----\nSKIPPED: no target\npanicked\n\nfailures:\n    wasm\n\n\
                      test result: FAILED. 0 passed; 1 failed; 0 ignored\n";
        check(output, false, "0 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_build_that_fails_is_a_failure() {
        check("", false, "0 passed, 1 failed, 0 skipped");
        check("test result: ok. 4 passed; 0 failed; 0 ignored\n", false, "4 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_run_without_any_test_is_a_failure() {
        check("nothing\n", true, "0 passed, 1 failed, 0 skipped");
    }
}
