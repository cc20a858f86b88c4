/** 出力 and 書き出し of the invented library: three plain pages, the first of which changes with the options. */
import type { Commands, PreviewPage, PrintOptions } from '../../src/ipc/generated';

const A4 = { width: 595, height: 842 };

function page(number: number, { draft, template, readings }: PrintOptions): PreviewPage {
  const words = number === 1 ? `${draft ? '案　' : ''}議事概要　${template}${readings ? '（ふりがな）' : ''}` : `${number} 頁`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${A4.width} ${A4.height}"><text x="60" y="90" font-size="16">${words}</text></svg>`;
  return { ...A4, hash: words, svg };
}

type Paper = 'preview_minutes' | 'templates_list' | 'template_copy' | 'export_minutes' | 'export_formats' | 'export_list_name' | 'export_list' | 'export_many' | 'export_progress' | 'export_cancel' | 'export_volume' | 'export_site';

const format = (name: string, label: string) => ({ name, extension: name, label, purpose: `${label} で使う` });

export const PAPER: { [Name in Paper]: (request: Commands[Name]['request']) => Commands[Name]['response'] } = {
  preview_minutes: ({ options, known }) => ({
    pages: [1, 2, 3].map((number) => page(number, options)).map((one) => ({ ...one, svg: known.includes(one.hash) ? null : one.svg })),
    warnings: options.readings ? ['読みのない人が 2 人あります。'] : [],
  }),
  templates_list: () => ({
    templates: [
      { name: '標準', built_in: true, has_layout: true, folder: '', problem: null },
      { name: '青海県', built_in: false, has_layout: false, folder: '/書庫/様式/青海県', problem: null },
      { name: '直しかけ', built_in: false, has_layout: true, folder: '/書庫/様式/直しかけ', problem: { file: 'minutes.typ', line: 12, message: '様式「直しかけ」の minutes.typ 12 行目に誤りがあります。' } },
    ],
  }),
  template_copy: ({ name, with_layout }) => ({ name, built_in: false, has_layout: with_layout, folder: `/書庫/様式/${name}`, problem: null }),
  export_formats: () => ({
    minutes: [format('pdf', 'PDF'), format('docx', 'Word'), format('txt', 'テキスト'), format('json', 'JSON')],
    lists: [format('pdf', 'PDF'), format('xlsx', 'Excel'), format('csv', 'CSV')],
  }),
  export_list_name: ({ list, format: ending }) => ({ name: `${list}.${ending}` }),
  export_list: ({ path }) => ({ path, bytes: 8000, pages: path.endsWith('.pdf') ? 2 : null, warnings: [] }),
  export_many: ({ meetings, formats, folder }) => ({
    folder,
    manifest: 'SHA256SUMS.txt',
    files: meetings.flatMap((meeting) => formats.map((ending) => ({ name: `${meeting}.${ending}`, bytes: 1, sha256: '0'.repeat(64) }))),
    warnings: [],
  }),
  export_progress: () => ({ done: 1, total: 4 }),
  export_cancel: () => ({ done: 1, total: 4 }),
  export_volume: ({ path }) => ({ path, bytes: 90000, pages: 12, warnings: [] }),
  export_site: ({ folder }) => ({ folder, meetings: 2, files: 30 }),
  export_minutes: ({ path }) => ({ path, bytes: 40120, pages: path.endsWith('.pdf') ? 3 : null, warnings: [] }),
};
