// What is typed into a form with data-keep is kept on this machine until the act is done, so that a lost line loses no words. Signing out forgets it.
const DAYS = 7 * 24 * 3600 * 1000;
const MOST = 200000;
const mine = () => `keep:${document.body.dataset.person}:`;
const placeOf = form => mine() + location.pathname + ':' + form.dataset.keep;
const fieldsOf = form => [...form.elements].filter(field => field.name && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type));
const isTick = field => field.type === 'checkbox' || field.type === 'radio';
const valueOf = field => isTick(field) ? field.checked : field.value;
const read = form => fieldsOf(form).map(field => [field.name, valueOf(field)]);
// By name, in order: a page that asks one question more than the last time has the same words in other places.
const pairs = (form, kept) => {
  const left = fieldsOf(form);
  return kept.fields.flatMap(([name, value]) => {
    const at = left.findIndex(field => field.name === name);
    return at < 0 ? [] : [[left.splice(at, 1)[0], value]];
  });
};
const begun = new WeakMap();

const every = act => {
  for (const key of Object.keys(localStorage).filter(key => key.startsWith('keep:'))) act(key, JSON.parse(localStorage.getItem(key)));
};

const offer = form => {
  const kept = JSON.parse(localStorage.getItem(placeOf(form)) || 'null');
  if (!kept || pairs(form, kept).every(([field, value]) => valueOf(field) === value)) return;
  const note = document.getElementById('kept-words').content.firstElementChild.cloneNode(true);
  note.querySelector('time').textContent = new Date(kept.at).toLocaleString('vi-VN', { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' });
  note.addEventListener('click', event => {
    const act = event.target.dataset.act;
    if (!act) return;
    if (act === 'restore') for (const [field, value] of pairs(form, kept)) {
      if (isTick(field)) field.checked = value; else field.value = value;
    }
    else localStorage.removeItem(placeOf(form));
    note.remove();
    form.querySelector('input:not([type=hidden]), textarea, select')?.focus();
  });
  const fold = form.closest('details');
  (fold || form).before(note);
};

const begin = () => {
  const isDone = document.querySelector('[data-done]') !== null;
  every((key, kept) => {
    if (Date.now() - kept.at > DAYS || (isDone && kept.sent)) localStorage.removeItem(key);
  });
  for (const form of document.querySelectorAll('form[data-keep]')) {
    if (begun.has(form)) continue;
    begun.set(form, true);
    offer(form);
  }
};

let wait;
document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-keep]');
  if (!form || event.target.type === 'password' || event.target.type === 'file') return;
  clearTimeout(wait);
  const place = placeOf(form);
  wait = setTimeout(() => {
    const text = JSON.stringify({ at: Date.now(), fields: read(form) });
    if (text.length <= MOST) localStorage.setItem(place, text);
  }, 400);
});
document.addEventListener('submit', event => {
  clearTimeout(wait);
  if (event.target.getAttribute('action') === '/sign-out') every(key => localStorage.removeItem(key));
  if (!event.target.dataset.keep) return;
  localStorage.setItem(placeOf(event.target), JSON.stringify({ at: Date.now(), sent: true, fields: read(event.target) }));
});
document.addEventListener('htmx:load', begin);
begin();
