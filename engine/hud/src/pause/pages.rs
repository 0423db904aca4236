//! The pages of the settings.

use super::SettingsPage;
use crate::language::{self, fill, t};
use crate::settings::{Contrast, MOUSE_PERCENT, MarkColours, Picture, PointerMode, Settings, TEXT_PERCENT};
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{choice, say, segmented, setting_row, slider, switch};
use egui::{Rect, Ui, pos2, vec2};

const SLIDER_WIDTH: f32 = 290.0;
const SWITCH_WIDTH: f32 = 92.0;

pub fn show(ui: &mut Ui, page: SettingsPage, settings: &mut Settings) {
    let theme = theme::of(ui);
    let heading = match page {
        SettingsPage::Reading => t("Reading"),
        SettingsPage::Sound => t("Sound"),
        SettingsPage::Pointer => t("Mouse"),
        SettingsPage::Keys => t("Keys"),
        SettingsPage::Picture => t("Picture"),
        SettingsPage::Language => t("Language"),
    };
    say(ui, heading, Type { size: 20.0, line: 34.0, ..Type::HEAD }, theme.ink);
    match page {
        SettingsPage::Reading => reading(ui, settings),
        SettingsPage::Sound => sound(ui, settings),
        SettingsPage::Pointer => pointer(ui, settings),
        SettingsPage::Keys => keys(ui, settings),
        SettingsPage::Picture => picture(ui, settings),
        SettingsPage::Language => languages(ui, settings),
    }
}

fn reading(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, t("Text size"), t("Everything grows together"), SLIDER_WIDTH, false, |ui| {
        let mut percent = i32::from(settings.text_percent);
        let range = (i32::from(*TEXT_PERCENT.start()), i32::from(*TEXT_PERCENT.end()));
        if slider(ui, t("Text size"), &mut percent, range, 25, "%", SLIDER_WIDTH) {
            settings.text_percent = percent as u16;
        }
    });
    switch_row(ui, t("Captions"), t("Spoken words, as text"), &mut settings.captions, false);
    switch_row(ui, t("Sound captions"), t("Such as: phone rings"), &mut settings.sound_captions, false);
    setting_row(ui, t("Contrast"), t("Stronger lines and outlines"), 240.0, false, |ui| {
        let choices = [(Contrast::Normal, t("Normal")), (Contrast::High, t("High"))];
        segmented(ui, t("Contrast"), &choices, &mut settings.contrast, 240.0);
    });
    switch_row(ui, t("Reduced motion"), t("No glides, fades or camera moves"), &mut settings.reduced_motion, true);
}

fn sound(ui: &mut Ui, settings: &mut Settings) {
    loudness_row(ui, t("Loudness"), t("Voices, footsteps, machines"), &mut settings.sound_percent);
    loudness_row(ui, t("Voices"), t("Synthetic, unless a person recorded them"), &mut settings.voice_percent);
    loudness_row(ui, t("Alarms"), t("No louder than this; they grow slowly"), &mut settings.alarm_percent);
    switch_row(ui, t("Instructions aloud"), t("Also where somebody speaks already"), &mut settings.read_aloud, true);
}

fn loudness_row(ui: &mut Ui, name: &str, does: &str, percent: &mut u8) {
    setting_row(ui, name, does, SLIDER_WIDTH, false, |ui| {
        let mut wanted = i32::from(*percent);
        if slider(ui, name, &mut wanted, (0, 100), 10, "%", SLIDER_WIDTH) {
            *percent = wanted as u8;
        }
    });
}

fn pointer(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, t("Looking around"), t("With the mouse, or point and click"), 280.0, false, |ui| {
        let choices = [(PointerMode::MouseLook, t("Mouse look")), (PointerMode::PointAndClick, t("Point, click"))];
        segmented(ui, t("Looking around"), &choices, &mut settings.pointer, 280.0);
    });
    setting_row(ui, t("Mouse speed"), t("How far the view turns"), SLIDER_WIDTH, false, |ui| {
        let mut percent = i32::from(settings.mouse_percent);
        let range = (i32::from(*MOUSE_PERCENT.start()), i32::from(*MOUSE_PERCENT.end()));
        if slider(ui, t("Mouse speed"), &mut percent, range, 25, "%", SLIDER_WIDTH) {
            settings.mouse_percent = percent as u16;
        }
    });
    switch_row(ui, t("Turned over"), t("Moving the mouse up looks down"), &mut settings.invert_mouse, true);
}

fn keys(ui: &mut Ui, settings: &mut Settings) {
    switch_row(ui, t("Letter keys"), t("Off: F2 hint, F3 face it, F4 say again"), &mut settings.letter_keys, true);
    let theme = theme::of(ui);
    ui.add_space(space::S);
    let words = t("Turn them off if you dictate or type with a switch. Tab, Enter, arrows and Esc always work.");
    say(ui, words, Type::BODY, theme.ink_2);
}

fn picture(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, t("Detail"), t("Light is for PCs without a graphics card, High for strong ones"), 400.0, false, |ui| {
        let choices = [
            (Picture::Automatic, t("Automatic")),
            (Picture::Light, t("Light")),
            (Picture::Standard, t("Standard")),
            (Picture::High, t("High")),
        ];
        segmented(ui, t("Detail"), &choices, &mut settings.picture, 400.0);
    });
    setting_row(ui, t("Marks"), t("Colours of outlines, pins and arrows"), 330.0, false, |ui| {
        let choices =
            [(MarkColours::Usual, t("Usual")), (MarkColours::Safe, t("Colour-blind")), (MarkColours::Strong, t("Strong"))];
        segmented(ui, t("Marks"), &choices, &mut settings.mark_colours, 330.0);
    });
    switch_row(ui, t("Full screen"), t("F11 does it too"), &mut settings.fullscreen, true);
}

/// One of the languages there are, each named in itself.
fn languages(ui: &mut Ui, settings: &mut Settings) {
    let theme = theme::of(ui);
    let means = t("Modules that have it are played in it; others stay in their own. A running one stays as it began.");
    say(ui, means, Type::NOTE, theme.ink_3);
    ui.add_space(space::S);
    let spoken = language::tag();
    for (tag, name) in language::offered() {
        if choice(ui, &name, *tag == *spoken) {
            settings.language = tag;
        }
    }
}

fn switch_row(ui: &mut Ui, name: &str, does: &str, on: &mut bool, is_last: bool) {
    setting_row(ui, name, does, SWITCH_WIDTH, is_last, |ui| {
        switch(ui, name, on);
    });
}

/// How captions look with these settings.
pub fn caption_sample(ui: &Ui, rect: Rect, settings: &Settings) {
    ui.painter().rect_filled(rect, radius::CONTROL, tokens::SLATE);
    let heading = fill("How captions look now · {n} %", &[("n", &settings.text_percent)]);
    let heading = Type::NOTE.strong().lay_out_line(ui, &heading, tokens::CAPTION_NAME, rect.width() - 36.0);
    ui.painter().galley(pos2(rect.left() + 18.0, rect.top() + 10.0), heading, tokens::WHITE);
    let words = if settings.captions { t("I lock mine every time I stand up.") } else { t("Captions are off.") };
    let words = Type::CAPTION.lay_out_line(ui, words, tokens::WHITE, rect.width() - 36.0);
    ui.painter().galley(rect.min + vec2(18.0, 30.0), words, tokens::WHITE);
}
