//! Writes an evidence pack: a ZIP file whose manifest, with the hash of every other file, is signed and comes last.
//!
//! Whoever calls gives the lines; nothing of them is kept in memory, and what was written can be on its way already. Start at [`PackWriter::begin`].

use crate::layout::{
    CHECKPOINT, CHECKPOINT_BEFORE, LEAVES_SINCE_HELD, MANIFEST, READ_ME, REGISTER, STATEMENTS, TREE_BEFORE, TREE_HELD,
};
use crate::manifest::{File, Manifest, Span};
use crate::note::SecretKey;
use record::{Hash256, RegisterLine, Tree};
use std::io::{self, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// A pack that is being written.
pub struct PackWriter<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    manifest: Manifest,
}

impl<W: Write> PackWriter<W> {
    /// Begins with what says what this is. `before` is the tree at the first line of the pack, `checkpoints` the signed ones at
    /// its beginning (none at line 0) and at its end.
    pub fn begin(out: W, span: Span, before: &Tree, checkpoints: (Option<&str>, &str)) -> io::Result<Self> {
        let mut pack = Self { zip: ZipWriter::new_stream(out), manifest: Manifest { span, files: Vec::new() } };
        let read_me = include_str!("read_me.txt");
        pack.lines(READ_ME, [read_me.trim_end()])?;
        if let Some(begins) = checkpoints.0 {
            pack.lines(CHECKPOINT_BEFORE, [begins.trim_end()])?;
        }
        pack.lines(CHECKPOINT, [checkpoints.1.trim_end()])?;
        pack.tree(TREE_BEFORE, before)?;
        Ok(pack)
    }

    /// Bridges from an older tree, which somebody holds the checkpoint of, to the beginning of this pack.
    pub fn since_held(&mut self, held: &Tree, leaves: impl IntoIterator<Item = io::Result<Hash256>>) -> io::Result<()> {
        self.tree(TREE_HELD, held)?;
        self.lines_or_fault(LEAVES_SINCE_HELD, leaves.into_iter().map(|leaf| leaf.map(|leaf| leaf.to_string())))
    }

    /// The register's lines of this pack, in order.
    pub fn register(&mut self, lines: impl IntoIterator<Item = io::Result<RegisterLine>>) -> io::Result<()> {
        self.lines_or_fault(REGISTER, lines.into_iter().map(|line| line.map(|line| line.to_string())))
    }

    /// What people of the organisation said, the exact bytes that were hashed.
    pub fn statements(&mut self, lines: impl IntoIterator<Item = io::Result<Vec<u8>>>) -> io::Result<()> {
        self.lines_or_fault(STATEMENTS, lines)
    }

    /// A file of lines; none of them holds a line end.
    pub fn lines<T: AsRef<[u8]>>(&mut self, name: &str, lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        self.lines_or_fault(name, lines.into_iter().map(Ok))
    }

    /// As [`PackWriter::lines`], of lines that may not be there when they are read.
    pub fn lines_or_fault<T: AsRef<[u8]>>(
        &mut self,
        name: &str,
        lines: impl IntoIterator<Item = io::Result<T>>,
    ) -> io::Result<()> {
        self.start(name)?;
        let (mut n_bytes, mut digest) = (0, record::Digest::default());
        for line in lines {
            for part in [line?.as_ref(), b"\n"] {
                n_bytes += part.len() as u64;
                digest.add(part);
                self.zip.write_all(part)?;
            }
        }
        self.manifest.files.push(File { name: name.to_owned(), n_bytes, hash: digest.finish() });
        Ok(())
    }

    /// Signs the manifest, and ends the file.
    pub fn finish(mut self, key: &SecretKey) -> io::Result<()> {
        let note = key.sign(&self.manifest.to_text());
        self.start(MANIFEST)?;
        self.zip.write_all(note.as_bytes())?;
        self.zip.finish()?.into_inner().flush()
    }

    fn tree(&mut self, name: &str, tree: &Tree) -> io::Result<()> {
        let peaks = tree.peaks().iter().map(|peak| peak.to_string());
        self.lines(name, std::iter::once(tree.n_leaves().to_string()).chain(peaks))
    }

    fn start(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
        Ok(self.zip.start_file(name, options)?)
    }
}
