//! What of a page is the page's, and in which lines a browser prints it.

use super::{lines, minutes, read, source};
use gijicho_import::ImportError;

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
    let deep = format!("<html><body>{}深い</body></html>", "<div>".repeat(2_000));
    assert_eq!(lines(deep.as_bytes()), ["深い"]);
    let too_deep = format!("<html><body>{}深い</body></html>", "<b>".repeat(50_000));
    assert_eq!(read(too_deep.as_bytes(), "a.html"), Err(ImportError::TooDeep { limit: 3_000 }));
}
