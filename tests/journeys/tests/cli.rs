//! The command line, as an author, an auditor and a newcomer use it.

use anyhow::{Context, Result, ensure};
use journeys::program::{Practicum, bare_command, project_root, ran};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::Command;

const WATCH: [&str; 3] = ["watch", "first-day", "--no-pictures"];

#[test]
fn good_modules_pass_the_check() {
    let out = Practicum::new().unwrap().run(["check"]).unwrap().succeeded().unwrap();
    for module in ["first-day: can be played", "controls: can be played"] {
        assert!(out.contains(module), "{out}");
    }
}

#[test]
fn a_broken_module_is_named_with_file_line_column_and_advice() {
    let practicum = Practicum::new().unwrap();
    let good = fs::read_to_string(project_root().join("modules/controls/module.toml")).unwrap();
    let folder = practicum.scratch().join("broken");
    fs::create_dir(&folder).unwrap();
    let broken = good.replace(r#"{ press = "register" }"#, r#"{ press = "regster" }"#);
    assert_ne!(good, broken);
    fs::write(folder.join("module.toml"), &broken).unwrap();
    let line = 1 + broken.lines().position(|line| line.contains("regster")).unwrap();
    let column = 1 + broken.lines().nth(line - 1).unwrap().find('"').unwrap();

    let checked = practicum.run(["check".as_ref(), folder.as_os_str()]).unwrap();
    assert_eq!(checked.code, Some(1), "{checked:?}");
    let place = format!("{}:{line}:{column}", folder.join("module.toml").display());
    for said in [place.as_str(), "there is no object `regster`", "Did you mean `register`?", "cannot be played yet (1 error"] {
        assert!(checked.out.contains(said), "{said} is missing in\n{}", checked.out);
    }
    // The code in brackets leads to its page of the manual.
    let code = checked.out.split_once('[').and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let page = practicum.run(["check", "--explain", code]).unwrap().succeeded().unwrap();
    assert!(page.starts_with(code) && page.lines().count() > 1, "{page}");
}

#[test]
fn an_unknown_check_is_answered_with_all_there_are() {
    let explained = Practicum::new().unwrap().run(["check", "--explain", "P999"]).unwrap();
    assert_eq!(explained.code, Some(1));
    assert!(explained.err.contains("no check P999") && explained.err.contains("P012"), "{}", explained.err);
}

#[test]
fn who_did_what_is_reported_in_three_formats() {
    let practicum = Practicum::new().unwrap();
    practicum.run(WATCH).unwrap().succeeded().unwrap();
    let report = |format: &str| practicum.run(["report", "--format", format]).unwrap().succeeded().unwrap();

    let json: serde_json::Value = serde_json::from_str(&report("json")).unwrap();
    let row = &json["attempts"][0];
    assert_eq!((row["outcome"].as_str(), row["demonstration"].as_bool()), (Some("passed"), Some(true)), "{json}");
    assert_eq!(row["steps_done"], row["n_steps"]);

    let csv = report("csv");
    let (names, values) = csv.trim_end().split_once('\n').unwrap();
    assert_eq!(names.split(',').count(), values.split(',').count(), "{csv}");
    let value_of = |name: &str| values.split(',').nth(names.split(',').position(|column| column == name).unwrap()).unwrap();
    assert_eq!((value_of("outcome"), value_of("mode"), value_of("n_steps")), ("passed", "watch", "43"));

    let table = report("table");
    assert!(table.contains("first-day") && table.contains("43/43"), "{table}");
    // The demonstration person has no rows under another's name.
    let others = practicum.run(["report", "--format", "json", "--person", "Nobody"]).unwrap().succeeded().unwrap();
    assert!(!others.contains("first-day"), "{others}");
}

#[test]
fn verify_names_the_entry_that_was_tampered_with() {
    let practicum = Practicum::new().unwrap();
    practicum.run(WATCH).unwrap().succeeded().unwrap();
    assert!(practicum.run(["verify"]).unwrap().succeeded().unwrap().contains("every chain holds"));

    let db = Connection::open(practicum.database()).unwrap();
    // Whoever can write the file can drop what protects against our own mistakes.
    db.execute_batch("DROP TRIGGER entries_stay").unwrap();
    let sql =
        "UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"mistakes\":0', '\"mistakes\":1') AS BLOB) WHERE seq = 4";
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    let changed: String = db.query_row("SELECT CAST(bytes AS TEXT) FROM entries WHERE seq = 4", [], |row| row.get(0)).unwrap();
    let attempt: String = db.query_row("SELECT id FROM attempts", [], |row| row.get(0)).unwrap();
    assert!(changed.contains("\"mistakes\":1"), "this entry holds no count to change: {changed}");
    drop(db);

    let verified = practicum.run(["verify"]).unwrap();
    assert_eq!(verified.code, Some(1), "{verified:?}");
    let bad = verified.out.lines().find(|line| line.starts_with("BAD")).unwrap();
    assert!(bad.contains(&attempt) && bad.contains("entry 4"), "{bad}");
    let reported = practicum.run(["report"]).unwrap();
    assert!(!reported.out.contains("22/22") && reported.err.contains("practicum verify"), "{reported:?}");
}

#[test]
fn what_is_missing_is_said_plainly() {
    let practicum = Practicum::new().unwrap();
    let watched = practicum.run(["watch", "no-such-module", "--no-pictures"]).unwrap();
    assert_eq!(watched.code, Some(2));
    assert!(watched.err.contains("no module `no-such-module`") && watched.err.contains("first-day"), "{}", watched.err);

    let home = practicum.scratch().join("home");
    for folder in ["modules", "content"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    let mut without_modules = bare_command().unwrap();
    without_modules.arg("--home").arg(&home).arg("--data").arg(practicum.data()).arg("watch");
    let watched = ran(&mut without_modules).unwrap();
    assert_eq!(watched.code, Some(2));
    assert!(watched.err.contains("there is no module `first-day`"), "{}", watched.err);

    let unrecorded = Practicum::new().unwrap();
    let verified = unrecorded.run(["verify"]).unwrap();
    assert_eq!(verified.code, Some(2));
    assert!(verified.err.contains("play a module first"), "{}", verified.err);
}

#[test]
fn the_content_is_found_by_option_and_by_variable() {
    let practicum = Practicum::new().unwrap();
    let check = |option: Option<&Path>, variable: Option<&Path>| {
        let mut command = bare_command().unwrap();
        option.map(|home| command.arg("--home").arg(home));
        variable.map(|home| command.env("PRACTICUM_HOME", home));
        ran(command.arg("check")).unwrap()
    };
    let (root, nowhere) = (project_root(), practicum.scratch());
    assert_eq!(check(Some(&root), None).code, Some(0));
    assert_eq!(check(None, Some(&root)).code, Some(0));
    assert_eq!(check(Some(&root), Some(nowhere)).code, Some(0), "what is said on the command line counts more");
    let wrong = check(None, Some(nowhere));
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("PRACTICUM_HOME"), "{}", wrong.err);
}

#[cfg(unix)]
#[test]
fn records_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let practicum = Practicum::new().unwrap();
    practicum.run(WATCH).unwrap().succeeded().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&practicum.data()), 0o700);
    for file in fs::read_dir(practicum.data()).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_step_is_printed_only_after_the_disk_has_it() {
    let practicum = Practicum::new().unwrap();
    let Some(trace) = system_calls(&practicum).unwrap() else {
        println!("SKIPPED: strace is missing or may not trace here, so nobody watches the disk");
        return;
    };
    // Of each printed step: a sync must have returned since the one before, and no write to the record may follow that sync.
    let (mut n_steps, mut synced) = (0, false);
    for call in trace.lines().filter_map(|line| Some(line.split_once(' ')?.1.trim_start())) {
        let is_sync = call.contains("fsync") || call.contains("fdatasync");
        if is_sync && call.ends_with("= 0") {
            synced = true;
        } else if call.starts_with("pwrite64(") {
            synced = false;
        } else if call.starts_with("write(1,") && call.contains(" of 43 ") {
            assert!(synced, "printed before the disk had it: {call}");
            n_steps += 1;
        }
    }
    assert!(n_steps > 10, "only {n_steps} printed steps were seen:\n{trace}");
}

/// The writes and syncs of a run, in their order. None: strace is not there, or is not allowed to trace.
fn system_calls(practicum: &Practicum) -> Result<Option<String>> {
    let path = practicum.scratch().join("trace.txt");
    let program = practicum.command(WATCH)?;
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-e", "trace=fsync,fdatasync,pwrite64,write", "-o"])
        .arg(&path)
        .arg(program.get_program())
        .args(program.get_args());
    match strace.output() {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(why).context("strace cannot be started"),
        Ok(output) if String::from_utf8_lossy(&output.stderr).contains("PTRACE") => Ok(None),
        Ok(output) => {
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Ok(Some(fs::read_to_string(&path)?))
        }
    }
}

#[test]
fn findings_are_also_told_to_other_programs() {
    let practicum = Practicum::new().unwrap();
    let folder = practicum.scratch().join("broken");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("module.toml"), b"format = 1\nid = \"Broken\"\n\xff\n").unwrap();
    let check =
        |format: &str| practicum.run(["check".as_ref(), folder.as_os_str(), "--format".as_ref(), format.as_ref()]).unwrap();

    let json = check("json");
    assert_eq!(json.code, Some(1));
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let module = &json["modules"][0];
    assert_eq!((&module["playable"], &module["folder"]), (&false.into(), &"broken".into()));
    let codes: Vec<&str> = module["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"P001") && codes.contains(&"P008"), "{codes:?}");

    let sarif = check("sarif");
    assert_eq!(sarif.code, Some(1));
    let sarif: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), codes.len());

    let nowhere = practicum.run(["check", "no/such/folder"]).unwrap();
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("there is no folder `no/such/folder`"), "{}", nowhere.err);
    let empty = practicum.scratch().join("empty");
    fs::create_dir(&empty).unwrap();
    let empty = practicum.run(["check".as_ref(), empty.as_os_str()]).unwrap();
    assert!(empty.code == Some(1) && empty.out.contains("there is no module.toml"), "{empty:?}");
}

#[test]
fn a_new_author_comes_from_a_template_to_a_module_of_their_own() {
    let practicum = Practicum::new().unwrap();
    let folder = practicum.scratch().join("Open the store");
    let named = folder.display().to_string();
    let made = practicum.run(["new", "tour", &named]).unwrap().succeeded().unwrap();
    assert!(made.contains("with the id `open-the-store`") && made.contains("practicum rehearse"), "{made}");
    let again = practicum.run(["new", "tour", &named]).unwrap();
    assert!(again.code == Some(2) && again.err.contains("was left alone"), "{again:?}");
    let unknown = practicum.run(["new", "lock-out", &named]).unwrap();
    assert!(unknown.code == Some(2) && unknown.err.contains("lockout"), "{unknown:?}");
    assert!(practicum.run(["new", "--list"]).unwrap().succeeded().unwrap().contains("inbox-triage"));
    assert!(practicum.run(["scenes"]).unwrap().succeeded().unwrap().contains("harbour-clinic"));
    let scene = practicum.run(["scenes", "harbour-clinic"]).unwrap().succeeded().unwrap();
    assert!(scene.contains("kind = \"door\"") && scene.contains("AedCabinet_Door") && scene.contains("badge_beep"), "{scene}");

    let rehearsed = practicum.run(["rehearse", &named]).unwrap().succeeded().unwrap();
    assert!(rehearsed.contains("Everything can be reached, finished and caught."), "{rehearsed}");
    let watched = practicum.run(["watch", &named, "--no-pictures"]).unwrap().succeeded().unwrap();
    assert!(watched.contains("5 of 5"), "{watched}");

    // A second version, and everything that is made of a module.
    let newer = practicum.scratch().join("newer");
    fs::create_dir(&newer).unwrap();
    let text = fs::read_to_string(folder.join("module.toml")).unwrap();
    fs::write(newer.join("module.toml"), text.replace("for = \"2 s\"", "for = \"3 s\"").replace("\"1.0.0\"", "\"1.1.0\""))
        .unwrap();
    let told = practicum.run(["diff", &named, &newer.display().to_string()]).unwrap().succeeded().unwrap();
    assert!(
        told.contains("step 3 `alarm`: the goal, the time 2 s is now 3 s") && told.contains("train 2 of 5 steps again"),
        "{told}"
    );
    let out = |name: &str| practicum.scratch().join(name).display().to_string();
    for (args, file, begins) in [
        (["graph", &named, &out("flow.svg")].to_vec(), "flow.svg", "<svg"),
        (["job-aid", &named, &out("page.pdf")].to_vec(), "page.pdf", "%PDF"),
        (["schema", &out("schema.json")].to_vec(), "schema.json", "{"),
        (["doc", &out("site")].to_vec(), "site/step.html", "<!doctype html>"),
        (["strings", &named, "es", "--write"].to_vec(), "Open the store/strings/es.toml", "# Texts"),
    ] {
        practicum.run(&args).unwrap().succeeded().unwrap();
        let bytes = fs::read(practicum.scratch().join(file)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{args:?}");
    }
    let standing = practicum.run(["strings", &named]).unwrap().succeeded().unwrap();
    assert!(standing.contains("es: 0 of"), "{standing}");
}

#[test]
fn a_module_that_cannot_be_finished_fails_its_rehearsal() {
    let practicum = Practicum::new().unwrap();
    let folder = practicum.scratch().join("stuck");
    let named = folder.display().to_string();
    practicum.run(["new", "tour", &named]).unwrap().succeeded().unwrap();
    let path = folder.join("module.toml");
    let text = fs::read_to_string(&path).unwrap();
    let stuck =
        text.replacen("then       = [{ sound = \"click\" }]", "then       = [{ hide = \"alarm\" }, { hide = \"aed_door\" }]", 1);
    assert_ne!(text, stuck);
    fs::write(&path, stuck).unwrap();
    let rehearsed = practicum.run(["rehearse", &named]).unwrap();
    assert_eq!(rehearsed.code, Some(1), "{rehearsed:?}");
    assert!(
        rehearsed.out.contains("Not in order:") && rehearsed.out.contains("was never done by any player"),
        "{}",
        rehearsed.out
    );
    let json = practicum.run(["rehearse", &named, "--format", "json", "--seeds", "2", "--random", "0"]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(!json["modules"][0]["problems"].as_array().unwrap().is_empty());
}

#[test]
fn a_picture_of_a_file_is_made_and_what_cannot_be_shown_is_told() {
    let practicum = Practicum::new().unwrap();
    let (file, out) = (project_root().join("content/marks/hand.glb"), practicum.scratch().join("hand.png"));
    let (file, out) = (file.display().to_string(), out.display().to_string());
    let small = ["render", &file, "--size", "160x90"];
    let seen = ["--out", &out, "--sun", "-1,-2,-1", "--background", "ff0000", "--frames", "2", "--format", "json"];
    let told = practicum.run(small.iter().chain(&seen)).unwrap().succeeded().unwrap();
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert!(report["draws"].as_u64().unwrap() > 0 && report["triangles"].as_u64().unwrap() > 100, "{told}");
    assert_eq!(report["frames"]["n"], 2);
    let picture = image::open(&out).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (160, 90));
    assert_eq!(picture.get_pixel(1, 1).0, [255, 0, 0], "the background");
    assert_ne!(picture.get_pixel(80, 45).0, [255, 0, 0], "the hand is in the middle");

    for (more, tells) in [(["--clip", "Dance"], "no clip `Dance`"), (["--camera", "Left"], "no camera `Left`")] {
        let ran = practicum.run(small.iter().chain(&more)).unwrap();
        assert!(ran.code == Some(2) && ran.err.contains(tells), "{ran:?}");
    }
    let sky = practicum.scratch().join("sky.hdr").display().to_string();
    let radiance = image::Rgb32FImage::from_fn(64, 32, |_, y| image::Rgb([if y < 4 { 90.0 } else { 0.1 }, 0.1, 0.1]));
    radiance.save(&sky).unwrap();
    let raw = practicum.scratch().join("hand.exr").display().to_string();
    let lit = ["--environment", &sky, "--environment-rotation", "40", "--out", &raw];
    practicum.run(small.iter().chain(&lit)).unwrap().succeeded().unwrap();
    let brightest = image::open(&raw).unwrap().into_rgb32f().pixels().fold(0.0_f32, |most, pixel| most.max(pixel.0[0]));
    assert!(brightest > 2.0, "light from above is kept, beyond what a screen shows: {brightest}");
    let tone_mapped = practicum.run(small.iter().chain(&["--tone-map", "agx", "--out", &raw])).unwrap();
    assert!(tone_mapped.code == Some(2) && tone_mapped.err.contains("holds radiance"), "{tone_mapped:?}");

    let broken = practicum.scratch().join("broken.glb");
    fs::write(&broken, b"glTF and then nothing").unwrap();
    let ran = practicum.run(["render", &broken.display().to_string()]).unwrap();
    assert!(ran.code == Some(2) && ran.err.contains("broken.glb cannot be shown"), "{ran:?}");
}

#[test]
fn a_gltf_file_is_inspected_and_all_that_is_wrong_is_told_with_its_place() {
    let practicum = Practicum::new().unwrap();
    let file = practicum.scratch().join("kettle.gltf");
    let inspect = |more: &[&str]| {
        let mut arguments = vec!["inspect".as_ref(), file.as_os_str()];
        arguments.extend(more.iter().map(|more| std::ffi::OsStr::new(*more)));
        practicum.run(arguments).unwrap()
    };
    let triangle: Vec<u8> =
        [0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 1.0, 0.0].iter().flat_map(|value: &f32| value.to_le_bytes()).collect();
    fs::write(practicum.scratch().join("kettle.bin"), &triangle).unwrap();
    let good = r#"{ "asset": { "version": "2.0", "generator": "by hand" }, "scene": 0, "scenes": [{ "nodes": [0] }],
        "nodes": [{ "mesh": 0 }], "meshes": [{ "name": "Lid", "primitives": [{ "attributes": { "POSITION": 0 }, "material": 0 }] }],
        "materials": [{ "name": "Glass", "extensions": { "KHR_materials_transmission": { "transmissionFactor": 1 } } }],
        "extensionsUsed": ["KHR_materials_transmission", "EXT_sparkle"],
        "accessors": [{ "bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3" }],
        "bufferViews": [{ "buffer": 0, "byteLength": 36 }], "buffers": [{ "byteLength": 36, "uri": "kettle.bin" }] }"#;
    fs::write(&file, good).unwrap();
    let sound = inspect(&[]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
    for said in [
        "2.00 m wide, 1.00 m high, 0.00 m deep",
        "Lid: 3 vertices, 1 triangles, 1 primitive, on 1 node",
        "Glass: transmission; 0 textures",
        "/extensionsUsed/1: the extension `EXT_sparkle` is not supported and was left out",
        "can be shown, with 1 warning",
    ] {
        assert!(sound.out.contains(said), "{said} is missing in\n{}", sound.out);
    }

    let broken = good.replace(r#""count": 3"#, r#""count": 4"#).replace(r#""mesh": 0"#, r#""mesh": 0, "camera": 5"#);
    fs::write(&file, broken).unwrap();
    let broken = inspect(&["--format", "json"]);
    assert_eq!(broken.code, Some(1), "{broken:?}");
    let json: serde_json::Value = serde_json::from_str(&broken.out).unwrap();
    let places: Vec<&str> = json["errors"].as_array().unwrap().iter().map(|error| error["place"].as_str().unwrap()).collect();
    assert_eq!((places, &json["shown"]), (vec!["/accessors/0", "/nodes/0/camera"], &false.into()));

    fs::write(&file, good.replace("kettle.bin", "../outside.bin")).unwrap();
    let outside = inspect(&[]);
    assert!(outside.code == Some(1) && outside.out.contains("is not a path inside the file's folder"), "{outside:?}");
    fs::write(&file, b"\xff\0glTF").unwrap();
    assert_eq!(inspect(&[]).code, Some(1));
    let nowhere = practicum.run(["inspect", "no/such.glb"]).unwrap();
    assert!(nowhere.code == Some(2) && nowhere.err.contains("cannot read no/such.glb"), "{nowhere:?}");
    for part in ["", "first-day"] {
        let folder = practicum.run(["inspect".as_ref(), project_root().join("modules").join(part).as_os_str()]).unwrap();
        assert!(folder.code == Some(2) && folder.err.contains("is a folder"), "{folder:?}");
    }
}
