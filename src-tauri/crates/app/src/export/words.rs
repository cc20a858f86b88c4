//! What is said about files: their forms, and characters that an encoding does not have.

use gijicho_export::Format;
use gijicho_export::encoding::Replaced;
use gijicho_export::sheet::SheetFormat;

/// A character that an encoding does not have.
pub(crate) fn replaced(replaced: &Replaced) -> String {
    let Replaced { character, written, line } = replaced;
    let code = u32::from(*character);
    format!("{line} 行目の「{character}」（U+{code:04X}）は Shift_JIS にないので「{written}」と書きました。")
}

/// What a format of minutes is called, and what it is for.
pub(crate) fn format(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Pdf => ("PDF", "配布・公表・保存（PDF/A、読み上げ対応）"),
        Format::Docx => ("Word", "ワープロで続きを編集する"),
        Format::Text => ("テキスト", "印刷された形のままの文字"),
        Format::Markdown => ("Markdown", "見出しと箇条書きの付いた文字"),
        Format::Html => ("HTML", "ホームページに載せる 1 枚のページ"),
        Format::Json => ("JSON", "記録のすべてをデータとして"),
        Format::Akn => ("Akoma Ntoso", "議会文書の国際標準（XML）"),
        Format::Speeches => ("国会会議録の形の JSON", "国会会議録検索システムの API と同じ形のデータ"),
    }
}

/// What a format of lists is called, and what it is for.
pub(crate) fn sheet_format(format: SheetFormat) -> (&'static str, &'static str) {
    match format {
        SheetFormat::Xlsx => ("Excel", "表計算で見る・印刷する"),
        SheetFormat::Csv => ("CSV", "ほかのシステムに渡す"),
        SheetFormat::Html => ("HTML", "ホームページに載せる 1 枚のページ"),
        SheetFormat::Markdown => ("Markdown", "文字だけの表"),
        SheetFormat::Json => ("JSON", "データとして"),
    }
}
