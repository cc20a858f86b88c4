/** The one table of keys: action → keys → what it does. `?` shows it. */

export type Place = 'everywhere' | 'search' | 'lists' | 'meeting' | 'decisions' | 'import' | 'print' | 'write' | 'plan' | 'gantt';

interface Shortcut {
  keys: readonly string[];
  label: string;
  place: Place;
}

const TABLE = {
  find: { keys: ['Ctrl+K'], label: '検索する', place: 'everywhere' },
  undo: { keys: ['Ctrl+Z'], label: '取り消す', place: 'everywhere' },
  redo: { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], label: 'やり直す', place: 'everywhere' },
  back: { keys: ['Escape', 'Alt+ArrowLeft'], label: '前に戻る', place: 'everywhere' },
  forward: { keys: ['Alt+ArrowRight'], label: '次に進む', place: 'everywhere' },
  newMeeting: { keys: ['Ctrl+N'], label: '新しい会議', place: 'everywhere' },
  help: { keys: ['?', 'F1'], label: 'キー一覧', place: 'everywhere' },
  complete: { keys: ['Tab'], label: '候補を入れる', place: 'search' },
  down: { keys: ['ArrowDown'], label: '次を選ぶ', place: 'lists' },
  up: { keys: ['ArrowUp'], label: '前を選ぶ', place: 'lists' },
  first: { keys: ['Home'], label: '初めを選ぶ', place: 'lists' },
  last: { keys: ['End'], label: '終わりを選ぶ', place: 'lists' },
  open: { keys: ['Enter'], label: '開く', place: 'lists' },
  nextRemark: { keys: ['Alt+ArrowDown'], label: '次の発言', place: 'meeting' },
  previousRemark: { keys: ['Alt+ArrowUp'], label: '前の発言', place: 'meeting' },
  nextItem: { keys: ['Ctrl+ArrowDown'], label: '次の議題', place: 'meeting' },
  previousItem: { keys: ['Ctrl+ArrowUp'], label: '前の議題', place: 'meeting' },
  pageDown: { keys: ['PageDown', ' '], label: '一画面進む', place: 'meeting' },
  pageUp: { keys: ['PageUp', 'Shift+ '], label: '一画面戻る', place: 'meeting' },
  large: { keys: ['Ctrl+Shift+L'], label: '大きな字', place: 'meeting' },
  pdf: { keys: ['Ctrl+P'], label: '出力する', place: 'meeting' },
  confirm: { keys: ['Ctrl+Enter'], label: '選んだ提案を確認する', place: 'decisions' },
  link: { keys: ['Ctrl+L'], label: '取組に結ぶ', place: 'decisions' },
  amend: { keys: ['F2'], label: '条件などを補う', place: 'decisions' },
  exportList: { keys: ['Ctrl+P'], label: '一覧を出力する', place: 'lists' },
  next: { keys: ['F8'], label: '次の確認へ', place: 'import' },
  previous: { keys: ['Shift+F8'], label: '前の確認へ', place: 'import' },
  print: { keys: ['Ctrl+P'], label: '印刷する', place: 'print' },
  save: { keys: ['Ctrl+S'], label: '保存する', place: 'print' },
  nextPage: { keys: ['PageDown'], label: '次の頁', place: 'print' },
  previousPage: { keys: ['PageUp'], label: '前の頁', place: 'print' },
  // The sign + is on the key of ; in one layout and on that of = in another.
  zoomIn: { keys: ['Ctrl++', 'Ctrl+;', 'Ctrl+='], label: '大きく見る', place: 'print' },
  zoomOut: { keys: ['Ctrl+-'], label: '小さく見る', place: 'print' },
  zoomReset: { keys: ['Ctrl+0'], label: '幅に合わせる', place: 'print' },
  begin: { keys: ['Ctrl+Enter'], label: '新しい会議を書き始める', place: 'meeting' },
  split: { keys: ['Ctrl+Enter'], label: '発言を分ける', place: 'write' },
  addRemark: { keys: ['Ctrl+Shift+Enter'], label: '発言を足す', place: 'write' },
  moveUp: { keys: ['Alt+ArrowUp'], label: '上へ移す', place: 'write' },
  moveDown: { keys: ['Alt+ArrowDown'], label: '下へ移す', place: 'write' },
  presenter: { keys: ['Ctrl+1'], label: '凡例の一つ目（●）にする', place: 'write' },
  member: { keys: ['Ctrl+2'], label: '凡例の二つ目（☆）にする', place: 'write' },
  decide: { keys: ['Ctrl+D'], label: '選んだ言葉が決めたことを記す', place: 'decisions' },
  check: { keys: ['F7'], label: '体裁チェック', place: 'write' },
  nextComment: { keys: ['F9'], label: '次の確認の意見へ', place: 'write' },
  replace: { keys: ['Ctrl+H'], label: '言葉を置き換える', place: 'write' },
  scene: { keys: ['Ctrl+Shift+S'], label: '場面（　）を入れる', place: 'write' },
  mention: { keys: ['Ctrl+M'], label: '資料の番号を本文に書き入れる', place: 'write' },
  remove: { keys: ['Ctrl+Shift+Backspace'], label: '発言・議題を消す', place: 'write' },
  newPlan: { keys: ['Ctrl+Shift+N'], label: '新しい計画', place: 'plan' },
  addNode: { keys: ['Insert'], label: '次に足す', place: 'plan' },
  addBelow: { keys: ['Shift+Insert'], label: '下に足す', place: 'plan' },
  editNode: { keys: ['F2'], label: '書き直す', place: 'plan' },
  nodeUp: { keys: ['Alt+ArrowUp'], label: '上へ移す', place: 'plan' },
  nodeDown: { keys: ['Alt+ArrowDown'], label: '下へ移す', place: 'plan' },
  nodeTo: { keys: ['Alt+Shift+ArrowRight'], label: 'ほかの柱や取組の下へ移す', place: 'plan' },
  relate: { keys: ['Ctrl+L'], label: 'ほかの計画の取組に関係付ける', place: 'plan' },
  removeNode: { keys: ['Delete'], label: '消す', place: 'plan' },
  barLater: { keys: ['Ctrl+ArrowRight'], label: '棒を後へずらす', place: 'gantt' },
  barEarlier: { keys: ['Ctrl+ArrowLeft'], label: '棒を前へずらす', place: 'gantt' },
  barLonger: { keys: ['Shift+ArrowRight'], label: '棒の終わりを延ばす', place: 'gantt' },
  barShorter: { keys: ['Shift+ArrowLeft'], label: '棒の終わりを縮める', place: 'gantt' },
  barBeginEarlier: { keys: ['Ctrl+Shift+ArrowLeft'], label: '棒の初めを早める', place: 'gantt' },
  barBeginLater: { keys: ['Ctrl+Shift+ArrowRight'], label: '棒の初めを遅らせる', place: 'gantt' },
  barText: { keys: ['Enter', 'F2'], label: '棒の言葉を書く', place: 'gantt' },
  barRemove: { keys: ['Delete'], label: '棒を消す', place: 'gantt' },
  addActivity: { keys: ['Insert'], label: '年次計画の行を足す', place: 'gantt' },
  today: { keys: ['Ctrl+;'], label: 'きょうの日付を入れる', place: 'write' },
} as const satisfies Record<string, Shortcut>;

export type Action = keyof typeof TABLE;

export const SHORTCUTS: Record<Action, Shortcut> = TABLE;

const SIGNS = ['?', '+', '=', ';'];

const GLYPHS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** The first key of an action as people read it: `Ctrl+K`, `Alt+←`. */
export function keyName(action: Action): string {
  return spell(SHORTCUTS[action].keys[0] ?? '');
}

/** A key of the table as people read it. */
export function spell(key: string): string {
  return partsOf(key)
    .map((part) => GLYPHS[part] ?? part)
    .join('+');
}

/** `Ctrl++` is Ctrl and the sign itself. */
function partsOf(key: string): string[] {
  return key.split(/\+(?!$)/u);
}

/** Whether an event is the key of an action. Never while an IME composes. */
export function pressed(event: KeyboardEvent, action: Action): boolean {
  // 229 is what some web views send for the key that ends a composition.
  if (event.isComposing || event.keyCode === 229) return false;
  return SHORTCUTS[action].keys.some((key) => isKey(event, key));
}

function isKey(event: KeyboardEvent, key: string): boolean {
  const parts = partsOf(key);
  const name = parts.pop() ?? '';
  if ((event.ctrlKey || event.metaKey) !== parts.includes('Ctrl')) return false;
  if (event.altKey !== parts.includes('Alt')) return false;
  // A sign is typed with or without Shift, as the keyboard has it.
  if (!SIGNS.includes(name) && event.shiftKey !== parts.includes('Shift')) return false;
  return event.key === name || (name.length === 1 && event.key.toLowerCase() === name.toLowerCase());
}

/** Whether the event happens where a person types. */
export function isTyping(event: Event): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
