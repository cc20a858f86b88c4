//! Rough bounds, far above what is measured, so that only a blunder fails them.

use std::time::{Duration, Instant};

use gijicho_store::{DecisionFilter, MinutesImport, StoreError};

use crate::samples::{library, minutes, write};

#[test]
fn a_thousand_meetings_come_in_and_are_listed() {
    let mut library = library();
    let mut draft = minutes("2022-04-14", None);
    let body = "窓口の電子化を進め、紙の文書を減らし、職員が現場に出る時間を増やしたいと考えている。".repeat(4);
    let spoken = draft.remarks[3].clone();
    draft.remarks.extend((0..55).map(|_| gijicho_model::draft::DraftRemark { body: body.clone(), ..spoken.clone() }));
    let begun = Instant::now();
    for n in 0..1_000 {
        draft.meeting.held_on = chrono::NaiveDate::from_num_days_from_ce_opt(737_000 + n);
        write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    }
    let imported = begun.elapsed();
    let reader = library.store.read().unwrap();
    let timed = |what: &str, work: &dyn Fn() -> usize| {
        let begun = Instant::now();
        let count = work();
        println!("{what}: {count} in {:?}", begun.elapsed());
        count
    };
    println!("import: {imported:?}");
    assert_eq!(timed("meetings", &|| reader.meetings().unwrap().len()), 1_000);
    assert_eq!(timed("decisions", &|| reader.decisions(&DecisionFilter::default()).unwrap().len()), 2_000);
    let rows = timed("index", &|| {
        let mut rows = 0;
        reader
            .index_all::<StoreError>(|_| {
                rows += 1;
                Ok(())
            })
            .unwrap();
        rows
    });
    assert_eq!(rows, 1_000 * (1 + 2 + 60 + 2 + 1 + 2));
    assert!(imported < Duration::from_mins(3), "{imported:?}");
}
