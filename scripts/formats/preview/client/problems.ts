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

  constructor(labels: Labels, actions: ProblemActions) {
    this.#labels = labels;
    this.#actions = actions;
  }

  /** Lists what a build found. */
  list({ diagnostics, stale, book, epub }: Update): void {
    const isEmpty = book === undefined && epub === undefined;
    const note = stale ? (isEmpty ? this.#labels.waiting : this.#labels.stale) : '';
    const head = note === '' ? [] : [element('p', { class: 'stale', role: 'alert' }, note)];
    const body =
      diagnostics.length === 0
        ? element('p', { class: 'none' }, this.#labels.none)
        : element('ol', {}, ...diagnostics.map((diagnostic) => this.#item(diagnostic)));
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
