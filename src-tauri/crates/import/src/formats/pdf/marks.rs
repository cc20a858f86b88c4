//! What is drawn on a page: characters with their places, and ruling lines.
//!
//! Places are in points from the top left corner of the page as it is shown. Invariants: every
//! number is finite; a character that was drawn twice on its place (bold without a bold font) is
//! there once; control characters are none.

use hayro_cmap::{BfString, WritingMode};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use hayro_syntax::object::Dict;
use unicode_normalization::UnicodeNormalization;

use super::tags::Tag;

/// What stands for a character of which the file does not say what it is.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// Which way a character looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    /// Turned clockwise by a quarter: the line runs down the page.
    Right,
    /// Turned counterclockwise: the line runs up the page.
    Left,
    UpsideDown,
}

/// A character on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Its origin: the left end of its baseline.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Its height: the size of the font.
    pub(super) size: f64,
    /// How far it reaches along its baseline.
    pub(super) advance: f64,
    pub(super) turn: Turn,
    /// Set by a font for vertical text.
    pub(super) is_vertical: bool,
    /// What the file says that it is part of.
    pub(super) tag: Tag,
    /// Not painted: the words that a scanner has recognised, or a trick.
    pub(super) is_invisible: bool,
}

impl Glyph {
    /// Where it ends along the line.
    pub(super) fn end(&self) -> f64 {
        self.x + self.advance
    }

    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        crate::line::is_space(self.c)
    }
}

/// A ruling line, parallel to an edge of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) is_horizontal: bool,
    /// Its place across: y of a horizontal one.
    pub(super) at: f64,
    /// Where it begins and ends.
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What becomes of characters that are forms of others: ligatures, radicals, forms for vertical text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Forms {
    /// A font may name the form in place of the character: the character is taken.
    #[default]
    Plain,
    /// The file names what was written: the form is kept.
    Kept,
}

/// Marked content.
#[derive(Debug, Clone, Default)]
struct Open {
    tag: Tag,
    /// What its glyphs say together, whatever each of them stands for by itself (`ActualText`).
    words: Option<Words>,
}

/// What glyphs say together.
#[derive(Debug, Clone)]
enum Words {
    /// Until the first glyph is drawn.
    Open(String),
    /// The first of them stands there.
    Said,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// Characters of which the file does not say what they are.
    pub(super) unknown: usize,
    images: usize,
    /// What the file says of the pieces of the page.
    pieces: Vec<Tag>,
    /// The marked content that is open, innermost last.
    open: Vec<Open>,
    /// What becomes of characters that are forms of others.
    forms: Forms,
    /// Marks that may still be taken.
    left: usize,
    /// Whether there were more.
    pub(super) is_over: bool,
}

impl Marks {
    /// Takes at most so many marks, and knows what the pieces of the page are part of.
    pub(super) fn new(left: usize, pieces: &[Tag], forms: Forms) -> Self {
        Self { left, pieces: pieces.to_vec(), forms, ..Self::default() }
    }

    /// How many marks may still be taken on the pages that follow.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Leaves out what stands off the page, what was drawn twice, and hidden words that lie over no
    /// picture.
    pub(super) fn settle(&mut self, width: f64, height: f64) {
        let has_images = self.images > 0;
        let has_visible = self.glyphs.iter().any(|glyph| !glyph.is_invisible && !glyph.is_blank());
        self.glyphs.retain(|glyph| {
            let is_on_page = (-glyph.size..=width + glyph.size).contains(&glyph.x)
                && (-glyph.size..=height + glyph.size).contains(&glyph.y);
            is_on_page && (!glyph.is_invisible || has_images || !has_visible)
        });
        self.leave_out_doubles();
    }

    fn leave_out_doubles(&mut self) {
        /// How near two prints of one character are, in its size.
        const NEAR: f64 = 0.1;
        let mut seen: std::collections::HashMap<(char, i64, i64), Vec<(f64, f64)>> = std::collections::HashMap::new();
        self.glyphs.retain(|glyph| {
            let reach = (glyph.size * NEAR).max(0.01);
            let (column, row) = (bucket(glyph.x, 4.0), bucket(glyph.y, 4.0));
            let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (glyph.c, column + dx, row + dy)));
            let is_double = around
                .filter_map(|key| seen.get(&key))
                .flatten()
                .any(|(x, y)| (x - glyph.x).abs() < reach && (y - glyph.y).abs() < reach);
            if !is_double {
                seen.entry((glyph.c, column, row)).or_default().push((glyph.x, glyph.y));
            }
            !is_double
        });
    }

    fn take(&mut self) -> bool {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => self.is_over = true,
        }
        !self.is_over
    }

    fn push_rule(&mut self, a: Point, b: Point) {
        /// Shorter lines are parts of letters and pictures.
        const SHORTEST: f64 = 4.0;
        /// How far a ruling line may lean.
        const LEAN: f64 = 0.8;
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if !(a.is_finite() && b.is_finite()) || dx.max(dy) < SHORTEST || dx.min(dy) > LEAN || !self.take() {
            return;
        }
        let is_horizontal = dx > dy;
        let (at, ends) =
            if is_horizontal { (f64::midpoint(a.y, b.y), (a.x, b.x)) } else { (f64::midpoint(a.x, b.x), (a.y, b.y)) };
        self.rules.push(Rule { is_horizontal, at, from: ends.0.min(ends.1), to: ends.0.max(ends.1) });
    }

    /// A filled shape that is thin is a ruling line.
    fn push_filled(&mut self, shape: Rect) {
        const THICKEST: f64 = 3.0;
        let center = shape.center();
        if shape.height() <= THICKEST && shape.width() > shape.height() {
            self.push_rule(Point::new(shape.x0, center.y), Point::new(shape.x1, center.y));
        } else if shape.width() <= THICKEST {
            self.push_rule(Point::new(center.x, shape.y0), Point::new(center.x, shape.y1));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places on a page are small, and `as` saturates")]
fn bucket(place: f64, width: f64) -> i64 {
    (place / width).floor() as i64
}

impl Device<'_> for Marks {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        if self.is_over || is_white(&props.paint) {
            return;
        }
        let is_stroked = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
        for outline in outlines(path, props.transform) {
            if is_stroked {
                outline.windows(2).for_each(|ends| self.push_rule(ends[0], ends[1]));
            } else if let Some(first) = outline.first() {
                let start = Rect::from_points(*first, *first);
                self.push_filled(outline.iter().fold(start, |shape, point| shape.union_pt(*point)));
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let is_invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(type3) => type3.advance_width(),
            };
            let is_vertical = run.writing_mode() == WritingMode::Vertical;
            let Some(place) = Placed::new(props.transform * glyph.transform(), advance, is_vertical) else { continue };
            if self.is_said(place, is_invisible) {
                continue;
            }
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.push_text(std::iter::once(c), place, is_invisible),
                Some(BfString::String(text)) => self.push_text(text.chars(), place, is_invisible),
                None => {
                    self.unknown += 1;
                    self.push_text(std::iter::once(UNKNOWN), place, is_invisible);
                }
            }
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        /// Deeper nesting is no document's.
        const DEEPEST: usize = 1_000;
        let outer = self.open.last().map(|open| open.tag).unwrap_or_default();
        let piece = properties.and_then(|properties| properties.get::<u32>(b"MCID".as_slice()));
        let tag = match piece {
            _ if tag == b"Artifact" => Tag::Artifact,
            Some(piece) => {
                usize::try_from(piece).ok().and_then(|piece| self.pieces.get(piece)).copied().unwrap_or(outer)
            }
            None => outer,
        };
        if self.open.len() < DEEPEST {
            self.open.push(Open { tag, words: properties.and_then(|of| actual_text(of, self.forms)).map(Words::Open) });
        }
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

impl Marks {
    /// Whether a glyph is said by the words of the content that it is in; the first glyph brings them in.
    fn is_said(&mut self, place: Placed, is_invisible: bool) -> bool {
        let Some(words) = self.open.last_mut().and_then(|open| open.words.as_mut()) else { return false };
        match std::mem::replace(words, Words::Said) {
            Words::Open(text) => self.push_text(text.chars(), place, is_invisible),
            Words::Said => {
                if let Some(last) = self.glyphs.last_mut().filter(|last| last.turn == place.turn) {
                    let (dx, dy) = (place.origin.x - last.x, place.origin.y - last.y);
                    let reach = dx * place.direction.0 + dy * place.direction.1 + place.advance;
                    last.advance = last.advance.max(reach.min(4.0 * place.size));
                }
            }
        }
        true
    }

    /// Adds the characters of one glyph: a ligature stands for several, side by side.
    fn push_text(&mut self, text: impl Iterator<Item = char>, place: Placed, is_invisible: bool) {
        let text = text.filter(|c| !c.is_control());
        let chars: Vec<char> = match self.forms {
            Forms::Plain => text.flat_map(plain).collect(),
            Forms::Kept => text.collect(),
        };
        let share = f64::from(u32::try_from(chars.len()).unwrap_or(u32::MAX).max(1));
        for (at, c) in (0u32..).zip(chars) {
            if !self.take() {
                return;
            }
            let along = place.advance * f64::from(at) / share;
            self.glyphs.push(Glyph {
                c,
                x: place.origin.x + place.direction.0 * along,
                y: place.origin.y + place.direction.1 * along,
                size: place.size,
                advance: place.advance / share,
                turn: place.turn,
                is_vertical: place.is_vertical,
                tag: self.open.last().map(|open| open.tag).unwrap_or_default(),
                is_invisible,
            });
        }
    }
}

/// The words that a file gives for the glyphs of a short piece of content. A hyphen at the end of a line
/// that stands for nothing stays what is printed, as does everything where the words are none.
fn actual_text(properties: &Dict<'_>, forms: Forms) -> Option<String> {
    /// Longer words are a description, not the text of a cluster of glyphs.
    const LONGEST: usize = 64;
    const SOFT_HYPHEN: char = '\u{AD}';
    let bytes = properties.get::<hayro_syntax::object::String<'_>>(b"ActualText".as_slice())?;
    let bytes = bytes.as_bytes();
    let text = match bytes.strip_prefix(b"\xFE\xFF") {
        _ if bytes.len() > 2 * LONGEST => None,
        Some(units) => {
            let units = units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).collect::<Result<String, _>>().ok()
        }
        None => bytes.is_ascii().then(|| String::from_utf8_lossy(bytes).into_owned()),
    };
    let says = |c: char| !c.is_control() && (forms == Forms::Kept || c != SOFT_HYPHEN);
    text.filter(|text| text.contains(says))
}

/// Where a glyph stands.
#[derive(Debug, Clone, Copy)]
struct Placed {
    origin: Point,
    direction: (f64, f64),
    size: f64,
    advance: f64,
    turn: Turn,
    is_vertical: bool,
}

impl Placed {
    /// `None` where the numbers are none, or the glyph has no extent.
    fn new(transform: Affine, advance: Option<f32>, is_vertical: bool) -> Option<Self> {
        /// Units of a glyph to its size.
        const EM: f64 = 1000.0;
        let [right, down, up_x, up_y, x, y] = transform.as_coeffs();
        let (along, size) = (right.hypot(down) * EM, up_x.hypot(up_y) * EM);
        let is_sound = [x, y, along, size].iter().all(|number| number.is_finite()) && along > 0.1 && size > 0.1;
        if !is_sound || size > 2_000.0 {
            return None;
        }
        let direction = (right * EM / along, down * EM / along);
        let turn = match direction {
            (x, y) if x.abs() >= y.abs() && x > 0.0 => Turn::Upright,
            (x, y) if x.abs() >= y.abs() && x <= 0.0 && y.is_finite() => Turn::UpsideDown,
            (_, y) if y > 0.0 => Turn::Right,
            _ => Turn::Left,
        };
        let advance = f64::from(advance.unwrap_or(500.0)).clamp(0.0, 4.0 * EM) / EM * along;
        let advance = if is_vertical && advance == 0.0 { size } else { advance };
        Some(Self { origin: Point::new(x, y), direction, size, advance, turn, is_vertical })
    }
}

/// The lines of a path, each from where the pen was set down. Those with curves are no rules.
fn outlines(path: &BezPath, transform: Affine) -> Vec<Vec<Point>> {
    let mut outlines: Vec<Vec<Point>> = Vec::new();
    let mut is_curved = false;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                is_curved = false;
                outlines.push(vec![transform * point]);
            }
            PathEl::LineTo(point) if !is_curved => {
                if let Some(outline) = outlines.last_mut() {
                    outline.push(transform * point);
                }
            }
            PathEl::ClosePath if !is_curved => {
                if let Some(outline) = outlines.last_mut()
                    && let Some(&first) = outline.first()
                {
                    outline.push(first);
                }
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) if !is_curved => {
                is_curved = true;
                outlines.pop();
            }
            _ => {}
        }
    }
    outlines
}

/// White lines on white paper hold pictures together and are no rules.
fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[..3].iter().all(|part| *part > 250),
        Paint::Pattern(_) => false,
    }
}

/// What fonts name in place of a character: ligatures, radicals that are drawn like an ideograph, and
/// the forms of punctuation for vertical text.
fn plain(c: char) -> impl Iterator<Item = char> {
    /// Forms of vertical text, each before what it stands for.
    const VERTICAL: &str = "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰：︱―︲–︳＿︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］";
    /// Radicals of the supplement, each before its ideograph (Unicode's EquivalentUnifiedIdeograph,
    /// those that Japanese uses on their own).
    const RADICALS: &str = "⺁厂⺄乙⺇几⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺟母⺠民⺤爫⺩王⺫目⺬示⺮竹⺯糸⺰糸⺳网⺶羊⺷羊⺸羊⺻聿⺼月⺽臼⻁虎⻄西⻆角⻎辶⻑長⻕阜⻗雨⻘青⻝食⻞食⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀⻳龟";
    let after = |pairs: &str| {
        let mut pairs = pairs.chars();
        std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))).find(|(form, _)| *form == c).map(|(_, plain)| plain)
    };
    let known = match c {
        '\u{FE10}'..='\u{FE4F}' => after(VERTICAL),
        '\u{2E80}'..='\u{2EFF}' => after(RADICALS),
        _ => None,
    };
    let is_form = known.is_none() && matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{2F00}'..='\u{2FDF}');
    let c = known.unwrap_or(c);
    let (folded, kept) = if is_form { (Some(c), None) } else { (None, Some(c)) };
    folded.into_iter().flat_map(|c| std::iter::once(c).nfkc()).chain(kept)
}
