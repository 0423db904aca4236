//! The one binary: play, watch, the author's tools, report, review, sign-off, verify, pair, sync, serve, bench. Reads the command line and
//! prints; the work is elsewhere.

mod arguments;
mod assignable;
mod begin;
mod catalogue;
mod check;
mod compare;
mod inspect;
mod lines;
mod lsp;
mod options;
mod picture;
mod proof;
mod reference;
mod rehearse;
mod review;
mod seen;
mod serve;
mod signing;
mod speed;
mod standing;
mod strings;
mod surroundings;
mod syncing;
mod writing;

use clap::Parser;
use options::{Command, Options};
use std::process::ExitCode;

fn main() -> ExitCode {
    player::memory::keep_little();
    surroundings::name_runtime_folder();
    let options = Options::parse();
    match run(options) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("practicum: {why:#}");
            ExitCode::from(2)
        }
    }
}

fn run(options: Options) -> anyhow::Result<ExitCode> {
    let wanted = options.wanted();
    match options.command.unwrap_or_default() {
        Command::Play(play) => player::window::play(wanted, play.into())?,
        Command::Watch(watch) => player::headless::watch(wanted, &watch.into(), &mut std::io::stdout().lock())?,
        Command::Check { explain: Some(code), .. } => return check::explain(&code),
        Command::Check { folders, format, .. } => return check::check(wanted, &folders, format),
        Command::Inspect { file, format } => return inspect::inspect_file(&file, format),
        Command::New { list: true, .. } => begin::list_templates()?,
        Command::New { template: Some(template), folder: Some(folder), .. } => begin::new_module(&template, &folder)?,
        Command::New { template, .. } => return begin::ask_for_both(template.as_deref()),
        Command::Scenes { scene } => begin::scenes(wanted, scene.as_deref())?,
        Command::Rehearse { module, seeds, random, format } => {
            let asked = rehearse::Asked { seeds, random };
            return rehearse::rehearse_modules(wanted, module.as_deref(), asked, format);
        }
        Command::Diff { old, new, format } => compare::diff(wanted, &old, &new, format)?,
        Command::Graph { module, out } => picture::graph(wanted, &module, out.as_deref())?,
        Command::Strings { module, language, pseudo, write } => {
            strings::strings(wanted, &module, language.as_deref(), pseudo, write)?;
        }
        Command::Lines { module, language, keep, format } => {
            lines::lines(wanted, &module, language.as_deref(), keep, format)?;
        }
        Command::Doc { folder } => reference::doc(&folder)?,
        Command::Schema { out } => reference::schema(out.as_deref())?,
        Command::Catalogue { out } => catalogue::catalogue(wanted, out.as_deref())?,
        Command::JobAid { module, out } => picture::print_job_aid(wanted, &module, out.as_deref())?,
        Command::Lsp => lsp::serve(wanted)?,
        Command::Report { format, person } => proof::report(wanted, format, person.as_deref())?,
        Command::Review { attempt, facts, export } => {
            let how = match (facts, &export) {
                (true, _) => review::How::Facts,
                (false, Some(file)) => review::How::Export(file),
                (false, None) => review::How::Window,
            };
            review::review(wanted, &attempt, how)?;
        }
        Command::View { file, size } => {
            let options = player::window::WindowOptions { size_px: size, ..Default::default() };
            player::viewing::turntable::view(wanted, &file, options)?;
        }
        Command::Render(render) => seen::render(*render)?,
        Command::Serve(serve) => serve::serve(wanted, &serve)?,
        Command::Pair { address, code } => syncing::pair(wanted, &address, &code)?,
        Command::Sync { again, forget } => return syncing::sync(wanted, again, forget),
        Command::SignOff(signing) => return signing::sign_off(wanted, &signing),
        Command::Verify { pack: Some(pack), key: Some(key), held } => return proof::verify_pack(&pack, &key, held.as_deref()),
        Command::Verify { .. } => return proof::verify(wanted),
        Command::Checkpoints => syncing::checkpoints(wanted)?,
        Command::Bench { quick } => {
            player::bench::bench(wanted, quick, &mut std::io::stdout().lock())?;
            if !player::bench::is_child() {
                speed::measure(quick, &mut std::io::stdout().lock())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
