"""The sounds of interface and rooms: synthesised, 48 kHz mono, written as Ogg Vorbis by `oggenc`.

Run from the repository root:  python content/sounds/sounds.py      (numpy; Debian package vorbis-tools)
Deterministic: fixed seeds, and a fixed serial number in the Ogg pages.
"""

import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
RATE = 48_000
QUALITY = "2"


def seconds(duration):
    return np.arange(int(duration * RATE)) / RATE


def noise(duration, seed):
    return np.random.default_rng(seed).standard_normal(int(duration * RATE))


def band(signal, low_hz, high_hz):
    """Keeps a band, with soft edges."""
    spectrum, hz = np.fft.rfft(signal), np.fft.rfftfreq(len(signal), 1 / RATE)
    spectrum *= 1 / (1 + (low_hz / np.maximum(hz, 1)) ** 4) / (1 + (hz / high_hz) ** 4)
    return np.fft.irfft(spectrum, len(signal))


def tone(hz, duration, decay, attack=0.004):
    """A decaying sine with a soft start."""
    t = seconds(duration)
    return np.sin(2 * np.pi * hz * t) * np.exp(-decay * t) * np.minimum(1, t / attack)


def bell(hz, duration, decay):
    """A warm struck tone: fundamental, octave, a quiet twelfth."""
    return (
        tone(hz, duration, decay)
        + 0.28 * tone(2 * hz, duration, decay * 1.6)
        + 0.08 * tone(3 * hz, duration, decay * 2.5)
    )


def burst(duration, low_hz, high_hz, decay, seed, attack=0.001):
    """Filtered noise that dies away."""
    t = seconds(duration)
    sound = band(noise(duration, seed), low_hz, high_hz) * np.exp(-decay * t) * np.minimum(1, t / attack)
    return sound / np.abs(sound).max()


def swell(duration, low_hz, high_hz, seed, power=2.0):
    """Filtered noise that rises and falls."""
    t = seconds(duration)
    sound = band(noise(duration, seed), low_hz, high_hz) * np.sin(np.pi * t / duration) ** power
    return sound / np.abs(sound).max()


def mix(*parts):
    """(start in seconds, loudness, signal) laid over one another."""
    length = max(int(start * RATE) + len(signal) for start, _, signal in parts)
    out = np.zeros(length)
    for start, loudness, signal in parts:
        i = int(start * RATE)
        out[i : i + len(signal)] += loudness * signal
    return out


def step_done():
    return mix((0, 1.0, bell(659.3, 0.5, 8)), (0.10, 0.9, bell(987.8, 0.75, 6)))


def module_done():
    notes = (523.3, 659.3, 784.0, 1046.5)
    return mix(
        *((0.13 * i, 0.8, bell(hz, 1.5, 3.2)) for i, hz in enumerate(notes)),
        (0.52, 0.35, bell(392.0, 1.4, 3)),
    )


def mistake():
    """Two low, soft tones going down: says "no" without scolding."""
    return mix(
        (0, 1.0, tone(246.9, 0.30, 8) + 0.3 * tone(493.9, 0.30, 12)),
        (0.15, 1.0, tone(185.0, 0.5, 6) + 0.3 * tone(370.0, 0.5, 10)),
    )


def click():
    return mix((0, 0.6, burst(0.06, 1500, 7000, 170, 1)), (0, 0.5, tone(190, 0.06, 90)))


def badge_beep():
    t = seconds(0.12)
    return np.sin(2 * np.pi * 2350 * t) * np.minimum(1, np.minimum(t / 0.004, (0.12 - t) / 0.012))


def door_open():
    """Latch, then the leaf moving."""
    return mix(
        (0, 0.9, burst(0.12, 300, 3500, 55, 2)),
        (0.02, 0.6, tone(120, 0.2, 28)),
        (0.07, 0.5, burst(0.08, 900, 5000, 80, 3)),
        (0.12, 0.22, swell(0.9, 120, 900, 4)),
    )


def door_close():
    """The leaf moving, a thud, the latch."""
    return mix(
        (0, 0.20, swell(0.7, 120, 900, 5)),
        (0.60, 1.0, burst(0.30, 50, 500, 22, 6)),
        (0.60, 0.9, tone(72, 0.35, 16)),
        (0.64, 0.5, burst(0.10, 900, 4500, 70, 7)),
    )


def drawer():
    """Runners rolling, a stop at the end."""
    t = seconds(0.5)
    roll = swell(0.5, 250, 2200, 8, 0.8) * (1 + 0.25 * np.sin(2 * np.pi * 38 * t))
    return mix((0, 0.5, roll), (0.44, 0.9, burst(0.15, 90, 1200, 45, 9)), (0.44, 0.6, tone(140, 0.15, 40)))


def key_turn():
    clicks = ((0.00, 0.35, 10), (0.07, 0.30, 11), (0.14, 0.4, 12), (0.25, 1.0, 13))
    return mix(
        *((at, loud, burst(0.07, 1800, 8000, 110, seed)) for at, loud, seed in clicks),
        (0.25, 0.5, tone(310, 0.12, 45)),
    )


def pick_up():
    return mix(
        (0, 0.5, swell(0.16, 500, 5000, 14)),
        (0.03, 0.5, tone(330, 0.12, 30)),
        (0.08, 0.5, tone(440, 0.14, 26)),
    )


def put_down():
    return mix(
        (0, 0.9, burst(0.16, 100, 1600, 50, 15)),
        (0, 0.7, tone(150, 0.18, 32)),
        (0.03, 0.3, burst(0.1, 800, 4000, 60, 16)),
    )


def handrub():
    """The lever, a squirt, hands rubbing."""
    return mix(
        (0, 0.5, burst(0.08, 700, 4000, 70, 17)),
        (0.06, 0.6, swell(0.28, 1800, 8000, 18, 1.0)),
        *((0.45 + 0.17 * i, 0.22 - 0.02 * i, swell(0.19, 900, 5000, 19 + i, 1.3)) for i in range(5)),
    )


def use():
    """A tool set down on a part and moved: contact, a short grind, contact."""
    t = seconds(0.26)
    grind = swell(0.26, 600, 4200, 60, 0.9) * (1 + 0.5 * np.sin(2 * np.pi * 21 * t))
    return mix((0, 0.7, burst(0.09, 500, 4500, 75, 61)), (0.06, 0.35, grind), (0.30, 0.6, burst(0.10, 400, 3800, 65, 62)))


def switch():
    """A lever over its dead point."""
    return mix((0, 0.35, burst(0.05, 1200, 6000, 150, 63)), (0.05, 1.0, burst(0.08, 500, 5200, 95, 64)), (0.05, 0.5, tone(240, 0.1, 55)))


def attention():
    """Somebody wants something: two notes up, twice."""
    return mix(*((at, loud, bell(hz, 0.45, 9)) for at, loud, hz in ((0, 0.8, 784), (0.14, 0.9, 1046.5), (0.5, 0.8, 784), (0.64, 0.9, 1046.5))))


def alarm():
    """Three pulses and a pause, as evacuation signals do (ISO 8201); it loops."""
    t = seconds(0.5)
    edge = np.minimum(1, np.minimum(t / 0.01, (0.5 - t) / 0.02))
    pulse = (np.sin(2 * np.pi * 520 * t) + 0.35 * np.sin(2 * np.pi * 1040 * t) + 0.18 * np.sin(2 * np.pi * 1560 * t)) * edge
    return mix(*((at, 1.0, pulse) for at in (0.0, 1.0, 2.0)), (2.5, 0.0, np.zeros(int(1.5 * RATE))))


def hiss():
    """Steam under pressure."""
    t = seconds(1.8)
    steam = band(noise(1.8, 65), 2200, 11000)
    return steam / np.abs(steam).max() * np.minimum(1, t / 0.05) * np.exp(-1.1 * t) * (1 + 0.12 * np.sin(2 * np.pi * 13 * t))


def spray():
    """A jet out of a nozzle."""
    t = seconds(1.4)
    jet = band(noise(1.4, 66), 900, 9000)
    return jet / np.abs(jet).max() * np.minimum(1, t / 0.03) * np.minimum(1, (1.4 - t) / 0.25)


def fire():
    """A low roar with crackles."""
    rng = np.random.default_rng(67)
    crackles = ((rng.uniform(0, 2.0), rng.uniform(0.15, 0.6), 70 + i) for i in range(26))
    roar = swell(2.2, 60, 480, 68, 0.5)
    return mix((0, 0.55, roar), *((at, loud, burst(0.05, 1400, 7000, 160, seed)) for at, loud, seed in crackles))


def phone():
    """A desk phone: two warbling rings and a pause."""
    t = seconds(0.4)
    warble = np.where(np.sin(2 * np.pi * 16 * t) > 0, np.sin(2 * np.pi * 880 * t), np.sin(2 * np.pi * 1108 * t))
    ring = band(warble, 500, 3200) * np.minimum(1, np.minimum(t / 0.02, (0.4 - t) / 0.05))
    return mix((0, 1.0, ring), (0.6, 1.0, ring), (1.0, 0.0, np.zeros(int(0.3 * RATE))))


def plug():
    """A mains plug, pulled or pushed: a scrape and a hollow clack."""
    return mix((0, 0.35, swell(0.16, 700, 4200, 70)), (0.13, 1.0, burst(0.10, 350, 2600, 70, 71)), (0.13, 0.5, tone(210, 0.12, 46)))


def snap():
    """Something small that locks: a padlock, a clip, a pin."""
    return mix((0, 0.7, burst(0.04, 2200, 9000, 220, 72)), (0.035, 1.0, burst(0.09, 900, 6500, 110, 73)), (0.035, 0.3, tone(1650, 0.1, 60)))


def water():
    """Water that runs into a basin."""
    rng = np.random.default_rng(74)
    stream = swell(2.6, 350, 3800, 75, 0.4)
    drops = ((rng.uniform(0.1, 2.3), rng.uniform(0.1, 0.4), tone(rng.uniform(420, 1250), 0.07, 60, 0.008)) for _ in range(34))
    return mix((0, 0.6, stream), *drops)


def footstep(seed):
    """A soft sole on a hard floor: heel, then ball."""
    rng = np.random.default_rng(100 + seed)
    heel, pitch = rng.uniform(0.9, 1.1), rng.uniform(85, 105)
    return mix(
        (0, 0.8 * heel, burst(0.16, 90, 1500, 42, 30 + seed)),
        (0, 0.6, tone(pitch, 0.16, 42)),
        (0.055 + 0.015 * rng.random(), 0.35, burst(0.14, 200, 2600, 50, 40 + seed)),
    )


def room_tone():
    """Air handling, very quiet; the end is cross-faded into the beginning, so that it loops."""
    length, fade = 9.0, int(1.0 * RATE)
    t = seconds(length)
    air = band(noise(length, 50), 40, 380) * (1 + 0.08 * np.sin(2 * np.pi * t / length))
    air = air / air.std() + 0.04 * np.sin(2 * np.pi * 100 * t)
    ramp = np.linspace(0, 1, fade)
    air[:fade] = air[:fade] * np.sqrt(ramp) + air[-fade:] * np.sqrt(1 - ramp)
    return air[:-fade]


SOUNDS = {  # name: (signal, peak loudness)
    "step_done": (step_done, 0.60),
    "mistake": (mistake, 0.55),
    "click": (click, 0.45),
    "badge_beep": (badge_beep, 0.40),
    "door_open": (door_open, 0.60),
    "door_close": (door_close, 0.70),
    "drawer": (drawer, 0.50),
    "key_turn": (key_turn, 0.45),
    "pick_up": (pick_up, 0.40),
    "put_down": (put_down, 0.55),
    "handrub": (handrub, 0.45),
    "room_tone": (room_tone, 0.10),
    "module_done": (module_done, 0.65),
    "use": (use, 0.45),
    "switch": (switch, 0.45),
    "attention": (attention, 0.50),
    "alarm": (alarm, 0.45),
    "hiss": (hiss, 0.35),
    "spray": (spray, 0.35),
    "fire": (fire, 0.40),
    "phone": (phone, 0.40),
    "plug": (plug, 0.50),
    "snap": (snap, 0.45),
    "water": (water, 0.30),
} | {f"footstep_{i}": (lambda i=i: footstep(i), 0.40) for i in (1, 2, 3, 4)}


def save(name, signal, peak):
    """Writes one Ogg Vorbis file."""
    fade = np.ones(len(signal))
    if name not in ("room_tone", "alarm"):
        fade[-480:] = np.linspace(1, 0, 480)
    samples = (signal / np.abs(signal).max() * peak * fade * 32767).astype("<i2")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "sound.wav"
        with wave.open(str(raw), "wb") as out:
            out.setnchannels(1), out.setsampwidth(2), out.setframerate(RATE)
            out.writeframes(samples.tobytes())
        subprocess.run(
            ["oggenc", "-Q", "-q", QUALITY, "-s", "1", "-o", str(HERE / f"{name}.ogg"), str(raw)], check=True
        )


def main():
    for name, (make, peak) in SOUNDS.items():
        signal = make()
        save(name, signal, peak)
        print(f"{name}: {len(signal) / RATE:.2f} s, {(HERE / f'{name}.ogg').stat().st_size} bytes")


if __name__ == "__main__":
    main()
