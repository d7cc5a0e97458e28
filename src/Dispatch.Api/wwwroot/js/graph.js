// The family of a paper as a drawing: a tree from left to right, a row for each node that is open. SVG of this page: its colours are those of the theme, its nodes take the keyboard,
// it scrolls and prints as the page does. Big branches come folded, by printed line and then by state.
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 38, STEP = 300, WIDE = 262, HIGH = 30, MANY = 6;
const TONES = { Registered: 'good', Done: 'good', Issued: 'good', Answered: 'good', Closed: 'good', Received: 'busy', Assigned: 'busy', Submitted: 'busy', Refused: 'bad', DeadLetter: 'bad', Voided: 'bad', Recalled: 'bad', Rejected: 'bad' };
const toneOf = node => TONES[node.state] || 'wait';

const make = (name, attributes = {}, ...inside) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};
const groupBy = (items, key) => items.reduce((groups, item) => groups.set(key(item), [...(groups.get(key(item)) || []), item]), new Map());

// What a group says of its members: where they stand, when all stand alike.
const standing = (members, words) => {
  const isAlike = members.every(one => one.state === members[0].state);
  return { note: words.group.replace('{0}', members.length) + (isAlike ? ' · ' + members[0].stateName : ''), state: isAlike ? members[0].state : '', tone: isAlike ? undefined : 'none' };
};

// Children of a paper: by printed line, and a line of many by state. A group stands for its members.
const grouped = (children, words) => {
  const deliveries = children.filter(child => child.type === 'Delivery');
  const others = children.filter(child => child.type !== 'Delivery');
  if (deliveries.length <= MANY) return children;
  const lines = [...groupBy(deliveries, one => one.line || '')];
  const byLine = lines.map(([line, members]) => members.length <= 2 ? members : [{
    id: `line-${line}`, type: 'Group', title: line, isFolded: true, ...standing(members, words),
    children: members.length <= MANY || members.every(one => one.state === members[0].state) ? members : [...groupBy(members, one => one.stateName)].map(([name, same]) => same.length <= 2 ? same : [{
      id: `state-${line}-${name}`, type: 'Group', title: name, note: words.group.replace('{0}', same.length), state: same[0].state, isFolded: true, children: same,
    }]).flat(),
  }]).flat();
  return [...others, ...byLine];
};

const grow = (nodes, words) => {
  const known = new Map(nodes.map(node => [node.id, { ...node, children: [] }]));
  const roots = [];
  for (const node of known.values()) (known.get(node.parent)?.children || roots).push(node);
  const shape = node => {
    node.children.forEach(shape);
    node.hasNews = node.children.some(child => child.hasNews || child.type === 'Copy' || child.state === 'Refused');
    node.isFolded = node.type === 'Delivery' && !node.hasNews;
    node.children = grouped(node.children, words);
    for (const group of node.children.filter(child => child.type === 'Group')) {
      group.hasNews = group.children.some(child => child.hasNews || child.children?.some(one => one.hasNews));
      group.isFolded = !group.hasNews;
      for (const inner of group.children.filter(child => child.type === 'Group')) {
        inner.hasNews = inner.children.some(child => child.hasNews);
        inner.isFolded = !inner.hasNews;
      }
    }
    return node;
  };
  return roots.map(shape);
};

const open = async place => {
  const words = Object.fromEntries([...place.querySelector('[data-words]').content.children].map(word => [word.dataset.word, word.textContent]));
  const answer = await fetch(place.dataset.graph, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const roots = grow(await answer.json(), words);
  const scroll = place.querySelector('.graph-scroll');
  let scale = 1, here = roots[0], drawn = new Map(), size = [0, 0];

  const lay = () => {
    const rows = [];
    let row = 0;
    const walk = (node, depth, parent) => {
      node.depth = depth;
      node.up = parent;
      rows.push(node);
      const shown = node.isFolded ? [] : node.children || [];
      const first = row;
      for (const child of shown) walk(child, depth + 1, node);
      node.y = shown.length ? (shown[0].y + shown[shown.length - 1].y) / 2 : (row++, first);
    };
    roots.forEach(root => walk(root, 0, null));
    size = [(Math.max(...rows.map(node => node.depth)) + 1) * STEP, row * ROW + 8];
    return rows;
  };

  const box = node => {
    const x = node.depth * STEP + 4, y = node.y * ROW + 6, children = node.children || [];
    const days = node.days > 0 ? (node.isWaiting ? words.waiting : words.days).replace('{0}', node.days) : '';
    const note = [node.note, node.type === 'Group' ? '' : node.stateName, days].filter(Boolean).join(' · ');
    const label = make('text', { x: x + 12, y: y + 13, class: 'g-title' }, node.title);
    const element = make('g', {
      role: 'treeitem', tabindex: node === here ? 0 : -1, 'aria-level': node.depth + 1,
      class: `g-node g-${node.tone || toneOf(node)} g-${node.type}${node.isWaiting && node.days > 3 ? ' g-slow' : ''}`, ...(children.length ? { 'aria-expanded': String(!node.isFolded) } : {}),
    }, make('title', {}, [node.title, node.organisation !== node.title && node.organisation, note, node.reason].filter(Boolean).join(', ')), make('rect', { x, y, width: WIDE, height: HIGH, rx: 5 }), make('rect', { x, y, width: 5, height: HIGH, class: 'g-tone' }), label,
    make('text', { x: x + 12, y: y + 25, class: 'g-note' }, note));
    if (children.length) {
      element.append(make('circle', { cx: x + WIDE, cy: y + HIGH / 2, r: 8, class: 'g-fold' }), make('text', { x: x + WIDE, y: y + HIGH / 2 + 4, class: 'g-sign', 'text-anchor': 'middle', 'aria-hidden': true }, node.isFolded ? '+' : '−'));
    }
    element.addEventListener('click', () => { here = node; toggle(node, true); });
    drawn.set(node, element);
    return element;
  };

  const draw = focus => {
    const rows = lay();
    drawn = new Map();
    const edges = rows.filter(node => node.up).map(node => {
      const [x, y] = [node.depth * STEP + 4, node.y * ROW + 6 + HIGH / 2], from = [(node.depth - 1) * STEP + 4 + WIDE + 8, node.up.y * ROW + 6 + HIGH / 2];
      return make('path', { d: `M${from[0]} ${from[1]}C${from[0] + 18} ${from[1]} ${x - 18} ${y} ${x} ${y}`, class: 'g-edge' });
    });
    const svg = make('svg', { viewBox: `0 0 ${size[0]} ${size[1]}`, width: size[0] * scale, height: size[1] * scale }, make('g', { 'aria-hidden': 'true' }, ...edges), make('g', { role: 'tree', 'aria-label': place.getAttribute('aria-label') }, ...rows.map(box)));
    scroll.replaceChildren(svg);
    for (const text of svg.querySelectorAll('.g-title, .g-note')) clip(text);
    if (focus) drawn.get(here)?.focus();
  };
  const clip = text => {
    const words = text.lastChild;
    const most = Math.floor((WIDE - 30) / (text.classList.contains('g-title') ? 6.6 : 5.7));
    if (words.textContent.length > most) words.textContent = words.textContent.slice(0, most - 1) + '…';
  };
  const toggle = (node, focus) => {
    if (node.children?.length) node.isFolded = !node.isFolded;
    draw(focus);
  };
  const zoom = to => { scale = Math.min(2.5, Math.max(0.2, to)); draw(false); };
  const every = (act, nodes = roots) => nodes.forEach(node => { act(node); every(act, node.children || []); });
  const acts = {
    in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25),
    fit: () => zoom(Math.min(scroll.clientWidth / size[0], scroll.clientHeight / size[1], 1)),
    unfold: () => { every(node => { node.isFolded = false; }); draw(false); },
    fold: () => { every(node => { node.isFolded = node.type === 'Group' || node.type === 'Delivery'; }); here = roots[0]; draw(false); },
  };
  place.addEventListener('click', event => acts[event.target.dataset.act]?.());
  const move = to => {
    if (!to) return;
    drawn.get(here)?.setAttribute('tabindex', -1);
    here = to;
    drawn.get(here).setAttribute('tabindex', 0);
    drawn.get(here).focus();
  };
  scroll.addEventListener('keydown', event => {
    const order = [...drawn.keys()].sort((a, b) => a.y - b.y || a.depth - b.depth), same = order.filter(node => node.depth === here.depth), at = same.indexOf(here);
    const keys = {
      ArrowDown: () => move(same[at + 1]), ArrowUp: () => move(same[at - 1]),
      ArrowRight: () => here.isFolded && here.children?.length ? toggle(here, true) : move(here.children?.[0]),
      ArrowLeft: () => here.children?.length && !here.isFolded && here.up ? toggle(here, true) : move(here.up),
      Home: () => move(roots[0]), Enter: () => here.href ? location.assign(here.href) : toggle(here, true), ' ': () => toggle(here, true),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  place.hidden = false;
  draw(false);
  zoom(Math.min(1, Math.max(0.7, scroll.clientWidth / size[0])));
};

/** Draws every family of the page that is not drawn yet. */
export const begin = () => {
  for (const place of document.querySelectorAll('[data-graph][hidden]')) open(place);
};
