//! Where things are: content beside the program or by setting, data in the operating system's place for it.
//!
//! Knows nothing of what is in the folders. Start at [`Places::find`].

use std::path::{Path, PathBuf};

/// The folders a run of the program works with.
#[derive(Debug, Clone)]
pub struct Places {
    /// Authored modules: one folder each.
    pub modules: PathBuf,
    /// Scenes, sounds, fonts, portraits.
    pub content: PathBuf,
    /// The record and the settings of this installation; owner-only.
    pub data: PathBuf,
}

/// What was asked for by option or environment; none means: look in the usual places.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The folder that holds `modules` and `content`.
    pub home: Option<PathBuf>,
    pub data: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    #[error(
        "no folder with `modules` and `content` was found (looked in {looked_in}). Put them beside the program, or name their \
         folder with --home or PRACTICUM_HOME"
    )]
    NoContent { looked_in: String },
    #[error("`{0}` does not hold both `modules` and `content`. Name the folder that does with --home or PRACTICUM_HOME")]
    WrongHome(PathBuf),
    #[error("this system names no folder for program data. Name one with --data or PRACTICUM_DATA")]
    NoDataFolder,
    #[error("the data folder `{path}` cannot be made: {source}. Name another with --data or PRACTICUM_DATA")]
    DataFolder { path: PathBuf, source: std::io::Error },
}

impl Wanted {
    /// Options first, then the environment.
    pub fn or_from_environment(self) -> Self {
        let from = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Self { home: self.home.or_else(|| from("PRACTICUM_HOME")), data: self.data.or_else(|| from("PRACTICUM_DATA")) }
    }
}

impl Places {
    /// Finds the content and makes the data folder, readable by its owner only.
    pub fn find(wanted: Wanted) -> Result<Self, PlacesError> {
        let wanted = wanted.or_from_environment();
        let home = find_home(wanted.home)?;
        let data = data_folder(wanted.data)?;
        Ok(Self { modules: home.join("modules"), content: home.join("content"), data })
    }

    pub fn database(&self) -> PathBuf {
        self.data.join("practicum.sqlite")
    }

    pub fn settings(&self) -> PathBuf {
        self.data.join("settings.json")
    }
}

/// The folder that was asked for, else the system's own for program data; made, if it is not there.
pub fn data_folder(asked: Option<PathBuf>) -> Result<PathBuf, PlacesError> {
    let data = match asked {
        Some(data) => data,
        None => directories::ProjectDirs::from("", "", "practicum").ok_or(PlacesError::NoDataFolder)?.data_dir().to_owned(),
    };
    make_private(&data).map_err(|source| PlacesError::DataFolder { path: data.clone(), source })?;
    Ok(data)
}

/// The folder that holds `modules` and `content`, without touching any data folder.
pub fn find_home(asked: Option<PathBuf>) -> Result<PathBuf, PlacesError> {
    if let Some(home) = asked {
        return if holds_content(&home) { Ok(home) } else { Err(PlacesError::WrongHome(home)) };
    }
    let program = std::env::current_exe().and_then(|path| path.canonicalize()).ok();
    let beside: Vec<PathBuf> = program.iter().flat_map(|path| path.ancestors().skip(1).map(Path::to_owned)).collect();
    let shared = beside.iter().map(|folder| folder.join("share/practicum"));
    let here = std::env::current_dir().ok();
    let around: Vec<PathBuf> = here.iter().flat_map(|path| path.ancestors().map(Path::to_owned)).collect();
    let candidates: Vec<PathBuf> = beside.iter().cloned().chain(shared).chain(around).collect();
    candidates.iter().find(|folder| holds_content(folder)).cloned().ok_or_else(|| PlacesError::NoContent {
        looked_in: candidates.iter().take(6).map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "),
    })
}

fn holds_content(folder: &Path) -> bool {
    folder.join("modules").is_dir() && folder.join("content").is_dir()
}

/// Makes a folder that only its owner can open.
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_found_by_setting_and_a_wrong_setting_is_told() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let wanted = Wanted { home: Some(home.path().to_owned()), data: Some(data.clone()) };
        assert!(matches!(Places::find(wanted.clone()), Err(PlacesError::WrongHome(_))));
        std::fs::create_dir(home.path().join("modules")).unwrap();
        std::fs::create_dir(home.path().join("content")).unwrap();
        let places = Places::find(wanted).unwrap();
        assert_eq!(places.modules, home.path().join("modules"));
        assert!(data.is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn data_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("private");
        make_private(&data).unwrap();
        assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
