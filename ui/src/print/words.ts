/** What 出力 says on screen. */

export const printWords = {
  title: '出力',
  options: '出力の仕方',
  record: '記録',
  newest: '最新の版',
  inWork: '作業中の記録',
  version: (number: number, status: string) => `第${number}版（${status}）`,
  draft: '案として出す',
  draftNote: '各頁に「案」と記し、行番号をつけ、書き込みのための余白をとります。',
  readings: '名前にふりがなをつける',
  readingsNote: '名簿に読みがある人だけにつきます。',
  template: '様式',
  builtIn: '標準の様式',
  format: 'ファイルの形',
  save: '保存',
  print: '印刷',
  printing: '印刷の用意をしています',
  handedOver: '印刷の画面を開きました',
  saving: '書き出しています',
  saved: (path: string, pages: number | null) => `${path} に保存しました${pages === null ? '' : `（${pages} 頁）`}`,
  pages: '頁',
  page: (number: number) => `${number} 頁`,
  at: (page: number, pages: number) => `${page} / ${pages} 頁`,
  percent: (value: number) => `${value} %`,
  setting: '頁を組んでいます',
  warnings: '注意',
  zoom: '見る大きさ',
};

/** What the list dialog says. */
export const listWords = {
  title: '一覧を出力する',
  list: '一覧',
  kinds: {
    decisions: '決定事項一覧',
    decisions_by_meeting: '会議別の決定事項',
    links: '決定と取組の結び付き',
    initiatives: '年次計画',
    progress: '進捗状況',
    follow_ups: '宿題一覧',
    search: '検索結果',
  },
} as const;
