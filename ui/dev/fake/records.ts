/** Invented meetings of an invented prefecture, for tests and for looking at the window without a back end. */
import type {
  AgendaItem,
  Block,
  Body,
  Decision,
  Evidence,
  FollowUp,
  LinkedInitiative,
  MeetingRecord,
  MeetingView,
  Outcome,
  ProposalStatus,
  RemarkView,
  Span,
} from '../../src/ipc/generated';
import { INITIATIVES } from './plans';

export const BODY: Body = { id: 'body-1', name: '青海県県政推進本部 本部員会議', valid_from: '2020-04-01', valid_to: null, successor_id: null };

interface Said {
  mark: '●' | '☆';
  speaker: string;
  note?: string;
  text: string[];
  decides?: { items: number[]; quote: string; outcome: Outcome; status: ProposalStatus; links?: number[] };
  asks?: { quote: string; to: string; status: ProposalStatus; answered?: boolean };
}

interface Item {
  title: string;
  documents: string[];
  said: Said[];
}

interface Sitting {
  year: number;
  era: string;
  ordinal: number;
  held_on: string;
  header: string[];
  title: string;
  status: MeetingRecord['meeting']['status'];
  file?: string;
  opening?: Said[];
  items: Item[];
}

const SITTINGS: Sitting[] = [
  {
    year: 2022,
    era: 'R4',
    ordinal: 1,
    held_on: '2022-05-19',
    title: '令和４年度 第１回青海県県政推進本部 本部員会議 概要',
    header: ['１ 開催日時：令和４年５月１９日（木）１３時３０分～１４時１０分', '２ 開催場所：県庁本庁舎４階 大会議室', '３ 議事概要：以下のとおり（●議題提出部局の説明・回答、☆意見・質問）'],
    status: 'published',
    items: [
      {
        title: '灯台資料の電子化の進め方について',
        documents: ['資料１'],
        said: [
          { mark: '●', speaker: '波多野文化振興課長', note: '資料１に基づいて説明', text: ['県内六つの灯台に残る日誌は、湿気で傷みが進んでいる。今年度は二つの灯台から始め、読み取りの手順を確かめる。'] },
          {
            mark: '☆',
            speaker: '岬知事',
            text: ['日誌は土地の人の記憶でもある。読み取ったものは、学校でも使えるようにしてもらいたい。'],
            asks: { quote: '学校でも使えるようにしてもらいたい', to: '教育委員会', status: 'confirmed', answered: true },
          },
          { mark: '●', speaker: '潮田総務部長', text: ['議題１の進め方について、了承いただいたものとする。'], decides: { items: [0], quote: '議題１の進め方について、了承いただいた', outcome: 'acknowledged', status: 'confirmed', links: [5] } },
        ],
      },
    ],
  },
  {
    year: 2023,
    era: 'R5',
    ordinal: 1,
    held_on: '2023-06-08',
    title: '令和５年度 第１回青海県県政推進本部 本部員会議 概要',
    header: ['１ 開催日時：令和５年６月８日（木）９時００分～９時５０分', '２ 開催場所：県庁本庁舎４階 大会議室', '３ 議事概要：以下のとおり（●議題提出部局の説明・回答、☆意見・質問）'],
    status: 'final',
    file: '0608_gaiyou.pdf',
    opening: [{ mark: '●', speaker: '岬知事', note: '開会のあいさつ', text: ['今年度はじめての会議である。きょうの四つの議題は、どれも職員の時間をどこに使うかという問いにつながっている。'] }],
    items: [
      {
        title: '渡船の運航予定の公開について',
        documents: ['資料１', '資料１別表'],
        said: [
          {
            mark: '●',
            speaker: '真鍋島しょ交通課長',
            note: '資料１及び資料１別表に基づいて説明',
            text: [
              '十二の航路のうち、欠航の知らせを紙の掲示だけで行っているところが五つある。島に渡る人の三人に一人は、港に着いてから欠航を知る。',
              '運航の予定と欠航の知らせを一つの形にそろえ、どの航路でも同じ画面で見られるようにする。',
              '・令和５年度は三つの航路で試す。',
              '・掲示も続け、画面を見ない人が困らないようにする。',
            ],
          },
          {
            mark: '☆',
            speaker: '桐生福祉保健部長',
            text: ['通院のために渡る方は朝が早い。前の晩に分かる仕組みにできないか。診療所の予約とも合わせて考えてほしい。'],
            asks: { quote: '診療所の予約とも合わせて考えてほしい', to: '島しょ交通課', status: 'proposed' },
          },
          { mark: '●', speaker: '真鍋島しょ交通課長', text: ['前日の夕方五時に見込みを出す。決まってはいないことを、決まっていないと書いて出すつもりだ。'] },
          { mark: '☆', speaker: '髙藤副知事', text: ['見込みが外れたときの問い合わせは港に来る。港の人手も見ておくこと。'] },
        ],
      },
      {
        title: '電子決裁の対象の拡大（案）について',
        documents: ['資料２'],
        said: [
          { mark: '●', speaker: '浅井行政管理課長', note: '資料２に基づいて説明', text: ['紙で残る決裁は二割ほどで、多くは図面の添付があるものだ。図面の扱いを決めたうえで、十月から対象を広げる。', '（電子決裁の画面の実演）'] },
          { mark: '☆', speaker: '磯貝県土整備部長', text: ['出先では図面を広げて話すことも多い。紙を無くすことが目的にならないよう、使う場面ごとに考えたい。'] },
        ],
      },
      {
        title: '県民相談の記録の共有について',
        documents: ['資料３'],
        said: [
          { mark: '●', speaker: '浅井行政管理課長', note: '資料３に基づいて説明', text: ['相談の記録は窓口ごとに形が違い、同じ方が三度同じことを話すことになっている。電子の記録にそろえ、了解を得た範囲で引き継ぐ。'] },
          {
            mark: '●',
            speaker: '潮田総務部長',
            text: ['ほかに意見がなければ、議題１から議題３については原案のとおり承認いただいたものとし、電子決裁の図面の扱いは総務部で案をまとめる。', 'なお、港の人手については次の会議で報告する。'],
            decides: { items: [0, 1, 2], quote: '議題１から議題３については原案のとおり承認いただいた', outcome: 'approved', status: 'confirmed', links: [1, 7] },
          },
        ],
      },
      {
        title: 'その他',
        documents: [],
        said: [{ mark: '☆', speaker: '岬知事', text: ['会議の資料が届くのが遅い。読む時間も会議のうちだと考えてほしい。'], asks: { quote: '読む時間も会議のうちだと考えてほしい', to: '', status: 'proposed' } }],
      },
    ],
  },
  {
    year: 2023,
    era: 'R5',
    ordinal: 2,
    held_on: '2023-11-16',
    title: '令和５年度 第２回青海県県政推進本部 本部員会議 概要',
    header: ['１ 開催日時：令和５年１１月１６日（木）１５時００分～１５時４５分', '２ 開催場所：県庁本庁舎４階 大会議室', '３ 議事概要：以下のとおり（●議題提出部局の説明・回答、☆意見・質問）'],
    status: 'draft',
    file: 'r5-2_gaiyou.txt',
    items: [
      {
        title: '渡船の運航予定の試行の結果について',
        documents: ['資料１'],
        said: [
          { mark: '●', speaker: '真鍋島しょ交通課長', note: '資料１に基づいて説明', text: ['三つの航路で試したところ、港に着いてから欠航を知る人は三割から一割に減った。残る九つの航路にも順に広げたい。'] },
          { mark: '☆', speaker: '桐生福祉保健部長', text: ['前の晩の見込みは当たったのか。'] },
          { mark: '●', speaker: '真鍋島しょ交通課長', text: ['十日のうち九日は当たった。外れた日の問い合わせは、一つの港で多い日に二十件ほどだった。'] },
          {
            mark: '●',
            speaker: '潮田総務部長',
            text: ['見込みの出し方を夜八時に改めることとして、承認いただいた。'],
            decides: { items: [0], quote: '見込みの出し方を夜八時に改めることとして、承認いただいた', outcome: 'amended', status: 'proposed' },
          },
        ],
      },
      {
        title: '令和６年度の取組の組み直しについて',
        documents: ['資料２'],
        said: [
          { mark: '●', speaker: '浅井行政管理課長', note: '資料２に基づいて説明', text: ['電子の記録づくりが三つの取組に分かれている。一つにまとめ、窓口と電子決裁の両方から見えるようにする。'] },
          {
            mark: '☆',
            speaker: '岬知事',
            text: ['まとめることで誰の仕事か分からなくならないよう、受け持ちを書いておいてもらいたい。急がず、次の会議で引き続き議論することとする。'],
            decides: { items: [1], quote: '次の会議で引き続き議論することとする', outcome: 'continued', status: 'proposed' },
            asks: { quote: '受け持ちを書いておいてもらいたい', to: '行政管理課', status: 'confirmed' },
          },
        ],
      },
    ],
  },
];

const fullWidth = (value: number) => String(value).replace(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit)));

function blocksOf(text: string[]): Block[] {
  return text.map((line) => {
    if (line.startsWith('・')) return { kind: 'item', text: line.slice(1) };
    return /^（.*）$/.test(line) ? { kind: 'scene', text: line } : { kind: 'paragraph', text: line };
  });
}

function build(sitting: Sitting): MeetingView {
  const id = `meeting-${sitting.era}-${sitting.ordinal}`;
  const label = `${sitting.era}-${sitting.ordinal}`;
  const agenda: AgendaItem[] = sitting.items.map((item, i) => ({
    id: `${id}-a${i}`,
    meeting_id: id,
    position: i,
    depth: 1,
    number: String(i + 1),
    label: `議題${fullWidth(i + 1)}`,
    title: item.title,
    documents: item.documents,
    none_recorded: false,
  }));
  const record: MeetingRecord = {
    meeting: {
      id,
      body_id: BODY.id,
      title: sitting.title,
      fiscal_year: sitting.year,
      ordinal: sitting.ordinal,
      held_on: sitting.held_on,
      starts_at: null,
      ends_at: null,
      place: null,
      attendees: [],
      legend: { '●': '議題提出部局の説明・回答', '☆': '意見・質問' },
      header: [],
      status: sitting.status,
    },
    body: BODY,
    agenda,
    remarks: [],
    documents: sitting.items.flatMap((item, i) => item.documents.map((name, j) => ({ id: `${id}-d${i}${j}`, meeting_id: id, label: name, title: '', file_sha256: null }))),
    decisions: [],
    evidence: [],
    links: [],
    follow_ups: [],
  };
  const views: RemarkView[] = [];
  let line = 6;
  const add = (said: Said, item: number | null) => {
    const remarkId = `${id}-r${record.remarks.length}`;
    const blocks = blocksOf(said.text);
    record.remarks.push({
      id: remarkId,
      meeting_id: id,
      agenda_item_id: item === null ? null : (agenda[item]?.id ?? null),
      position: record.remarks.length,
      mark: said.mark,
      side: said.mark === '●' ? 'presenter' : 'member',
      function: 'statement',
      speaker: { printed: said.speaker, name: '', post: '' },
      appointment_id: null,
      note: said.note ?? null,
      body: said.text.join('\n\n'),
      span: null,
      source_lines: sitting.file ? blocks.map((_, i) => [line + i * 2 + 1, line + i * 2 + 2]) : [],
    });
    line += blocks.length * 2 + 2;
    const spans: Span[] = [];
    const mark = (quote: string, carries: Span['carries']) => {
      const block = blocks.findIndex((candidate) => candidate.text.includes(quote));
      const start = blocks[block]?.text.indexOf(quote) ?? 0;
      spans.push({ block, start, end: start + quote.length, carries });
    };
    if (said.decides) {
      const decides = said.decides;
      for (const on of decides.items) {
        const serial = record.decisions.length + 1;
        const decision: Decision = {
          id: `${id}-x${serial}`,
          meeting_id: id,
          agenda_item_id: agenda[on]?.id ?? '',
          serial,
          outcome: decides.outcome,
          phrase: '承認',
          quote: decides.quote,
          condition: null,
          status: decides.status,
          confirmed_by: decides.status === 'confirmed' ? '木曽' : null,
          confirmed_at: decides.status === 'confirmed' ? Date.parse('2023-06-12T01:00:00Z') * 1000 : null,
          supersedes: null,
        };
        record.decisions.push(decision);
        const evidence: Evidence = { id: `${decision.id}-e`, decision_id: decision.id, remark_id: remarkId, quote: decides.quote, prefix: '', suffix: '', remark_sha256: '' };
        record.evidence.push(evidence);
        mark(decides.quote, { kind: 'decision', id: decision.id });
        const linked = decides.links?.[on];
        const initiative = linked === undefined ? undefined : INITIATIVES[linked];
        if (initiative) {
          const link: LinkedInitiative = { decision_id: decision.id, initiative_id: initiative.id, relation: 'approves', status: 'confirmed', number: initiative.number, title: initiative.title };
          record.links.push(link);
        }
      }
    }
    if (said.asks) {
      const followUp: FollowUp = {
        id: `${id}-f${record.follow_ups.length}`,
        meeting_id: id,
        remark_id: remarkId,
        quote: said.asks.quote,
        addressee: said.asks.to,
        due_on: null,
        state: said.asks.answered ? 'answered' : 'open',
        status: said.asks.status,
        answered_by: null,
      };
      record.follow_ups.push(followUp);
      mark(said.asks.quote, { kind: 'follow_up', id: followUp.id });
    }
    spans.sort((a, b) => a.block - b.block || a.start - b.start);
    views.push({ id: remarkId, blocks, spans });
  };
  for (const said of sitting.opening ?? []) add(said, null);
  sitting.items.forEach((item, i) => {
    for (const said of item.said) add(said, i);
  });
  return {
    record,
    title: sitting.title,
    label,
    header: sitting.header,
    remarks: views,
    numbers: record.decisions.map((decision) => ({ id: decision.id, number: `${label}-${decision.serial}` })),
    source: sitting.file ? { file_name: sitting.file, sha256: 'ab'.repeat(32), bytes: 48213, imported_at: Date.parse('2023-12-01T02:00:00Z') * 1000 } : null,
    previous: null,
    next: null,
  };
}

/** Fresh copies of every meeting, newest first. */
export function meetings(): MeetingView[] {
  const views = SITTINGS.map(build).reverse();
  return views.map((view, i) => ({ ...view, next: views[i - 1]?.record.meeting.id ?? null, previous: views[i + 1]?.record.meeting.id ?? null }));
}
