import type { Diagnostic } from '../../../model/diagnostic.ts';
import { MODES, type Mode } from './arrangement.ts';
import { element, icon, iconButton, textButton } from './element.ts';
import type { Labels } from './labels.ts';

/** What the bar lets the reader do. */
export interface BarActions {
  readonly turn: (step: 1 | -1) => void;
  readonly zoom: (step: 1 | -1) => void;
  readonly fit: () => void;
  readonly look: (mode: Mode) => void;
  /** Goes to a page by its label, or to a heading by its text. */
  readonly goTo: (text: string) => void;
  readonly togglePanel: () => void;
  readonly toggleProblems: () => void;
  /** Gives the pages the focus. */
  readonly leave: () => void;
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
  readonly mode: Mode;
}

/** The toolbar with its status line; every text is set as text, never as HTML. */
export class Bar {
  readonly element: HTMLElement;
  #labels: Labels;
  #actions: BarActions;
  #title = element('span', { class: 'title' });
  #status = element('output', { class: 'status' });
  #field: HTMLInputElement;
  #last = element('span', { class: 'last' });
  #zoom: HTMLButtonElement;
  #modes: ReadonlyMap<Mode, HTMLButtonElement>;
  #badge = element('span', { class: 'badge' });
  #panel: HTMLButtonElement;

  constructor(labels: Labels, menus: readonly HTMLButtonElement[], actions: BarActions) {
    this.#labels = labels;
    this.#actions = actions;
    this.#zoom = textButton('zoom', '', actions.fit);
    this.#zoom.title = `${labels.fitPage} (0)`;
    this.#field = this.#buildField();
    this.#modes = new Map(
      MODES.map((mode, index) => {
        const look = (): void => actions.look(mode);
        return [mode, iconButton(mode, labels.modes[mode], look, String(index + 1))];
      }),
    );
    this.#panel = iconButton('sidebar', labels.panel, actions.togglePanel, 'c');
    this.#panel.setAttribute('aria-expanded', 'false');
    const problems = textButton('toggle', '', actions.toggleProblems);
    problems.append(element('span', { class: 'word' }, labels.problems), this.#badge);
    problems.title = `${labels.problems} (d)`;
    this.element = element(
      'header',
      { class: 'bar' },
      element('div', { class: 'left' }, this.#panel, this.#title, this.#status),
      element(
        'div',
        { class: 'middle' },
        iconButton('back', labels.previous, () => actions.turn(-1)),
        this.#field,
        this.#last,
        iconButton('forward', labels.next, () => actions.turn(1)),
      ),
      element(
        'div',
        { class: 'right' },
        element('div', { class: 'modes', role: 'group', 'aria-label': labels.mode }, ...this.#modes.values()),
        element(
          'div',
          { class: 'zooms', role: 'group', 'aria-label': labels.zoom },
          iconButton('out', labels.zoomOut, () => actions.zoom(-1), '−'),
          this.#zoom,
          iconButton('in', labels.zoomIn, () => actions.zoom(1), '+'),
        ),
        ...menus,
        problems,
      ),
    );
  }

  /** Tells where the reader is. */
  show({ title, language, label, last, zoom, mode }: BarState): void {
    this.#title.textContent = title;
    this.#title.title = title;
    this.#title.lang = language;
    if (!this.#field.matches(':focus')) this.#field.value = label;
    this.#last.textContent = last === '' ? '' : `/ ${last}`;
    const percent = `${Math.round(zoom * 100)}%`;
    this.#zoom.textContent = percent;
    this.#zoom.setAttribute('aria-label', `${percent}: ${this.#labels.fitPage}`);
    for (const [name, button] of this.#modes) button.setAttribute('aria-pressed', String(name === mode));
  }

  /** Writes the status line; with a URL it is a link there. */
  say(text: string, url?: string): void {
    const content = url === undefined ? text : element('a', { href: url }, text, icon('editor'));
    this.#status.replaceChildren(content);
    this.#status.title = text;
  }

  /** Tells how much was found amiss. */
  count(diagnostics: readonly Diagnostic[]): void {
    const isError = diagnostics.some(({ severity }) => severity === 'error');
    this.#badge.textContent = String(diagnostics.length);
    this.#badge.dataset['severity'] = diagnostics.length === 0 ? 'none' : isError ? 'error' : 'warning';
  }

  /** Tells that the book is being laid out. */
  busy(isBusy: boolean): void {
    this.element.toggleAttribute('data-busy', isBusy);
    this.element.ariaBusy = String(isBusy);
  }

  /** Tells whether the side panel is open. */
  panel(isOpen: boolean): void {
    this.#panel.setAttribute('aria-expanded', String(isOpen));
  }

  /** Puts the cursor into the field that goes to a page. */
  focusField(): void {
    this.#field.focus();
  }

  #buildField(): HTMLInputElement {
    const { goTo } = this.#labels;
    const field = element('input', {
      class: 'page-field',
      type: 'text',
      autocomplete: 'off',
      'aria-label': goTo,
    });
    field.title = `${goTo} (g)`;
    field.spellcheck = false;
    field.addEventListener('focus', () => field.select());
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      // The first Enter of an input method ends its composition and is not meant for us.
      if (event.isComposing) return;
      if (event.key === 'Enter') {
        const { value } = field;
        this.#actions.leave();
        this.#actions.goTo(value);
      }
      if (event.key === 'Escape') this.#actions.leave();
    });
    return field;
  }
}
