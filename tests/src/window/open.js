// Goes to an address, and gives the milliseconds until `css` names something that is painted.
// What was there before must be gone first, for the next view may draw the like of it.
const [address, css, done] = arguments;
for (const stale of document.querySelectorAll(css)) stale.dataset.stale = '';
const begun = performance.now();
const look = () => {
  if (!document.querySelector(`${css}:not([data-stale])`)) return requestAnimationFrame(look);
  const painted = new MessageChannel();
  painted.port1.onmessage = () => done(performance.now() - begun);
  painted.port2.postMessage(0);
};
location.hash = address;
requestAnimationFrame(look);
