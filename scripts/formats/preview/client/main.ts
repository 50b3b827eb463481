import type { EpubState, SessionState, Target, Update } from '../messages.ts';
import { type Mode, stepZoom, type Zoom } from './arrangement.ts';
import { Bar } from './bar.ts';
import { connect, order } from './connection.ts';
import { Contents } from './contents.ts';
import { editorUrl, parseTarget, sameLabel } from './deep-link.ts';
import { Desk } from './desk.ts';
import { EditionMenu } from './edition-menu.ts';
import { element } from './element.ts';
import { Find } from './find.ts';
import { listenToGestures } from './gestures.ts';
import { helpDialog } from './help.ts';
import { type Command, commandOf } from './keys.ts';
import { labelsFor } from './labels-for.ts';
import { Overlays } from './overlays.ts';
import { Panel } from './panel.ts';
import { Problems } from './problems.ts';
import { type ReaderPane, readerPane } from './reader-pane.ts';
import { type OverlayName, type PanelName, readSettings, type Settings, writeSettings } from './settings.ts';
import { ViewMenu } from './view-menu.ts';

// The entry of the client. The document holds the pages in its light tree, styled as they were laid out, and the
// preview's own parts in a shadow tree, where neither the book's styles nor its ids reach them.
const { lang, labels } = labelsFor(navigator.language);
const root = document.documentElement;
const host = document.querySelector('bx-bar') as HTMLElement;

let settings = readSettings(document.cookie);
let session: SessionState | undefined;
let title = document.title;
/** The address names a place that is not on the pages yet: they may be those of a file half saved. */
let onTheWay = true;
/** The mode that a spread of the overview is opened in. */
let readingMode: Mode = 'spreads';
/** Shows the EPUB, while one is shown. */
let reader: ReaderPane | undefined;
/** Size of its text. */
let readerScale = 1;
/** The panel was opened by an error, and closes when it is mended. */
let openedByError = false;

const overlays = new Overlays(() => desk.scale);
const desk = new Desk(
  document.querySelector('bx-desk') as HTMLElement,
  { mode: settings.mode ?? (innerWidth < innerHeight ? 'single' : 'spreads'), zoom: settings.zoom },
  { moved, shown: (leaves) => overlays.shown(leaves), hidden: (leaves) => overlays.hidden(leaves) },
);
const contents = new Contents();
const find = new Find(desk, labels);
const problems = new Problems(labels, { goToPlace: goToSource, editorUrl: placeUrl });
const panel = new Panel(
  labels,
  { contents: contents.element, find: find.element, problems: problems.element },
  panelChanged,
);
const viewMenu = new ViewMenu(labels, {
  look,
  fit,
  surround: (surround) => set({ surround }),
  overlay: (name, on) =>
    chooseOverlays(settings.overlays.filter((one) => one !== name).concat(on ? [name] : [])),
});
const editionMenu = new EditionMenu(labels, {
  showEdition: (edition) => void order('/show', { edition }),
  showTheme: (theme) => void order('/show', { theme }),
  build: (edition) => void order('/build', { edition }),
});
const bar = new Bar(labels, [viewMenu.menu.button, editionMenu.menu.button], {
  turn,
  zoom,
  fit: () => fit('page'),
  look,
  goTo: goToText,
  togglePanel: () => togglePanel(panel.opened ?? 'contents'),
  toggleProblems: () => togglePanel('problems'),
  leave: () => desk.element.focus(),
});
const help = helpDialog(labels);

const menus = [viewMenu.menu.popover, editionMenu.menu.popover];
const face = element('div', { class: 'interface', lang }, bar.element, panel.element, ...menus, help);
host
  .attachShadow({ mode: 'open' })
  .append(element('link', { rel: 'stylesheet', href: '/interface.css' }), face);
desk.element.setAttribute('aria-label', labels.pages);

/** Keeps what the reader set. */
function set(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  const { mode, zoom } = desk.view;
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store needs https, which this machine alone does not have.
  document.cookie = writeSettings({ ...settings, mode, zoom });
  root.dataset['surround'] = settings.surround;
  viewMenu.show(mode, settings);
}

function moved(): void {
  const { mode, zoom } = desk.view;
  if (mode !== settings.mode || zoom !== settings.zoom) set({ mode, zoom });
  if (reader !== undefined) return;
  const shown = desk.current.map((page) => page.label).filter((label) => label !== '');
  const last = desk.pages.findLast((page) => page.label !== '')?.label ?? '';
  bar.show({ title, language: root.lang, label: shown.join('–'), last, zoom: desk.scale, mode });
  contents.mark(desk.page);
}

function look(mode: Mode): void {
  if (mode === 'overview' && desk.view.mode !== 'overview') readingMode = desk.view.mode;
  desk.look({ mode });
  desk.element.focus();
}

function turn(step: 1 | -1): void {
  if (reader !== undefined) return void reader.turn(step);
  desk.turn(step);
  desk.element.focus();
}

function zoom(step: 1 | -1): void {
  if (reader === undefined) {
    desk.zoom({ step });
    return;
  }
  readerScale = stepZoom(readerScale, step);
  reader.zoom(readerScale);
}

function fit(to: Zoom): void {
  if (reader === undefined) {
    desk.zoom({ to });
    return;
  }
  readerScale = 1;
  reader.zoom(readerScale);
}

function goToPage(page: number): void {
  onTheWay = false;
  desk.goToPage(page);
}

/** Goes to a page by its label, or to a heading by its text. */
function goToText(text: string): boolean {
  const byLabel = desk.pages.findIndex((page) => page.label !== '' && sameLabel(page.label, text));
  const page = byLabel >= 0 ? byLabel : contents.pageOf(text);
  if (page !== undefined) goToPage(page);
  bar.say(page === undefined ? labels.noSuchPage(text) : '');
  moved();
  return page !== undefined;
}

function goToSource(file: string, line: number): boolean {
  const source = `${file}:${line}`;
  const found = desk.goToSource(file, line);
  if (found) bar.say(source, placeUrl(source));
  else bar.say(labels.noSuchSource(source));
  onTheWay = false;
  return found;
}

/** Goes where an address or an editor says; false when that is not there. */
function goTo(target: Target): boolean {
  if (target.kind === 'page') return goToText(target.label);
  if (target.kind === 'source') return goToSource(target.file, target.line);
  onTheWay = false;
  return desk.goToId(target.id);
}

/** What is not there is tried again with the next pages. */
function followAddress(): void {
  const target = parseTarget(location.hash, location.search);
  onTheWay = target !== undefined && !goTo(target);
}

function placeUrl(source: string): string | undefined {
  return session?.editor === undefined ? undefined : editorUrl(session.editor, source);
}

/** Names a place of the manuscript, and opens it in the author's editor. */
function openSource(source: string): void {
  const url = placeUrl(source);
  bar.say(source, url);
  if (url !== undefined) element('a', { href: url }).click();
}

/** Opens what stands first on the page that is read. */
function openHere(): void {
  const [source] = desk.leaves.sourcesOn(desk.page);
  if (source !== undefined) openSource(source);
}

function chooseOverlays(names: readonly OverlayName[]): void {
  set({ overlays: names });
  desk.element.toggleAttribute('data-bleed', names.includes('bleed'));
  overlays.choose(names);
}

/** Lays overlays aside, or takes up again what was laid aside. */
function toggleOverlays(): void {
  const isOn = settings.overlays.length > 0;
  if (isOn) settings = { ...settings, rested: settings.overlays };
  chooseOverlays(isOn ? [] : settings.rested);
}

function togglePanel(name: PanelName): void {
  panel.open(panel.opened === name ? undefined : name);
}

function panelChanged(open: PanelName | undefined): void {
  openedByError = false;
  root.toggleAttribute('data-panel', open !== undefined);
  bar.panel(open !== undefined);
  const { panel: _before, ...rest } = settings;
  settings = rest;
  set(open === undefined ? {} : { panel: open });
  find.show(open === 'find');
  problems.show(open === 'problems');
  if (open === 'find') find.focus();
  if (open === 'contents' && reader === undefined) contents.mark(desk.page);
  if (open === undefined) desk.element.focus();
}

/** Shows the pages, or the EPUB in their place. */
function showPane(pane: ReaderPane | undefined): void {
  reader = pane;
  for (const one of [root, face]) one.toggleAttribute('data-epub', pane !== undefined);
  if (pane !== undefined && panel.opened === 'find') panel.open('contents');
}

async function showEpub(epub: EpubState): Promise<void> {
  const pane = await readerPane();
  showPane(pane);
  title = epub.title;
  let entries: Awaited<ReturnType<ReaderPane['contents']>> = [];
  await pane.open(epub, ({ label, scale, href }) => {
    bar.show({ title, language: epub.language, label, last: '', zoom: scale, mode: desk.view.mode });
    contents.mark(entries.findIndex((entry) => entry.href.split('#')[0] === href));
  });
  entries = await pane.contents();
  const pages = entries.map((entry, page) => ({ ...entry, page }));
  contents.list(pages, [], epub.language, (page) => void pane.go(entries[page]?.href ?? ''));
}

async function show(update: Update): Promise<void> {
  if (update.epub !== undefined) await showEpub(update.epub);
  if (update.book !== undefined) {
    showPane(undefined);
    title = update.book.title;
    document.title = title;
    await desk.show(update.book);
    overlays.measure(update.book);
    contents.list(update.book.contents, update.book.pages, update.book.language, goToPage);
    if (panel.opened === 'find') find.refresh();
    if (onTheWay) followAddress();
  }
  problems.take(update);
  bar.count(problems.diagnostics);
  if (update.stale && panel.opened === undefined) {
    panel.open('problems');
    openedByError = true;
  } else if (!update.stale && openedByError) panel.open(undefined);
  if (reader === undefined) moved();
}

function follow(state: SessionState): void {
  session = state;
  editionMenu.show(state);
  bar.busy(state.busy);
}

/** What each kind of command does. */
const COMMANDS: { readonly [Kind in Command['kind']]: (command: Extract<Command, { kind: Kind }>) => void } =
  {
    turn: ({ step, by }) => (reader === undefined ? desk.turn(step, by) : turn(step)),
    end: ({ end }) => desk.goToEnd(end),
    zoom: ({ step }) => zoom(step),
    fit: ({ zoom: to }) => fit(to),
    mode: ({ mode }) => look(mode),
    open: () => look(readingMode),
    panel: ({ panel: name }) => togglePanel(name),
    hit: ({ step }) => find.step(step),
    goto: () => bar.focusField(),
    overlays: toggleOverlays,
    editor: openHere,
    help: () => help.showModal(),
    close: () => panel.open(undefined),
  };

function obey<Kind extends Command['kind']>(command: Extract<Command, { kind: Kind }>): void {
  onTheWay = false;
  const act = COMMANDS[command.kind as Kind] as (command: Extract<Command, { kind: Kind }>) => void;
  act(command);
}

document.addEventListener('keydown', (event) => {
  const vertical = root.classList.contains('vertical');
  const command = commandOf(event, { vertical, fits: desk.fits, mode: desk.view.mode });
  const [target] = event.composedPath();
  // Menus have keys of their own, and are closed by Escape.
  const isInMenu = target instanceof Element && target.closest('[popover]') !== null;
  if (isInMenu || (event.key === 'Escape' && face.querySelector(':popover-open') !== null)) return;
  // Spaces and Enter press the button that has the focus; arrows move among choices; all is text in a field.
  const isOurs = target === document.body || target === desk.element;
  const isControl = target instanceof HTMLInputElement || target instanceof HTMLButtonElement || help.open;
  const moves = ['turn', 'open', 'end'].includes(command?.kind ?? '');
  if (command === undefined || event.isComposing || (!isOurs && isControl && (moves || help.open))) return;
  event.preventDefault();
  obey(command);
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

desk.element.addEventListener('click', (event) => {
  const target = event.target as Element;
  if (target.closest('a[href]') !== null) return;
  const leaf = target.closest('bx-leaf');
  if (desk.view.mode === 'overview') {
    if (leaf === null) return;
    desk.goToPage(desk.leaves.pageOf(leaf));
    return look(readingMode);
  }
  // Whoever marks text is not asking for the editor.
  if (getSelection()?.isCollapsed === false) return;
  const source = target.closest('[data-source]')?.getAttribute('data-source');
  if (source !== null && source !== undefined) openSource(source);
});

// Links within the book turn to their page; others are only named, for nothing here leaves this machine.
for (const kind of ['click', 'auxclick'] as const) {
  desk.element.addEventListener(kind, (event) => {
    const link = (event.target as Element).closest('a[href]');
    if (link === null) return;
    event.preventDefault();
    const href = link.getAttribute('href') ?? '';
    const target = href.startsWith('#') ? parseTarget(href) : undefined;
    if (target === undefined || !goTo(target)) bar.say(href);
  });
}

listenToGestures(desk, {
  turn,
  zoomTo: (factor, at) => desk.zoom({ to: factor }, at),
  isVertical: () => root.classList.contains('vertical'),
});
window.addEventListener('hashchange', followAddress);
desk.element.addEventListener('scrollend', () => {
  // A tab that is loaded anew opens where it was; the address of a place that was asked for stays until then.
  const pages = [desk.pages[desk.page], ...desk.current];
  const label = pages.find((page) => page !== undefined && page.label !== '')?.label;
  void order('/at', { page: String(desk.page) });
  if (!onTheWay && label !== undefined) history.replaceState(null, '', `${location.pathname}#page=${label}`);
});

set({});
panel.open(settings.panel);
chooseOverlays(settings.overlays);
connect({
  update: show,
  session: follow,
  go: (target) => {
    onTheWay = !goTo(target);
  },
  connected: (isConnected) => bar.say(isConnected ? '' : labels.disconnected),
});
desk.element.focus();
