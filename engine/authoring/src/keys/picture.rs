//! Keys of a module's own pictures, of the places marked in them, and of the parts of a case and the fields of a form.

use super::{Names, Shape, Table, may, needed};

const PICTURE_NAME: Shape = Shape::Name(Names::Picture);

pub static PICTURE: Table = Table {
    title: "a picture",
    keys: &[
        needed("file", Shape::Text, "A .jpg or .png in the module's folder, such as \"pump.jpg\"."),
        needed("shows", Shape::Text, "What is to be seen, in a sentence, for who cannot see it."),
        may("name", Shape::Text, "As a trainee reads it when it is a place to stand: \"Pump room\"; what it shows unless given."),
        may(
            "kind",
            Shape::Word(&["photo", "panorama"]),
            "A `panorama` goes all the way round, twice as wide as high, as 360° cameras make it; `photo` unless given.",
        ),
    ],
};

pub static MARK: Table = Table {
    title: "a mark",
    keys: &[
        needed("in", PICTURE_NAME, "The picture it is in."),
        may("at", Shape::Spot, "Its middle: how far from the left and from the top, such as \"40 % 62 %\"."),
        may("size", Shape::Spot, "Its width and height, such as \"8 % 10 %\"; \"6 % 6 %\" unless given."),
        may("corners", Shape::List(&Shape::Spot), "Its corners in order around it, in place of `at` and `size`."),
        may("leads_to", PICTURE_NAME, "The picture one goes to through it, such as a door's other side."),
        may("picture", PICTURE_NAME, "What is shown there, such as a thing that is not in the photo."),
        may("looks", Shape::Texts, "A picture for each state of its object that looks different: `{ open = \"valve_open\" }`."),
        may(
            "empty",
            PICTURE_NAME,
            "What is shown where it was, once it is taken or hidden; otherwise the surroundings close over it.",
        ),
    ],
};

pub static FIELD: Table = Table {
    title: "a field",
    keys: &[
        needed("id", Shape::Id(Names::Field), "Its name for good, unique among fields."),
        needed("card", Shape::Name(Names::Card), "The form it belongs to."),
        needed("label", Shape::Text, "What stands before it, such as \"Room\"."),
        may(
            "accept",
            Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]),
            "What counts as right, as a text or an amount such as \"4 min ± 1 min\". Left out where one chooses: then each choice \
             is an `[[answer]]` with this `field`.",
        ),
        may("range", Shape::Range, "Of a number: the lowest and the highest that can be entered, such as \"0..60 min\"."),
        may("because", Shape::Text, "Shown beside it when it was filled in wrongly."),
    ],
};

pub static PART: Table = Table {
    title: "a part",
    keys: &[
        needed("id", Shape::Id(Names::Answer), "Its name for good, unique among answers."),
        needed("card", Shape::Name(Names::Card), "The card it belongs to."),
        needed("say", Shape::Text, "What it says: an address, a sentence, a link."),
        may("label", Shape::Text, "What stands before it, such as \"From\" or \"Attachment\"."),
        may(
            "kind",
            Shape::Word(&["text", "subject", "from", "head", "link", "attachment"]),
            "What it is of the whole: the `subject` is its heading, `from` stands with initials, a `head` is another line above the \
             text, such as \"Reply to\"; a `link` is underlined. A line of `text` unless given.",
        ),
        may("reveals", Shape::Text, "What pointing at it shows, such as the address that a link really leads to."),
        may("cue", Shape::YesNo, "Whether it gives the case away; false unless given."),
        may("because", Shape::Text, "Why it does, or why it does not."),
    ],
};
