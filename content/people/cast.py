"""Who there is: one table of measures, colours and clothes. All names and people are invented."""

from dataclasses import dataclass, replace

from .clothes import Top
from .legwear import Legs, Shoes


@dataclass(frozen=True)
class Face:
    """Shares of the usual measure (1) unless said otherwise."""

    width: float = 1.0
    jaw: float = 1.0
    chin: float = 0.0  # how far it stands out, about -1..1
    cheeks: float = 0.5
    nose: float = 1.0
    nose_width: float = 1.0
    bridge: float = 0.0  # how far the nose's back stands out, about -1..1
    eyes_apart: float = 1.0
    eye_open: float = 1.0
    eye_tilt: float = 0.0  # outer corners up, about -1..1
    lid_open: float = 1.0
    lashes: float = 0.5
    brow: float = 1.0  # how thick
    brow_tilt: float = 0.0  # inner ends up, about -1..1
    mouth: float = 1.0
    lips: float = 1.0
    smile: float = 1.0
    ears: float = 1.0
    neck: float = 1.0
    adams_apple: bool = False
    age: float = 0.0  # 0 young .. 1 old


@dataclass(frozen=True)
class Person:
    """Heights in metres, widths as shares of the usual."""

    height: float
    skin: str
    lip: str
    iris: str
    hair: str  # a style of hair.py
    hair_colour: str
    face: Face
    tops: tuple  # from the skin outwards
    legs: Legs
    shoes: Shoes
    brow_colour: str = ""
    head: float = 1.05
    shoulders: float = 1.0
    chest: float = 1.0
    waist: float = 1.0
    hips: float = 1.0
    belly: float = 0.0
    bust: float = 0.0
    arms: float = 1.0
    legs_wide: float = 1.0
    hands: float = 1.0
    rouge: float = 1.0
    stubble: float = 0.0
    beard: bool = False
    glasses: str = ""
    lanyard: tuple = ()  # colours of the cord and of the badge's stripe
    pocket: bool = False
    stoop: float = 0.0  # degrees that the back is bent
    at: str = "stand"  # "stand", "sit", or "wheelchair"
    holds: str = ""  # "cups"
    scarf: str = ""


CAST = {
    "Mateo": Person(
        height=1.76,
        skin="#c68a64",
        lip="#a8614f",
        iris="#5a3418",
        hair="quiff",
        hair_colour="#3a2418",
        face=Face(
            width=1.02,
            jaw=1.0,
            chin=0.3,
            cheeks=0.5,
            smile=1.4,
            brow=1.15,
            lashes=0.35,
            adams_apple=True,
            eye_open=1.02,
        ),
        stubble=0.35,
        shoulders=1.04,
        lanyard=("#123f49", "#0f7f84"),
        pocket=True,
        tops=(
            Top("#e9e7e2", 0.3, 0.70, 0.004, neck="high", folds=0.3, triangles=320),
            Top("#26737f", 0.66, 0.462, 0.014, 0.004, "v", 0.085, folds=1.0, trim="#1f5d6b"),
        ),
        legs=Legs("#1f5d6b"),
        shoes=Shoes("#e6e4de", "#f4f3f0"),
    ),
    "Dana": Person(
        height=1.68,
        skin="#e0ab8b",
        lip="#b0605a",
        iris="#4f6a78",
        hair="bob",
        hair_colour="#b59a74",
        brow_colour="#7d6446",
        face=Face(
            width=0.97,
            jaw=0.90,
            chin=0.0,
            cheeks=0.75,
            nose=0.96,
            nose_width=0.92,
            smile=1.2,
            brow=0.78,
            lashes=1.0,
            lips=1.02,
            age=0.55,
            neck=0.88,
            ears=0.9,
        ),
        head=1.02,
        shoulders=0.92,
        chest=0.98,
        waist=1.04,
        hips=1.08,
        bust=1.0,
        arms=0.95,
        hands=0.92,
        glasses="#5b2333",
        tops=(
            Top("#efe9e0", 0.3, 0.60, 0.004, neck="high", folds=0.3, triangles=300),
            Top(
                "#34415e",
                1.93,
                0.455,
                0.013,
                0.006,
                "open",
                gap=(0.050, 0.01),
                closes=0.615,
                lapel=0.020,
                folds=0.7,
                buttons="#1f2536",
                triangles=1650,
            ),
        ),
        legs=Legs("#2a3040", 0.95),
        shoes=Shoes("#26222a", "#26222a"),
        lanyard=(),
    ),
    "Amira": Person(
        height=1.64,
        skin="#b77f58",
        lip="#9c5449",
        iris="#3d2413",
        hair="headscarf",
        hair_colour="#6d3f66",
        brow_colour="#241610",
        face=Face(
            width=0.96,
            jaw=0.88,
            chin=-0.1,
            cheeks=0.70,
            nose=1.02,
            nose_width=0.95,
            bridge=0.3,
            smile=1.2,
            brow=1.05,
            lashes=1.25,
            lips=1.12,
            neck=0.88,
            eye_open=1.05,
            lid_open=1.06,
        ),
        head=1.02,
        shoulders=0.90,
        chest=0.93,
        waist=0.94,
        hips=1.0,
        bust=0.90,
        arms=0.92,
        hands=0.90,
        pocket=False,
        tops=(
            Top("#e7e2ea", 1.93, 0.66, 0.005, neck="round", folds=0.6, triangles=900),
            Top("#7a4f78", 0.68, 0.43, 0.016, 0.014, "v", 0.06, folds=1.0, trim="#643f63"),
        ),
        legs=Legs("#4a3350"),
        shoes=Shoes("#f0eeea", "#d8d4d0"),
    ),
    "Joon": Person(
        height=1.67,
        skin="#d9aa80",
        lip="#a96a5c",
        iris="#2e1a10",
        hair="receding",
        hair_colour="#b9b7b2",
        brow_colour="#8a8680",
        face=Face(
            width=1.03,
            jaw=1.0,
            chin=0.0,
            cheeks=0.45,
            nose=0.94,
            nose_width=1.06,
            bridge=-0.6,
            eye_open=0.86,
            lid_open=0.80,
            eye_tilt=0.5,
            smile=1.2,
            brow=1.0,
            lashes=0.1,
            lips=0.92,
            age=1.0,
            neck=0.92,
            ears=1.12,
            adams_apple=True,
        ),
        head=1.03,
        shoulders=0.94,
        chest=0.95,
        waist=1.02,
        belly=0.35,
        arms=0.90,
        stoop=7,
        at="sit",
        tops=(
            Top("#dfe6ea", 1.1, 0.50, 0.006, neck="high", folds=0.4, collar=0.010, triangles=700),
            Top(
                "#7d6a4a", 0.95, 0.455, 0.016, 0.004, "open", gap=(0.045, 0.055), folds=0.8, rib=0.0012, triangles=1700
            ),
        ),
        legs=Legs("#4a4f58", 1.05),
        shoes=Shoes("#4d3626", "#2c2420"),
    ),
    "Lena": Person(
        height=1.66,
        skin="#efc3a6",
        lip="#bf6a62",
        iris="#4a7a4e",
        hair="bun",
        hair_colour="#803c1c",
        brow_colour="#6f3a1f",
        face=Face(
            width=0.96,
            jaw=0.90,
            chin=0.1,
            cheeks=0.85,
            nose=0.92,
            nose_width=0.92,
            bridge=-0.2,
            smile=1.7,
            brow=0.85,
            lashes=1.0,
            lips=1.08,
            neck=0.86,
            eye_open=1.06,
            lid_open=1.04,
            ears=0.9,
        ),
        head=1.02,
        shoulders=0.93,
        chest=0.93,
        waist=0.95,
        hips=1.02,
        bust=0.92,
        arms=1.0,
        hands=0.92,
        rouge=1.3,
        at="wheelchair",
        lanyard=("#123f49", "#c9822b"),
        tops=(
            Top("#d9a13b", 1.90, 0.475, 0.012, 0.002, "round", folds=0.9, rib=0.0014, trim="#c18d2e", triangles=1700),
        ),
        legs=Legs("#39465c", 0.95),
        shoes=Shoes("#7b3b2c", "#e8e2d8", 0.02),
    ),
    "Tomasz": Person(
        height=1.86,
        skin="#dca585",
        lip="#a7635a",
        iris="#5d7f96",
        hair="side_parting",
        hair_colour="#7a5a38",
        brow_colour="#5a4028",
        face=Face(
            width=1.03,
            jaw=1.10,
            chin=0.5,
            cheeks=0.45,
            nose=1.10,
            nose_width=1.05,
            bridge=0.4,
            smile=1.1,
            brow=1.25,
            lashes=0.2,
            neck=1.10,
            ears=1.05,
        ),
        head=1.07,
        shoulders=1.12,
        chest=1.10,
        waist=1.12,
        hips=1.02,
        belly=0.25,
        arms=1.12,
        hands=1.06,
        beard=True,
        holds="cups",
        scarf="#a8402f",
        tops=(
            Top(
                "#4b4a50",
                1.92,
                0.30,
                0.026,
                0.050,
                "open",
                gap=(0.03, 0.01),
                closes=0.70,
                lapel=0.032,
                collar=0.020,
                folds=1.2,
                buttons="#22242a",
                triangles=1800,
            ),
        ),
        legs=Legs("#2f3542", 1.05),
        shoes=Shoes("#3a2a20", "#1f1a18", 0.04),
    ),
    "Grace": Person(
        height=1.61,
        skin="#6b4229",
        lip="#6e3a33",
        iris="#241409",
        hair="curls",
        hair_colour="#8f8b86",
        brow_colour="#3a3532",
        face=Face(
            width=1.0,
            jaw=0.94,
            chin=0.0,
            cheeks=0.95,
            nose=0.98,
            nose_width=1.28,
            bridge=-0.4,
            smile=1.5,
            brow=0.9,
            lashes=0.8,
            lips=1.25,
            mouth=1.08,
            age=0.75,
            neck=0.92,
            eye_open=1.0,
        ),
        head=1.03,
        shoulders=0.95,
        chest=1.10,
        waist=1.24,
        hips=1.20,
        belly=0.7,
        bust=1.10,
        arms=1.08,
        hands=0.95,
        glasses="#b8893a",
        rouge=0.5,
        stoop=3,
        tops=(
            Top("#e8d9c2", 0.4, 0.58, 0.006, neck="high", folds=0.4, triangles=320),
            Top("#a13d4f", 1.90, 0.49, 0.024, 0.006, "open", gap=(0.040, 0.06), folds=0.8, rib=0.0012, triangles=1600),
        ),
        legs=Legs("#2f3a56", skirt=0.22, stockings="#3b2a22", triangles=900),
        shoes=Shoes("#2b2230", "#1d1820"),
    ),
}
CAST["Tomasz_Lab"] = replace(
    CAST["Tomasz"],
    holds="",
    scarf="",
    lanyard=("#123f49", "#3b6db0"),
    tops=(
        Top("#5f7fa0", 0.5, 0.55, 0.005, neck="high", collar=0.009, folds=0.3, triangles=260),
        Top(
            "#f1f2f1",
            1.92,
            0.40,
            0.020,
            0.030,
            "open",
            gap=(0.055, 0.02),
            closes=0.66,
            lapel=0.022,
            folds=1.0,
            buttons="#d8dad8",
            triangles=1800,
        ),
    ),
    legs=Legs("#3a4352", 1.05),
    shoes=Shoes("#2e2c2c", "#1f1d1d"),
)
CAST["Grace_Lab"] = replace(
    CAST["Grace"],
    lanyard=("#123f49", "#3b6db0"),
    tops=(
        Top("#b8607a", 0.5, 0.56, 0.006, neck="high", folds=0.4, triangles=320),
        Top(
            "#f1f2f1",
            1.92,
            0.36,
            0.018,
            0.040,
            "open",
            gap=(0.050, 0.02),
            closes=0.66,
            lapel=0.020,
            folds=1.0,
            buttons="#d8dad8",
            triangles=1800,
        ),
    ),
)
