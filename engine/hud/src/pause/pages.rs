//! The pages of the settings.

use super::SettingsPage;
use crate::settings::{Contrast, MOUSE_PERCENT, Picture, PointerMode, Settings, TEXT_PERCENT};
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{say, segmented, setting_row, slider, switch};
use egui::{Rect, Ui, pos2, vec2};

const SLIDER_WIDTH: f32 = 290.0;
const SWITCH_WIDTH: f32 = 92.0;

pub fn show(ui: &mut Ui, page: SettingsPage, settings: &mut Settings) {
    let theme = theme::of(ui);
    let heading = match page {
        SettingsPage::Reading => "Reading",
        SettingsPage::Sound => "Sound",
        SettingsPage::Pointer => "Mouse",
        SettingsPage::Keys => "Keys",
        SettingsPage::Picture => "Picture",
    };
    say(ui, heading, Type { size: 20.0, line: 34.0, ..Type::HEAD }, theme.ink);
    match page {
        SettingsPage::Reading => reading(ui, settings),
        SettingsPage::Sound => sound(ui, settings),
        SettingsPage::Pointer => pointer(ui, settings),
        SettingsPage::Keys => keys(ui, settings),
        SettingsPage::Picture => picture(ui, settings),
    }
}

fn reading(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, "Text size", "Everything grows together", SLIDER_WIDTH, false, |ui| {
        let mut percent = i32::from(settings.text_percent);
        let range = (i32::from(*TEXT_PERCENT.start()), i32::from(*TEXT_PERCENT.end()));
        if slider(ui, "Text size", &mut percent, range, 25, "%", SLIDER_WIDTH) {
            settings.text_percent = percent as u16;
        }
    });
    switch_row(ui, "Captions", "Spoken words, as text", &mut settings.captions, false);
    switch_row(ui, "Sound captions", "Such as: phone rings", &mut settings.sound_captions, false);
    setting_row(ui, "Contrast", "Stronger lines and outlines", 180.0, false, |ui| {
        let choices = [(Contrast::Normal, "Normal"), (Contrast::High, "High")];
        segmented(ui, "Contrast", &choices, &mut settings.contrast, 200.0);
    });
    switch_row(ui, "Reduced motion", "No glides, fades or camera moves", &mut settings.reduced_motion, true);
}

fn sound(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, "Loudness", "Voices, footsteps, machines", SLIDER_WIDTH, true, |ui| {
        let mut percent = i32::from(settings.sound_percent);
        if slider(ui, "Loudness", &mut percent, (0, 100), 10, "%", SLIDER_WIDTH) {
            settings.sound_percent = percent as u8;
        }
    });
}

fn pointer(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, "Looking around", "With the mouse, or point and click", 280.0, false, |ui| {
        let choices = [(PointerMode::MouseLook, "Mouse look"), (PointerMode::PointAndClick, "Point, click")];
        segmented(ui, "Looking around", &choices, &mut settings.pointer, 280.0);
    });
    setting_row(ui, "Mouse speed", "How far the view turns", SLIDER_WIDTH, false, |ui| {
        let mut percent = i32::from(settings.mouse_percent);
        let range = (i32::from(*MOUSE_PERCENT.start()), i32::from(*MOUSE_PERCENT.end()));
        if slider(ui, "Mouse speed", &mut percent, range, 25, "%", SLIDER_WIDTH) {
            settings.mouse_percent = percent as u16;
        }
    });
    switch_row(ui, "Turned over", "Moving the mouse up looks down", &mut settings.invert_mouse, true);
}

fn keys(ui: &mut Ui, settings: &mut Settings) {
    switch_row(ui, "Letter keys", "Off: F2 hint, F3 face it, F4 say again", &mut settings.letter_keys, true);
    let theme = theme::of(ui);
    ui.add_space(space::S);
    let words = "Turn them off if you dictate or type with a switch. Tab, Enter, arrows and Esc always work.";
    say(ui, words, Type::BODY, theme.ink_2);
}

fn picture(ui: &mut Ui, settings: &mut Settings) {
    setting_row(ui, "Detail", "Light is for PCs without a strong graphics card", 300.0, false, |ui| {
        let choices = [(Picture::Automatic, "Automatic"), (Picture::Full, "Full"), (Picture::Light, "Light")];
        segmented(ui, "Detail", &choices, &mut settings.picture, 330.0);
    });
    switch_row(ui, "Full screen", "F11 does it too", &mut settings.fullscreen, true);
}

fn switch_row(ui: &mut Ui, name: &str, does: &str, on: &mut bool, is_last: bool) {
    setting_row(ui, name, does, SWITCH_WIDTH, is_last, |ui| {
        switch(ui, name, on);
    });
}

/// How captions look with these settings.
pub fn caption_sample(ui: &Ui, rect: Rect, settings: &Settings) {
    ui.painter().rect_filled(rect, radius::CONTROL, tokens::SLATE);
    let heading = format!("How captions look now · {} %", settings.text_percent);
    let heading = Type::NOTE.strong().lay_out_line(ui, &heading, tokens::CAPTION_NAME, rect.width() - 36.0);
    ui.painter().galley(pos2(rect.left() + 18.0, rect.top() + 10.0), heading, tokens::WHITE);
    let words = if settings.captions { "I lock mine every time I stand up." } else { "Captions are off." };
    let words = Type::CAPTION.lay_out_line(ui, words, tokens::WHITE, rect.width() - 36.0);
    ui.painter().galley(rect.min + vec2(18.0, 30.0), words, tokens::WHITE);
}
