import { type Diagnostic, formatPlace } from '../../../model/diagnostic.ts';
import type { Update } from '../messages.ts';
import { element, icon, textButton } from './element.ts';
import type { Labels } from './labels.ts';

/** What a problem leads to. */
export interface ProblemActions {
  /** Goes to the page. */
  readonly goToPlace: (file: string, line: number) => void;
  /** URL of a place in the author's editor; `undefined` for none. */
  readonly editorUrl: (source: string) => string | undefined;
}

/** The panel of diagnostics. Every text is set as text, never as HTML. */
export class Problems {
  readonly element = element('div', { class: 'problems' });
  #labels: Labels;
  #actions: ProblemActions;
  #diagnostics: readonly Diagnostic[] = [];
  /** What is said of the pages shown; empty for nothing. */
  #note = '';
  #isSeen = false;
  #isListed = false;

  constructor(labels: Labels, actions: ProblemActions) {
    this.#labels = labels;
    this.#actions = actions;
  }

  /** What the newest build found, until there is something newer. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Takes what a build found; the list is made when it is seen. */
  take({ diagnostics = this.#diagnostics, stale, book, epub }: Update): void {
    const isEmpty = book === undefined && epub === undefined;
    const note = stale ? (isEmpty ? this.#labels.waiting : this.#labels.stale) : '';
    if (diagnostics === this.#diagnostics && note === this.#note) return;
    this.#diagnostics = diagnostics;
    this.#note = note;
    this.#isListed = false;
    if (this.#isSeen) this.#list();
  }

  /** Comes into sight, or leaves it. */
  show(isSeen: boolean): void {
    this.#isSeen = isSeen;
    if (isSeen && !this.#isListed) this.#list();
  }

  #list(): void {
    this.#isListed = true;
    const head = this.#note === '' ? [] : [element('p', { class: 'stale', role: 'alert' }, this.#note)];
    const items = this.#diagnostics.map((diagnostic) => this.#item(diagnostic));
    const body =
      items.length === 0 ? element('p', { class: 'none' }, this.#labels.none) : element('ol', {}, ...items);
    this.element.replaceChildren(...head, body);
  }

  #item({ severity, ruleId, message, help, place }: Diagnostic): HTMLElement {
    const head = element('p', { class: 'head' });
    head.append(element('span', { class: 'severity' }, this.#labels.severity[severity]));
    if (place !== undefined) {
      const source = formatPlace(place);
      head.append(textButton('place', source, () => this.#actions.goToPlace(place.file, place.line)));
      const url = this.#actions.editorUrl(source);
      const label = this.#labels.openEditor;
      if (url !== undefined)
        head.append(
          element('a', { class: 'editor', href: url, 'aria-label': label, title: label }, icon('editor')),
        );
    }
    return element(
      'li',
      { class: severity },
      head,
      element('p', { class: 'message', title: ruleId }, message),
      ...(help === undefined ? [] : [element('p', { class: 'help' }, help)]),
    );
  }
}
