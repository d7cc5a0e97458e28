// What every page does with script. Each module works alone; without any of them the page still works.
import './keys.js';
import './keep.js';
import './live.js';
import './day.js';

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});

// A menu closes when one looks elsewhere.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
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
