import type { BuildState, SessionState } from '../messages.ts';
import { element, textButton } from './element.ts';
import type { Labels } from './labels.ts';
import { choiceGroup, type Menu, menu } from './menu.ts';

/** What the menu asks of the server. */
export interface EditionActions {
  readonly showEdition: (name: string) => void;
  readonly showTheme: (name: string) => void;
  readonly build: (edition: string) => void;
}

/** Formats by the names that everyone knows them by. */
const FORMATS = { pdf: 'PDF', epub: 'EPUB', cover: 'PDF' } as const;

/** The menu of editions, themes and builds. */
export class EditionMenu {
  readonly menu: Menu;
  #labels: Labels;
  #actions: EditionActions;
  #content = element('div', {});
  #listed = '';
  #groups: { show(state: SessionState): void } | undefined;
  #builds = element('div', { class: 'builds' });

  constructor(labels: Labels, actions: EditionActions) {
    this.#labels = labels;
    this.#actions = actions;
    const button = textButton('edition', labels.edition, () => undefined);
    this.menu = menu('edition-menu', button, this.#content);
  }

  /** Shows what there is, what is shown and what is being built. */
  show(state: SessionState): void {
    const listed = JSON.stringify([state.editions, state.themes]);
    // What the reader may be moving over with the keys is not replaced while it stays the same.
    if (listed !== this.#listed) this.#list(state);
    this.#listed = listed;
    this.#groups?.show(state);
    const { button } = this.menu;
    button.textContent = state.edition === '' ? this.#labels.edition : state.edition;
    button.setAttribute('aria-label', `${this.#labels.edition}: ${state.edition}`);
    button.toggleAttribute(
      'data-busy',
      state.builds.some(({ phase }) => phase === 'running'),
    );
    this.#builds.replaceChildren(...state.builds.map((build) => this.#buildLine(build)));
  }

  #list({ editions, themes }: SessionState): void {
    const labels = this.#labels;
    const shown = editions.filter(({ format }) => format !== 'cover');
    const byName = choiceGroup(
      'radio',
      labels.edition,
      shown.map(({ name, format }) => ({ value: name, label: name, key: FORMATS[format] })),
      this.#actions.showEdition,
    );
    const byTheme = choiceGroup(
      'radio',
      labels.theme,
      themes.map((name) => ({ value: name, label: name })),
      this.#actions.showTheme,
    );
    this.#groups = {
      show({ edition, theme }) {
        byName.show([edition]);
        byTheme.show([theme]);
      },
    };
    const buttons = editions.map(({ name, format }) => {
      const button = textButton('build', `${name} · ${FORMATS[format]}`, () => this.#actions.build(name));
      button.setAttribute('aria-label', `${labels.buildEdition(name)} (${FORMATS[format]})`);
      return button;
    });
    const build = element(
      'fieldset',
      {},
      element('legend', {}, labels.build),
      element('div', { class: 'buttons' }, ...buttons),
      this.#builds,
    );
    this.#builds.setAttribute('role', 'status');
    this.#content.replaceChildren(byName.element, byTheme.element, build);
  }

  #buildLine({ edition, phase, message, url }: BuildState): HTMLElement {
    const line = element('p', { class: `build-line ${phase}` }, element('strong', {}, edition), ' ');
    if (phase === 'running') line.append(message === '' ? this.#labels.building : message);
    if (phase === 'failed') line.append(`${this.#labels.buildFailed}: ${message}`);
    if (phase === 'done' && url !== undefined) {
      const name = decodeURIComponent(url.split('/').at(-1) ?? '');
      line.append(
        element('a', { href: url, target: '_blank', 'aria-label': `${this.#labels.openFile} ${name}` }, name),
      );
    }
    return line;
  }
}
