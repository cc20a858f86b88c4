//! A list of people is no minutes: the window reads it as what it is, and adds it to the register.

use gijicho_tests::window::Stage;

const PEOPLE: &str = "氏名,よみ,職,所属,就任日\n\
    早瀬　恒平,はやせ こうへい,知事,,2019-07-28\n\
    鳴海　渚,なるみ なぎさ,デジタル推進課長,デジタル推進課,2022-04-01\n\
    汐見　遥,しおみ はるか,総務部長,総務部,令和四年四月一日\n";

#[test]
fn a_list_of_people_is_added_to_the_register_with_one_button() {
    let Some(stage) = Stage::set("people") else { return };
    std::fs::write(stage.files_to_open().join("幹部職員名簿.csv"), PEOPLE).unwrap();
    stage.play(async |page| {
        page.resize(1280, 800).await?;
        page.press("link", "取込").await?;
        page.press("button", "ファイルを選ぶ").await?;
        page.see("氏名と職の一覧です").await?;
        page.see_in("table", "デジタル推進課長").await?;
        page.assert_accessible("people").await?;
        page.picture("1-read").await?;
        page.press("button", "3 行を名簿に加える").await?;
        page.see("名簿に加えました").await?;
        page.picture("2-added").await
    });
    let answer = stage.command().args(["--json", "undo"]).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stdout).into_owned();
    assert!(answer.status.success() && said.contains("名簿"), "one step, and it can be taken back: {said}");
}
