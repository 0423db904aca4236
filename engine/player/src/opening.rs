//! Opening attempts: a new one with its header on disk, or one that was left, from what is on disk.
//!
//! Start at [`begin`] and [`resume`].

use crate::attempt::{Attempt, Saved, Standing};
use crate::clock::utc_now;
use crate::journal::Journal;
use curriculum::{Mode, Module};
use ids::{AttemptId, StepId};
use record::{Assurance, Header, ModuleNow, Named, Presentation, Progress, StepGuidance, Utc};
use session::{Input, Misfit, Outcome, Session, Terms, knows_rules};
use std::path::Path;
use std::sync::Arc;
use store::{Person, Store, StoreError};

/// Everything an attempt's header needs to know.
#[derive(Debug, Clone)]
pub struct Opening {
    pub module: Arc<Module>,
    pub package_sha256: String,
    pub mode: Mode,
    pub person: Person,
    pub presentation: Presentation,
}

/// How sure we are who sits an exam.
#[derive(Debug, Clone)]
pub struct Proven {
    pub assurance: Assurance,
    pub witness: Option<Named>,
    /// An exam without the practice before it.
    pub test_out: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("no random numbers can be had from this system: {0}")]
    Seed(getrandom::Error),
    #[error("the clock of this system gives no time: {0}")]
    Clock(String),
    #[error("the journal cannot be started: {0}")]
    Journal(std::io::Error),
    #[error("the attempt cannot be continued: its saved state cannot be read ({0}). Its record is kept; start the module again")]
    Snapshot(serde_json::Error),
    #[error("the attempt cannot be continued: {0}. Its record is kept; start the module again")]
    Misfit(String),
    #[error("the attempt cannot be continued: its saved state is missing. Its record is kept; start the module again")]
    Empty,
}

/// The mode's word in the record.
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Watch => "watch",
        Mode::Guided => "guided",
        Mode::Practice => "practice",
        Mode::Exam => "exam",
    }
}

/// The mode of a word of the record.
pub fn mode_of(word: &str) -> Option<Mode> {
    [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam].into_iter().find(|mode| mode_word(*mode) == word)
}

/// Opens an attempt: its header is on disk when this returns. Each step helps as much as the person's own record says.
pub fn begin(database: &Path, opening: &Opening, wake: impl Fn() + Send + 'static) -> Result<Attempt, OpeningError> {
    let seed = getrandom::u64().map_err(OpeningError::Seed)?;
    let store = Store::open(database)?;
    let terms = Terms { guidance: faded(&store, opening)?, ..Terms::new(opening.mode, seed) };
    let (session, first) = Session::start_on(Arc::clone(&opening.module), &terms);
    let header = header(&store, opening, &terms)?;
    begin_under(store, &header, session, first, wake)
}

/// The same with all the help there is, and with a session that was started with this seed, and what it brought about so far.
pub fn begin_with(
    database: &Path,
    opening: &Opening,
    seed: u64,
    session: Session,
    first: Outcome,
    wake: impl Fn() + Send + 'static,
) -> Result<Attempt, OpeningError> {
    let store = Store::open(database)?;
    let header = header(&store, opening, &Terms::new(opening.mode, seed))?;
    begin_under(store, &header, session, first, wake)
}

/// Opens an exam of somebody who has proved who they are.
pub(crate) fn begin_exam(
    database: &Path,
    opening: &Opening,
    proven: Proven,
    wake: impl Fn() + Send + 'static,
) -> Result<Attempt, OpeningError> {
    let seed = getrandom::u64().map_err(OpeningError::Seed)?;
    let terms = Terms::new(opening.mode, seed);
    let (session, first) = Session::start_on(Arc::clone(&opening.module), &terms);
    let store = Store::open(database)?;
    let Proven { assurance, witness, test_out } = proven;
    let header = Header { assurance, witness, test_out, ..header(&store, opening, &terms)? };
    begin_under(store, &header, session, first, wake)
}

/// How much each step helps this person next time. Whoever demonstrates has no record.
fn faded(store: &Store, opening: &Opening) -> Result<Vec<StepGuidance>, OpeningError> {
    let (module, person) = (&opening.module, &opening.person);
    let attempts = if person.demonstration { Vec::new() } else { store.attempts(person.id)?.0 };
    let now_utc = Utc::new(&utc_now()).map_err(|why| OpeningError::Clock(why.to_string()))?;
    let (logic_sha256, steps) = (authoring::logic_sha256(module), authoring::step_meanings(module));
    let now = ModuleNow { module: &module.id, logic_sha256: &logic_sha256, steps: &steps };
    Ok(record::guidance(now, &attempts, &now_utc))
}

fn begin_under(
    mut store: Store,
    header: &Header,
    session: Session,
    first: Outcome,
    wake: impl Fn() + Send + 'static,
) -> Result<Attempt, OpeningError> {
    let id = store.open_attempt(header, &utc_now())?;
    let journal = Journal::start(store, wake).map_err(OpeningError::Journal)?;
    Ok(Attempt::new(id, session, first, journal, &[], utc_now))
}

/// What the first fact of an attempt says.
pub(crate) fn header(store: &Store, opening: &Opening, terms: &Terms) -> Result<Header, OpeningError> {
    let module = &opening.module;
    let begins = |(idx, (step, meaning)): (usize, (StepId, String))| StepGuidance { help: terms.help(idx, &step), step, meaning };
    Ok(Header {
        person: opening.person.id,
        person_sealed: store.seal_identity(&opening.person)?,
        demonstration: opening.person.demonstration,
        module: module.id.clone(),
        module_version: module.version.clone(),
        n_steps: u32::try_from(module.steps.len()).unwrap_or(u32::MAX),
        package_sha256: opening.package_sha256.clone(),
        logic_sha256: authoring::logic_sha256(module),
        session_rules: terms.rules,
        seed: format!("{:016x}", terms.seed),
        mode: mode_word(terms.mode).to_owned(),
        language: module.language.clone(),
        presentation: opening.presentation,
        device: store.device(),
        assurance: Assurance::SelfDeclared,
        guidance: authoring::step_meanings(module).into_iter().enumerate().map(begins).collect(),
        witness: None,
        test_out: false,
    })
}

/// Takes an attempt up again where it was left: the same step, every object in the same state.
pub fn resume(
    database: &Path,
    id: AttemptId,
    module: &Arc<Module>,
    package_sha256: &str,
    wake: impl Fn() + Send + 'static,
) -> Result<(Attempt, Standing), OpeningError> {
    let mut store = Store::open(database)?;
    let from = store.resume(id)?;
    if from.progress.header.package_sha256 != package_sha256 {
        return Err(OpeningError::Misfit("the module was changed since".to_owned()));
    }
    let Some(snapshot) = from.snapshot else { return resume_at_the_start(store, &from.progress, module, wake) };
    let saved: Saved = serde_json::from_slice(&snapshot.bytes).map_err(OpeningError::Snapshot)?;
    if let Some(misfit) = saved.session.misfit(module) {
        return Err(OpeningError::Misfit(misfit_words(misfit)));
    }
    let session = Session::restore(Arc::clone(module), saved.session);
    let journal = Journal::start(store, wake).map_err(OpeningError::Journal)?;
    let mut attempt = Attempt::new(id, session, Outcome::default(), journal, &from.trace, utc_now);
    attempt.note_standing(saved.standing.clone());
    attempt.apply(Input::Continue);
    Ok((attempt, saved.standing))
}

/// The program ended between an attempt's header and everything after it: the attempt begins now.
fn resume_at_the_start(
    store: Store,
    progress: &Progress,
    module: &Arc<Module>,
    wake: impl Fn() + Send + 'static,
) -> Result<(Attempt, Standing), OpeningError> {
    let terms = terms_of(&progress.header).filter(|_| progress.n_entries == 1).ok_or(OpeningError::Empty)?;
    if !knows_rules(terms.rules) {
        return Err(OpeningError::Misfit(misfit_words(Misfit::SessionRules)));
    }
    let (session, first) = Session::start_on(Arc::clone(module), &terms);
    let journal = Journal::start(store, wake).map_err(OpeningError::Journal)?;
    let mut attempt = Attempt::new(progress.attempt, session, first, journal, &[], utc_now);
    attempt.apply(Input::Continue);
    Ok((attempt, Standing::default()))
}

/// What an attempt began with; none where its mode or its seed is of another program.
pub fn terms_of(header: &Header) -> Option<Terms> {
    Some(Terms {
        rules: header.session_rules,
        mode: mode_of(&header.mode)?,
        seed: u64::from_str_radix(&header.seed, 16).ok()?,
        guidance: header.guidance.clone(),
    })
}

fn misfit_words(misfit: Misfit) -> String {
    let what = match misfit {
        Misfit::Module => "it belongs to another module",
        Misfit::ModuleVersion => "the module was changed since",
        Misfit::SessionRules => "the rules of play were changed since",
    };
    what.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    /// As after a power cut between the header and everything else.
    #[test]
    fn an_attempt_with_nothing_but_its_header_begins_when_it_is_taken_up() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = Library::open(&root.join("modules"), &root.join("content")).unwrap();
        let module = library.module("first-day").unwrap().module.clone().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("record.db");
        let mut store = Store::open(&database).unwrap();
        let opening = Opening {
            module: Arc::clone(&module),
            package_sha256: "0".repeat(64),
            mode: Mode::Practice,
            person: store.demonstration_person(),
            presentation: Presentation::Headless,
        };
        let id = store.open_attempt(&header(&store, &opening, &Terms::new(Mode::Practice, 7)).unwrap(), &utc_now()).unwrap();
        drop(store);

        let (mut attempt, standing) = resume(&database, id, &module, &opening.package_sha256, || {}).unwrap();
        attempt.settle();
        assert_eq!((attempt.session().mode(), standing), (Mode::Practice, Standing::default()));
        assert_eq!(attempt.view().current_idx, Some(0));
        drop(attempt);
        let progress = Store::open_read_only(&database).unwrap().progress(id).unwrap();
        assert!(progress.steps[0].started_ms.is_some() && progress.n_entries > 1, "{progress:?}");
    }
}
