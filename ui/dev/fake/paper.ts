/** 出力 of the invented library: three plain pages, the first of which changes with the options. */
import type { Commands, PreviewPage, PrintOptions } from '../../src/ipc/generated';

const A4 = { width: 595, height: 842 };

function page(number: number, { draft, template, readings }: PrintOptions): PreviewPage {
  const words = number === 1 ? `${draft ? '案　' : ''}議事概要　${template}${readings ? '（ふりがな）' : ''}` : `${number} 頁`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${A4.width} ${A4.height}"><text x="60" y="90" font-size="16">${words}</text></svg>`;
  return { ...A4, hash: words, svg };
}

type Paper = 'preview_minutes' | 'templates_list' | 'export_minutes';

export const PAPER: { [Name in Paper]: (request: Commands[Name]['request']) => Commands[Name]['response'] } = {
  preview_minutes: ({ options, known }) => ({
    pages: [1, 2, 3].map((number) => page(number, options)).map((one) => ({ ...one, svg: known.includes(one.hash) ? null : one.svg })),
    warnings: options.readings ? ['読みのない人が 2 人あります。'] : [],
  }),
  templates_list: () => ({
    templates: [
      { name: '標準', built_in: true, has_layout: true, folder: '', problem: null },
      { name: '青海県', built_in: false, has_layout: false, folder: '/書庫/様式/青海県', problem: null },
    ],
  }),
  export_minutes: ({ path }) => ({ path, bytes: 40120, pages: path.endsWith('.pdf') ? 3 : null, warnings: [] }),
};
