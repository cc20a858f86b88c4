/** The window in a browser, over the fake: `npm run dev`, then /dev/index.html. `?empty`, `?theme=dark`. */
import { FakeBackend } from './fake/backend';

const options = new URLSearchParams(location.search);
new FakeBackend({ empty: options.has('empty'), settings: { theme: options.get('theme') ?? 'system' } }).install();
await import('../src/main');
