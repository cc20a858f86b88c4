//! Why a file cannot be read, and what to do about it.

use gijicho_import::{Application, Format, ImportError, Parts};

pub(super) fn reason(error: &ImportError) -> String {
    match error {
        ImportError::Empty => "中身がありません。別のファイルを選んでください。".to_owned(),
        ImportError::TooLarge { bytes, limit } => format!(
            "文書として大きすぎます（{} MB）。{} MB までです。会議ごとに分けて取り込んでください。",
            bytes.div_ceil(1 << 20),
            limit >> 20
        ),
        ImportError::TooManyLines { lines, limit } => {
            format!("行が多すぎます（{lines} 行）。{limit} 行までです。会議ごとに分けて取り込んでください。")
        }
        ImportError::Binary { detected } => {
            let what = match *detected {
                "unknown" => "文字の文書ではありません".to_owned(),
                what => format!("文字の文書ではありません（{what}）"),
            };
            format!("{what}。テキストか CSV に書き出してから取り込んでください。")
        }
        ImportError::Unsupported { application } => unsupported(*application).to_owned(),
        ImportError::Encrypted => {
            "パスワードで保護されています。パスワードを外して保存し直したものを取り込んでください。".to_owned()
        }
        ImportError::Damaged { format, .. } => {
            let (name, way_out) = match format {
                Format::Pdf => ("PDF", "作った元のソフトで PDF に保存し直してください"),
                Format::Docx => ("Word 文書", "Word で開き、名前を付けて保存し直してください"),
                Format::Xlsx => ("Excel ブック", "Excel で開き、名前を付けて保存し直してください"),
                Format::Record => ("議事帖のデータ", "書き出し直してください"),
                Format::Text | Format::Markdown | Format::Html | Format::Captions => {
                    ("文書", "テキストに書き出してから取り込んでください")
                }
            };
            format!("{name}として読めません。壊れているようです。{way_out}。")
        }
        ImportError::Archive => {
            "ZIP の中に複数のファイルがあります。開いて、中のファイルを取り込んでください。".to_owned()
        }
        ImportError::BadArchive => {
            "ZIP が開けません。壊れているようです。作り直したものを取り込んでください。".to_owned()
        }
        ImportError::Scan { pages } => format!(
            "紙を読み取った画像の PDF で、文字が入っていません（{pages} ページ）。元の Word 文書を取り込むか、文字認識（OCR）をかけて保存し直してください。"
        ),
        ImportError::TooManyPages { pages, limit } => {
            format!("ページが多すぎます（{pages} ページ）。{limit} ページまでです。分けて取り込んでください。")
        }
        ImportError::TooDeep { limit } => {
            format!(
                "入れ子が深すぎます（{limit} 段まで）。平らにしたものか、テキストに書き出したものを取り込んでください。"
            )
        }
        ImportError::Expands { limit } => format!(
            "展開すると大きくなりすぎます（{} MB まで）。信頼できるファイルなら、分けて取り込んでください。",
            limit >> 20
        ),
        ImportError::TooManyParts { parts, limit } => {
            let what = match parts {
                Parts::Marks => "ページの上の文字や線",
                Parts::Elements => "文書の要素",
                Parts::Attributes => "要素の属性",
                Parts::Cells => "表のセル",
                Parts::Files => "ファイル",
            };
            format!("{what}が多すぎます。{limit} までです。分けて取り込んでください。")
        }
        ImportError::UnknownEncoding { label: Some(label) } => {
            format!("文字コード「{label}」では読めません。別の文字コードを指定してください。")
        }
        ImportError::UnknownEncoding { label: None } => {
            "文字コードが分かりません。--encoding で指定するか、UTF-8 で保存し直してください。".to_owned()
        }
        ImportError::NotMinutes => {
            "議事概要・計画・進捗状況のどれにも見えません。何も取り込みませんでした。種類を指定すると読み直せます。"
                .to_owned()
        }
        ImportError::People => {
            "名簿（氏名と職の一覧）です。議事録ではないので、会議としては取り込みません。画面の「取込」で開くと、\
             人・職・就任日として名簿に加えられます。"
                .to_owned()
        }
        ImportError::NotTable => {
            "計画か進捗状況の表が見つかりません。見出しの行（番号、具体的取組 など）があるか確かめてください。"
                .to_owned()
        }
        ImportError::BadTable { line } => format!("{line} 行目の表が読めません。区切りと引用符を確かめてください。"),
    }
}

/// A format that is recognised and not read, and what to save it as.
fn unsupported(application: Application) -> &'static str {
    match application {
        Application::OldWord => "古い形式の Word 文書（.doc）です。Word で .docx に保存し直してください。",
        Application::OldExcel => "古い形式の Excel ブック（.xls）です。Excel で .xlsx に保存し直してください。",
        Application::PowerPoint => "PowerPoint のファイルです。PDF に書き出してから取り込んでください。",
        Application::Ichitaro => "一太郎の文書です。Word 形式（.docx）か PDF に書き出してから取り込んでください。",
        Application::OpenDocument => {
            "OpenDocument 形式です。Word 形式（.docx）か Excel 形式（.xlsx）に保存し直してください。"
        }
        Application::Rtf => "リッチテキスト（.rtf）です。Word で .docx に保存し直してください。",
        Application::Mhtml => "MHTML 形式のページです。「Web ページ、HTML のみ」で保存し直してください。",
        Application::Unknown => "対応していない形式です。Word 形式（.docx）か PDF に書き出してから取り込んでください。",
    }
}
