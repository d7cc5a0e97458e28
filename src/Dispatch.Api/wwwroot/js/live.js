// News of what colleagues do. One window of the browser listens and tells the others; whoever types or chooses is not disturbed but told.
const channel = new BroadcastChannel('dispatch-live');
let wait;

const light = state => {
  const lamp = document.querySelector('.live');
  if (lamp) {
    lamp.hidden = false;
    lamp.dataset.live = state;
  }
};

const note = (place, href) => {
  if (place.previousElementSibling?.matches('[data-note]')) return;
  const words = document.getElementById('changed-words').content.firstElementChild.cloneNode(true);
  words.dataset.note = '';
  words.querySelector('[data-act=reload]').href = href;
  place.before(words);
};

const refresh = others => {
  for (const list of document.querySelectorAll('[data-live-list]')) {
    if (list.contains(document.activeElement) && document.activeElement.matches('input, select, textarea') || list.querySelector('input[name=paper]:checked')) note(list, location.href);
    else window.htmx?.trigger(list, 'changed');
  }
  const page = document.querySelector('[data-live-paper]');
  if (page && others.includes(page.dataset.livePaper)) note(page, location.href);
};

let others = [];
const hear = news => {
  light(news.state);
  others = others.concat(news.others || []);
  if (!news.others) return;
  clearTimeout(wait);
  wait = setTimeout(() => { refresh(others); others = []; }, 400);
};
const tell = news => {
  hear(news);
  channel.postMessage(news);
};
channel.addEventListener('message', event => hear(event.data));

// The lock is held for as long as this window lives; another window then takes over.
const listen = () => new Promise(() => {
  const source = new EventSource('/live');
  source.addEventListener('open', () => tell({ state: 'on' }));
  source.addEventListener('error', () => tell({ state: source.readyState === EventSource.CLOSED ? 'off' : 'wait' }));
  source.addEventListener('acts', event => tell({ state: 'on', others: JSON.parse(event.data).others }));
});
if (document.body.dataset.person) {
  if (navigator.locks) navigator.locks.request('dispatch-live', listen); else listen();
}
