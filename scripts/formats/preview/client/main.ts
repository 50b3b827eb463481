import type { Update } from '../update.ts';
import { Bar } from './bar.ts';
import { parseTarget, sameLabel } from './deep-link.ts';
import { Desk } from './desk.ts';
import { commandOf } from './keys.ts';
import { labelsFor } from './labels.ts';

// The entry of the client. The document holds the pages in its light tree, styled as they were laid out, and the
// preview's own parts in a shadow tree.
const { lang, labels } = labelsFor(navigator.language);
const desk = new Desk(document.querySelector('bx-desk') as HTMLElement);
const bar = new Bar(document.querySelector('bx-bar') as HTMLElement, lang, labels, {
  turn,
  zoom,
  goToLabel,
  goToPlace: goToSource,
});
let title = document.title;
/** The address names a place that is not on the pages yet: they may be those of a file half saved. */
let onTheWay = true;

function turn(step: 1 | -1): void {
  desk.goToSpread(desk.spread + step);
  desk.element.focus();
}

function zoom(step: 1 | -1 | 0): void {
  desk.zoom(step);
  tell();
}

function goToLabel(label: string): boolean {
  const index = desk.pages.findIndex((page) => page.label !== '' && sameLabel(page.label, label));
  if (index >= 0) desk.goToPage(index);
  bar.say(index < 0 ? labels.noSuchPage(label) : '');
  onTheWay = false;
  tell();
  desk.element.focus();
  return index >= 0;
}

function goToSource(file: string, line: number): boolean {
  const source = `${file}:${line}`;
  const found = desk.goToSource(file, line);
  bar.say(found ? source : labels.noSuchSource(source));
  onTheWay = false;
  return found;
}

/** Goes where the address says; when that is not there, it is tried again with the next pages. */
function followAddress(): void {
  const target = parseTarget(location.hash);
  if (target?.kind === 'page') onTheWay = !goToLabel(target.label);
  else if (target?.kind === 'source') onTheWay = !goToSource(target.file, target.line);
  else onTheWay = false;
}

function tell(): void {
  const shown = desk.current.map((page) => page.label).filter((label) => label !== '');
  const last = desk.pages.findLast((page) => page.label !== '')?.label ?? '';
  const language = document.documentElement.lang;
  bar.show({ title, language, label: shown.join('–'), last, zoom: desk.scale });
}

/** Milliseconds before a new connection. */
const RETRY_MS = 500;

/** Updates are shown one after another, for each builds on the one before. */
let queue = Promise.resolve();
let events: EventSource;

function connect(): void {
  events = new EventSource('/events');
  events.addEventListener('book', (event) => {
    const update = JSON.parse(event.data) as Update;
    queue = queue.then(() => show(update)).catch(startOver);
  });
  events.addEventListener('open', () => bar.say(''));
  events.addEventListener('error', () => bar.say(labels.disconnected));
}

/** An update that does not fit what is here: a new connection brings everything. */
function startOver(): void {
  events.close();
  setTimeout(connect, RETRY_MS);
}

async function show(update: Update): Promise<void> {
  if (update.book !== undefined) {
    title = update.book.title;
    document.title = title;
    await desk.show(update.book);
    if (onTheWay) followAddress();
  }
  bar.list(update);
  tell();
}

window.addEventListener('hashchange', followAddress);
desk.element.addEventListener('scroll', tell, { passive: true });
new ResizeObserver(tell).observe(desk.element);

document.addEventListener('keydown', (event) => {
  const vertical = document.documentElement.classList.contains('vertical');
  const command = commandOf(event, { vertical, fits: desk.fits });
  // A space presses the button that has the focus.
  const pressed = event.key === ' ' && event.composedPath()[0] instanceof HTMLButtonElement;
  if (command === undefined || pressed) return;
  event.preventDefault();
  onTheWay = false;
  if (command.kind === 'turn') turn(command.step);
  else if (command.kind === 'zoom') zoom(command.step);
  else desk.goToSpread(command.end === 'first' ? 0 : desk.spreadCount - 1);
});

for (const kind of ['wheel', 'pointerdown'] as const) {
  desk.element.addEventListener(
    kind,
    () => {
      onTheWay = false;
    },
    { passive: true },
  );
}

desk.element.addEventListener('dblclick', (event) => {
  const source = (event.target as Element).closest('[data-source]')?.getAttribute('data-source');
  if (source !== null && source !== undefined) bar.say(source);
});

// Links within the book turn to their page; others are only named, for nothing here leaves this machine.
for (const kind of ['click', 'auxclick'] as const) {
  desk.element.addEventListener(kind, (event) => {
    const link = (event.target as Element).closest('a[href]');
    if (link === null) return;
    event.preventDefault();
    const href = link.getAttribute('href') ?? '';
    if (!href.startsWith('#') || !desk.goToId(href.slice(1))) bar.say(href);
  });
}

connect();
desk.element.focus();
