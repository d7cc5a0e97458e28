// What every page does with script. Each module works alone; without any of them the page still works.
import './keys.js';
import './keep.js';
import './live.js';
import './day.js';

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});

// A menu closes when one looks elsewhere; Escape closes it, and the folded act one is in.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', event => {
  const fold = event.key === 'Escape' && (document.querySelector('details.menu[open]') || event.target.closest('details.fold[open]'));
  if (fold) {
    fold.open = false;
    fold.querySelector('summary').focus();
  }
});

// Whoever goes by keys goes on where they were: a page that replaced another begins at its content or at the form that was refused, a list that renewed itself at the line it was left at.
let left = '';
document.addEventListener('htmx:beforeSwap', event => {
  const link = document.activeElement;
  left = event.detail.target !== document.body && event.detail.target.contains(link) ? link.getAttribute('href') || '' : '';
});
document.addEventListener('htmx:afterSettle', event => {
  if (document.activeElement !== document.body) return;
  if (left) [...document.querySelectorAll('main a[href]')].find(link => link.getAttribute('href') === left)?.focus();
  else if (event.detail.target === document.body) {
    const refused = document.querySelector('main form:has(.refusal)')?.querySelector('input:not([type=hidden]), select, textarea, button:not(.unseen)');
    (refused || document.getElementById('content')).focus({ preventScroll: !refused });
  }
  left = '';
});

const tell = isLost => {
  const note = document.getElementById('offline');
  if (note) note.hidden = !isLost;
};
addEventListener('offline', () => tell(true));
addEventListener('online', () => tell(false));
document.addEventListener('htmx:sendError', () => tell(true));
document.addEventListener('htmx:afterOnLoad', () => tell(false));

// "Select all" of a list, and how many are chosen.
document.addEventListener('change', event => {
  const form = event.target.closest('form[data-bulk]');
  if (!form) return;
  const boxes = [...form.querySelectorAll('input[name=paper][type=checkbox], input[name=delivery][type=checkbox]')];
  if (event.target.matches('[data-all]')) boxes.forEach(box => { box.checked = event.target.checked; });
  const chosen = boxes.filter(box => box.checked).length;
  form.querySelector('[data-chosen]').textContent = chosen || '';
});

// The drawing of a family is fetched by the pages that have one.
const draw = () => {
  if (document.querySelector('[data-graph][hidden]')) import('./graph.js').then(graph => graph.begin());
};
document.addEventListener('htmx:load', draw);
draw();

// A key file is opened by the pages where one may sign.
const offerKeyFile = () => {
  if (document.querySelector('[data-key-file-use][hidden]')) import('./sign.js').then(sign => sign.begin());
};
document.addEventListener('htmx:load', offerKeyFile);
offerKeyFile();

// A picture wider than its page begins in its middle, where its first step stands.
const toMiddle = () => {
  for (const picture of document.querySelectorAll('.picture')) picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
};
document.addEventListener('htmx:load', toMiddle);
toMiddle();
