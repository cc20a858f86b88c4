// Finds words in the minutes of a published site, from files alone: no server is asked.
//
// The index stands in small files, each loaded by a script tag when a word needs it, so that it
// works from a folder, too. Text is folded as the program folds it (fold.js is made from it).
'use strict';
(() => {
  const MOST_SHOWN = 200;
  const AROUND = 40;
  const settings = window.gijichoSite;
  const parts = { fold: null, index: new Map(), docs: new Map() };
  const waiting = new Map();

  window.gijichoFold = (table) => { parts.fold = new Map(Object.entries(table)); };
  window.gijichoIndex = (shard, table) => { parts.index.set(shard, new Map(Object.entries(table))); };
  window.gijichoDocs = (shard, docs) => { parts.docs.set(shard, docs); };

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = `search/${name}.js`;
        script.onload = done;
        script.onerror = () => { waiting.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  const isSpace = (c) => /[\s\p{Cc}]/u.test(c);
  const isJapanese = (c) => /[\u{2E80}-\u{9FFF}\u{F900}-\u{FAFF}\u{20000}-\u{3FFFF}]/u.test(c);
  const isLatin = (c) => /[\p{Alphabetic}\p{N}]/u.test(c) && !isJapanese(c);

  // What the program does: width and case, one character for its variants, no white space except
  // between two words of Latin letters.
  function fold(text) {
    let out = '';
    let last = '';
    let space = false;
    for (const whole of text.normalize('NFKC')) {
      for (const c of whole.toLowerCase()) {
        if (isSpace(c)) {
          space = space || (last !== '' && isLatin(last));
          continue;
        }
        for (const folded of parts.fold.get(c) ?? c) {
          if (space && isLatin(folded)) out += ' ';
          space = false;
          out += folded;
          last = folded;
        }
      }
    }
    return out;
  }

  // Words are all looked for; "…" is one word; a minus leaves out; OR stands between alternatives.
  function read(query) {
    const all = [];
    const without = [];
    let alternative = false;
    for (const [, minus, quoted, plain] of query.matchAll(/([-－])?(?:["“”「]([^"“”」]*)["“”」]?|([^\s　]+))/gu)) {
      if (plain === 'OR' && !minus) { alternative = all.length > 0; continue; }
      const word = fold(quoted ?? plain);
      if (word === '') continue;
      if (minus) without.push(word);
      else if (alternative) all[all.length - 1].push(word);
      else all.push([word]);
      alternative = false;
    }
    return { all, without };
  }

  const shardOf = (gram) => gram.codePointAt(0) % settings.indexShards;

  function grams(word) {
    const characters = [...word];
    if (characters.length === 1) return [word];
    return characters.slice(1).map((c, i) => characters[i] + c);
  }

  async function postings(gram) {
    const shard = shardOf(gram);
    await load(`i${shard}`);
    let at = 0;
    return new Set((parts.index.get(shard)?.get(gram) ?? []).map((step) => (at += step)));
  }

  // Documents that may hold a word: those that hold every pair of its characters.
  async function candidates(word) {
    let found = null;
    for (const gram of grams(word)) {
      const these = await postings(gram);
      found = found === null ? these : new Set([...found].filter((id) => these.has(id)));
    }
    return found ?? new Set();
  }

  async function documentOf(id) {
    const shard = Math.floor(id / settings.docsInShard);
    await load(`d${shard}`);
    const doc = parts.docs.get(shard)[id % settings.docsInShard];
    doc.folded ??= [doc.text, doc.speaker, doc.post].map(fold);
    return doc;
  }

  const holds = (doc, word) => doc.folded.some((field) => field.includes(word));

  async function find(query) {
    await load('fold');
    const { all, without } = read(query);
    let ids = null;
    for (const words of all) {
      const any = new Set();
      for (const word of words) for (const id of await candidates(word)) any.add(id);
      ids = ids === null ? any : new Set([...ids].filter((id) => any.has(id)));
    }
    const hits = [];
    for (const id of [...(ids ?? [])].sort((a, b) => a - b)) {
      const doc = await documentOf(id);
      if (all.every((words) => words.some((word) => holds(doc, word))) && !without.some((word) => holds(doc, word))) {
        hits.push(doc);
      }
    }
    return { hits, words: all.flat() };
  }

  // Where a folded word begins and ends in the text as it is printed.
  function placeOf(text, word) {
    const characters = [...text];
    for (let start = 0; start < characters.length; start += 1) {
      for (let end = start + 1; end <= Math.min(characters.length, start + 3 * word.length + 8); end += 1) {
        const folded = fold(characters.slice(start, end).join(''));
        if (folded === word) return [characters, start, end];
        if (!word.startsWith(folded)) break;
      }
    }
    return null;
  }

  function snippet(doc, words) {
    const line = document.createElement('p');
    const place = words.map((word) => placeOf(doc.text, word)).find((found) => found !== null);
    if (!place) {
      line.textContent = [...doc.text].slice(0, 2 * AROUND).join('');
      return line;
    }
    const [characters, start, end] = place;
    const mark = document.createElement('mark');
    mark.textContent = characters.slice(start, end).join('');
    const before = (start > AROUND ? '…' : '') + characters.slice(Math.max(0, start - AROUND), start).join('');
    const after = characters.slice(end, end + AROUND).join('') + (end + AROUND < characters.length ? '…' : '');
    line.append(before, mark, after);
    return line;
  }

  function show(list, status, { hits, words }) {
    status.textContent = hits.length > MOST_SHOWN
      ? `${hits.length} 件の発言が見つかりました。はじめの ${MOST_SHOWN} 件を示します。`
      : `${hits.length} 件の発言が見つかりました。`;
    list.replaceChildren(...hits.slice(0, MOST_SHOWN).map((doc) => {
      const item = document.createElement('li');
      item.dataset.id = doc.id;
      const link = document.createElement('a');
      link.href = doc.url;
      link.textContent = `${doc.meeting} ${doc.mark}${doc.speaker}`.trim();
      const heading = document.createElement('p');
      heading.append(link, doc.agenda === '' ? '' : `（${doc.agenda}）`);
      item.append(heading, snippet(doc, words));
      return item;
    }));
  }

  const form = document.querySelector('form');
  const input = document.querySelector('input');
  const status = document.querySelector('[role=status]');
  const list = document.querySelector('.hits');

  async function run() {
    const query = input.value.trim();
    if (query === '') return;
    status.textContent = '探しています…';
    try {
      show(list, status, await find(query));
    } catch {
      list.replaceChildren();
      status.textContent = '索引のファイルが読めません。フォルダーの中身がそろっているか確かめてください。';
    }
    document.documentElement.dataset.searched = query;
  }

  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  run();
})();
