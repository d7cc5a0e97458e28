// Shortcuts: whatever carries data-key answers to it. "?" shows those of the page; nothing happens while somebody types.
const OFF = 'dispatch-keys-off';
const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), select, textarea, [contenteditable], dialog';
let begun = '';

const seen = element => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
const keyed = () => {
  const taken = new Map();
  for (const element of document.querySelectorAll('[data-key]')) {
    const isInMenu = element.closest('.side, details.menu');
    if (!taken.has(element.dataset.key) && (isInMenu || seen(element))) taken.set(element.dataset.key, element);
  }
  return taken;
};
const nameOf = element => (element.ariaLabel || element.labels?.[0]?.textContent || element.textContent).trim();

const press = element => {
  if (element.matches(TYPING)) return element.focus();
  element.click();
  if (element.matches('summary')) element.parentElement.querySelector('form input:not([type=hidden]), form select, form textarea')?.focus();
};

const show = () => {
  const old = document.querySelector('dialog[open]');
  if (old) return old.close();
  const dialog = document.getElementById('keys-words')?.content.firstElementChild.cloneNode(true);
  if (!dialog) return;
  const list = dialog.querySelector('.keys');
  for (const [key, element] of keyed()) {
    const line = document.createElement('li');
    line.append(nameOf(element));
    const keys = document.createElement('span');
    for (const one of key.split(' ')) {
      const kbd = document.createElement('kbd');
      kbd.textContent = one;
      keys.append(kbd, ' ');
    }
    line.append(keys);
    list.append(line);
  }
  const off = dialog.querySelector('[data-act=off]');
  off.checked = localStorage.getItem(OFF) === '1';
  off.addEventListener('change', () => localStorage.setItem(OFF, off.checked ? '1' : '0'));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPING)) return;
  if (event.key === '?' && begun === '') {
    event.preventDefault();
    return show();
  }
  if (localStorage.getItem(OFF) === '1') return;
  if (event.key === 'g' && begun === '') {
    begun = 'g ';
    setTimeout(() => { begun = ''; }, 1500);
    return;
  }
  const element = keyed().get(begun + event.key);
  begun = '';
  if (element) {
    event.preventDefault();
    press(element);
  }
});
