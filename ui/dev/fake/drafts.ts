/** An invented file as the importer would read it. */
import type { DraftRemark, ImportPreviewed, LineRole, SourceLine } from '../../src/ipc/generated';

type Row = [text: string, role: LineRole, remark?: number];

const ROWS: Row[] = [
  ['　令和５年度 第３回青海県県政推進本部 本部員会議　概要', 'header'],
  ['', 'blank'],
  ['１ 開催日時：令和６年２月８日（木）１０時００分～１０時４０分', 'header'],
  ['２ 開催場所：県庁本庁舎４階 大会議室', 'header'],
  ['３ 議事概要：以下のとおり（●議題提出部局の説明・回答、☆意見', 'header'],
  ['・質問）', 'header'],
  ['', 'blank'],
  ['議題１ 港の掲示の見直しについて', 'agenda'],
  ['●東海林港湾課長（資料１に基づいて説明）', 'speaker', 0],
  ['　港ごとに掲示の場所が違い、雨の日には読めないものがある。屋根', 'body', 0],
  ['の下に移し、字の大きさをそろえる。', 'continuation', 0],
  ['', 'blank'],
  ['　・ 四つの港で場所を移す。', 'body', 0],
  ['- 1 -', 'layout'],
  ['　・ 夜に読めるよう、灯りを', 'body', 0],
  ['足す。', 'continuation', 0],
  ['☆髙藤副知事', 'speaker', 1],
  ['　掲示を直す費用より、直したあと誰が見て回るかを先に決めてもら', 'body', 1],
  ['いたい。', 'continuation', 1],
  ['●東海林港湾課長', 'speaker', 2],
  ['　港湾事務所が週に一度見て回る。', 'body', 2],
  ['（掲示の見本を回覧）', 'scene', 2],
  ['別紙のとおリ　※２', 'unplaced'],
  ['☆桐生福祉保健部長', 'speaker', 3],
  ['　診療所の案内も同じ場所に置けないか、考えてほしい。', 'body', 3],
  ['●潮田総務部長', 'speaker', 4],
  ['　議題１について、了承いただいたものとする。', 'body', 4],
];

const remark = (mark: '●' | '☆', printed: string, unsure: boolean, note: string | null, body: string, lines: [number, number]): DraftRemark => ({
  agenda: 0,
  mark,
  side: mark === '●' ? 'presenter' : 'member',
  function: 'statement',
  speaker: { printed, name: unsure ? printed.slice(0, 2) : printed.slice(0, 2), post: printed.slice(2) },
  speaker_unsure: unsure,
  note,
  body,
  lines,
  block_lines: [],
  span: null,
});

/** The preview of `path`. */
export function preview(path: string): ImportPreviewed {
  const lines: SourceLine[] = ROWS.map(([text, role, owner], i) => ({ line: i + 1, text, role, remark: owner ?? null }));
  return {
    file: path.split('/').pop() ?? path,
    path,
    sha256: 'cd'.repeat(32),
    bytes: 21034,
    encoding: 'UTF-8',
    draft: {
      kind: 'minutes',
      meeting: {
        title: '令和５年度 第３回青海県県政推進本部 本部員会議　概要',
        body: '青海県県政推進本部 本部員会議',
        fiscal_year: 2023,
        ordinal: 3,
        held_on: '2024-02-08',
        starts_at: '10:00',
        ends_at: '10:40',
        place: '県庁本庁舎４階 大会議室',
        attendees: [],
        legend: { '●': '議題提出部局の説明・回答', '☆': '意見・質問' },
        header: [],
      },
      agenda: [{ number: '1', label: '議題１', title: '港の掲示の見直しについて', depth: 1, documents: ['資料１'], lines: [8, 8] }],
      remarks: [
        remark('●', '東海林港湾課長', true, '資料１に基づいて説明', '港ごとに掲示の場所が違い、雨の日には読めないものがある。屋根の下に移し、字の大きさをそろえる。\n\n- 四つの港で場所を移す。\n- 夜に読めるよう、灯りを足す。', [9, 16]),
        remark('☆', '髙藤副知事', false, null, '掲示を直す費用より、直したあと誰が見て回るかを先に決めてもらいたい。', [17, 19]),
        remark('●', '東海林港湾課長', true, null, '港湾事務所が週に一度見て回る。\n\n（掲示の見本を回覧）', [20, 22]),
        remark('☆', '桐生福祉保健部長', false, null, '診療所の案内も同じ場所に置けないか、考えてほしい。', [24, 25]),
        remark('●', '潮田総務部長', false, null, '議題１について、了承いただいたものとする。', [26, 27]),
      ],
      decisions: [{ agenda: 0, outcome: 'acknowledged', phrase: '了承', quote: '議題１について、了承いただいた', condition: null, remark: 4, status: 'proposed' }],
      follow_ups: [
        { remark: 1, quote: '直したあと誰が見て回るかを先に決めてもらいたい', to: '' },
        { remark: 3, quote: '診療所の案内も同じ場所に置けないか、考えてほしい', to: '港湾課' },
      ],
      unplaced: [{ line: 23, text: '別紙のとおリ　※２' }],
      coverage: { characters: 412, placed: 403 },
      warnings: [{ code: 'legend-guessed', message: '凡例が二行に分かれています。', line: 5 }],
      lines,
    },
    duplicates: [],
    bodies: ['青海県県政推進本部 本部員会議'],
    member: null,
    pages: [],
    format: 'pdf',
    same_table: null,
    appointments: [{ family_name: '東海林', post: '港湾課長', department: '', on: '2024-02-08', remarks: [0, 2], alike: [], note: '' }],
    columns: null,
    comparison: null,
  };
}
