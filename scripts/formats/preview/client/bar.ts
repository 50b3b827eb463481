import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Update } from '../update.ts';
import { element } from './element.ts';
import type { Labels } from './labels.ts';

/** What the bar lets the reader do. */
export interface BarActions {
  readonly turn: (step: 1 | -1) => void;
  readonly zoom: (step: 1 | -1 | 0) => void;
  readonly goToLabel: (label: string) => void;
  readonly goToPlace: (file: string, line: number) => void;
}

/** What the bar tells of the view. */
export interface BarState {
  readonly title: string;
  /** Language of the title, BCP 47. */
  readonly language: string;
  /** Labels of the pages in view, `12–13`. */
  readonly label: string;
  /** The last page's label. */
  readonly last: string;
  readonly zoom: number;
}

/**
 * The toolbar, its status line and the list of diagnostics. They live in a shadow tree, where neither the book's
 * styles nor its ids reach them; every text is set as text, never as HTML.
 */
export class Bar {
  #labels: Labels;
  #actions: BarActions;
  #title = element('span', { class: 'title' });
  #status = element('output', { class: 'status' });
  #field = element('input', { class: 'page-field', type: 'text', autocomplete: 'off', spellcheck: 'false' });
  #last = element('span', { class: 'last' });
  #zoom: HTMLButtonElement;
  #badge = element('span', { class: 'badge' });
  #toggle: HTMLButtonElement;
  #panel = element('section', { class: 'panel', hidden: '' });
  #openedByError = false;

  constructor(host: HTMLElement, lang: string, labels: Labels, actions: BarActions) {
    this.#labels = labels;
    this.#actions = actions;
    this.#zoom = button('zoom', labels.fit, '', () => actions.zoom(0));
    this.#toggle = button('toggle', labels.diagnostics, '', () =>
      this.#open(this.#panel.hasAttribute('hidden')),
    );
    this.#toggle.append(element('span', { class: 'word' }, labels.diagnostics), this.#badge);
    this.#toggle.setAttribute('aria-expanded', 'false');
    this.#panel.setAttribute('aria-label', labels.diagnostics);
    this.#field.setAttribute('aria-label', labels.page);
    const root = host.attachShadow({ mode: 'open' });
    const style = element('link', { rel: 'stylesheet', href: '/preview.css' });
    root.append(style, this.#buildBar(lang), this.#panel);
    this.#panel.lang = lang;
    this.#listenToField();
  }

  /** Tells where the reader is. */
  show(state: BarState): void {
    this.#title.textContent = state.title;
    this.#title.title = state.title;
    this.#title.lang = state.language;
    if (!this.#field.matches(':focus')) this.#field.value = state.label;
    this.#last.textContent = state.last === '' ? '' : `/ ${state.last}`;
    this.#zoom.textContent = `${Math.round(state.zoom * 100)}%`;
  }

  /** Writes the status line. */
  say(text: string): void {
    this.#status.textContent = text;
    this.#status.title = text;
  }

  /** Lists what a build found. Errors open the list by themselves, and close it again when they are mended. */
  list(update: Update): void {
    const { diagnostics } = update;
    const worst = diagnostics.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
    this.#badge.textContent = String(diagnostics.length);
    this.#badge.setAttribute('data-severity', diagnostics.length === 0 ? 'none' : worst);
    const note = update.stale ? (update.book === undefined ? this.#labels.waiting : this.#labels.stale) : '';
    const list = element('ol', {});
    list.append(...diagnostics.map((diagnostic) => this.#item(diagnostic)));
    const empty = diagnostics.length === 0 ? [element('p', { class: 'none' }, this.#labels.none)] : [];
    const head = note === '' ? [] : [element('p', { class: 'stale', role: 'alert' }, note)];
    this.#panel.replaceChildren(...head, ...empty, list);
    if (update.stale && this.#panel.hasAttribute('hidden')) {
      this.#open(true);
      this.#openedByError = true;
    } else if (!update.stale && this.#openedByError) this.#open(false);
  }

  #buildBar(lang: string): HTMLElement {
    const { turn, zoom } = this.#actions;
    const bar = element('div', { class: 'bar', role: 'toolbar', lang });
    const left = element('div', { class: 'left' });
    left.append(this.#title, this.#status);
    const middle = element('div', { class: 'middle' });
    middle.append(
      button('previous', this.#labels.previous, '‹', () => turn(-1)),
      this.#field,
      this.#last,
      button('next', this.#labels.next, '›', () => turn(1)),
    );
    const right = element('div', { class: 'right' });
    right.append(
      button('out', this.#labels.zoomOut, '−', () => zoom(-1)),
      this.#zoom,
      button('in', this.#labels.zoomIn, '+', () => zoom(1)),
      this.#toggle,
    );
    bar.append(left, middle, right);
    return bar;
  }

  #listenToField(): void {
    this.#field.addEventListener('focus', () => this.#field.select());
    this.#field.addEventListener('keydown', (event) => {
      // The first Enter of an input method ends its composition and is not meant for us.
      if (event.key === 'Enter' && !event.isComposing) {
        const label = this.#field.value;
        this.#field.blur();
        this.#actions.goToLabel(label);
      }
      if (event.key === 'Escape') this.#field.blur();
      event.stopPropagation();
    });
  }

  #open(open: boolean): void {
    this.#panel.hidden = !open;
    this.#openedByError = false;
    this.#toggle.setAttribute('aria-expanded', String(open));
  }

  #item({ severity, ruleId, message, help, place }: Diagnostic): HTMLElement {
    const item = element('li', { class: severity });
    const head = element('p', { class: 'head' });
    head.append(element('span', { class: 'severity' }, this.#labels.severity[severity]));
    if (place !== undefined) {
      const { file, line, column } = place;
      const go = (): void => this.#actions.goToPlace(file, line);
      head.append(button('place', ruleId, `${file}:${line}:${column}`, go));
    }
    item.append(head, element('p', { class: 'message', title: ruleId }, message));
    if (help !== undefined) item.append(element('p', { class: 'help' }, help));
    return item;
  }
}

function button(name: string, title: string, text: string, act: () => void): HTMLButtonElement {
  const made = element(
    'button',
    { class: name, type: 'button', title, 'aria-label': text.length > 1 ? '' : title },
    text,
  );
  if (made.getAttribute('aria-label') === '') made.removeAttribute('aria-label');
  made.addEventListener('click', act);
  return made;
}
