//! What of a page is the page's, and in which lines a browser prints it.

use super::{lines, minutes, read, source};
use gijicho_import::{ImportError, Parts};

fn check(body: &str, expected: &[&str]) {
    assert_eq!(lines(format!("<html><body>{body}</body></html>").as_bytes()), expected, "{body}");
}

#[test]
fn white_space_is_printed_as_a_browser_does() {
    check("<p>県庁\n  DX  の\n推進</p>", &["県庁 DX の推進"]);
    check("<p>本部\n会議</p>", &["本部会議"]);
    check("<pre>一行目\n  二行目</pre>", &["一行目", "  二行目"]);
    check("<p>一<br>二<br/>三</p>", &["一", "二", "三"]);
    check("<div>外<p>内</p>後</div>", &["外", "内", "後"]);
    check("<p>&lt;案&gt;&amp;&#12354;</p>", &["<案>&あ"]);
}

#[test]
fn what_a_browser_hides_is_not_read() {
    check("<p>見<span style=\"display: none\">隠</span><script>x</script><span hidden>隠</span></p>", &["見"]);
    check("<p><ruby>潮<rp>(</rp><rt>しお</rt><rp>)</rp></ruby>見町</p>", &["潮見町"]);
}

#[test]
fn lists_have_their_labels() {
    check("<ul><li>甲</li><li>・乙</li><li>（１）丙</li></ul>", &["・甲", "・乙", "（１）丙"]);
    check("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", &["3. 甲", "7. 乙", "8. 丙"]);
    check("<ol type=A><li>甲<ul><li>子</ul><li>乙</ol>", &["A. 甲", "・子", "B. 乙"]);
    check("<ol style=\"list-style-type: katakana\"><li>甲</ol>", &["ア. 甲"]);
    check("<dl><dt>日時<dd>４月</dl>", &["日時", "４月"]);
}

#[test]
fn tables_keep_what_their_cells_span() {
    check(
        "<table><tr><th rowspan=2>部局<th colspan=2>出席者<tr><td>知事<td>青海</table>",
        &["部局\t出席者", "\t知事\t青海"],
    );
    check("<table><tr><td><h2>見出し</h2><p>本文</p></td></tr></table>", &["見出し", "本文"]);
}

#[test]
fn a_page_says_its_encoding() {
    let page = "<html><head><meta charset=\"Shift_JIS\"></head><body><p>髙瀬 部長</p></body></html>";
    let bytes = encoding_rs::SHIFT_JIS.encode(page).0;
    let source = source(&bytes).unwrap();
    assert_eq!((source.encoding, source.lines[0].1.as_str()), ("Shift_JIS", "髙瀬 部長"));
}

#[test]
fn what_belongs_to_the_site_is_left_out() {
    let body: String = super::MINUTES.lines().map(|line| format!("<p>{line}</p>")).collect();
    let site = |content: &str| {
        format!(
            "<!DOCTYPE html><html><body><header>青海県</header><nav><ul><li><a href=a>暮らし</a></ul></nav>\
             <div class=\"topicpath\">トップ &gt; 県政</div>{content}<footer>青海県庁</footer></body></html>"
        )
    };
    let marked = site(&format!("<main><p>更新日：2023年1月4日</p>{body}</main><div>お知らせ</div>"));
    let unmarked = site(&format!("<div><p>更新日：2023年1月4日</p>{body}</div>"));
    for (page, after) in [(marked, vec!["お知らせ", "青海県庁"]), (unmarked, vec!["青海県庁"])] {
        let draft = minutes(page.as_bytes(), "a.html");
        let mut expected = vec!["青海県", "・暮らし", "トップ > 県政", "更新日：2023年1月4日"];
        expected.extend(after);
        assert_eq!(super::left_out(&draft), expected);
        assert_eq!(super::essence(&draft), super::essence(&minutes(super::MINUTES.as_bytes(), "a.txt")));
    }
}

#[test]
fn depth_costs_no_stack() {
    let deep = format!("<html><body>{}深い</body></html>", "<div>".repeat(900));
    assert_eq!(lines(deep.as_bytes()), ["深い"]);
}

#[test]
fn letters_that_look_otherwise_may_cross_what_they_stand_in() {
    check("<p><b>太い<i>斜め</b>だけ</i>と</p><p>次", &["太い斜めだけと", "次"]);
    check(&"<p><font size=2><b>行</p>".repeat(500), &["行"; 500]);
}

#[test]
fn a_page_that_would_never_be_read_to_its_end_is_refused() {
    let too_deep = ImportError::TooDeep { limit: 1_000 };
    let too_many = |parts, limit| ImportError::TooManyParts { parts, limit };
    let attributes: String = (0..1_000).map(|number| format!(" a{number}")).collect();
    let opened_again: String = (0..2_000).map(|number| format!("<b a{number}>")).collect();
    let spans = format!("<tr><td>甲<td colspan=1000 rowspan=9999>森</tr>{}", "<tr></tr>".repeat(2_000));
    let cases = [
        ("<b>".repeat(50_000), too_deep.clone()),
        ("<table><tr><td>".repeat(5_000), too_deep.clone()),
        (format!("{opened_again}{}", "<p>森".repeat(10_000)), too_deep),
        (format!("<p{attributes}>森"), too_many(Parts::Attributes, 256)),
        (format!("<table>{spans}</table>"), too_many(Parts::Cells, 1_000_000)),
    ];
    for (body, error) in cases {
        assert_eq!(read(format!("<html><body>{body}</body></html>").as_bytes(), "a.html"), Err(error));
    }
}
