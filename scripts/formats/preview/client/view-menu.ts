import { MODES, type Mode } from './arrangement.ts';
import { element, iconButton, textButton } from './element.ts';
import type { Labels } from './labels.ts';
import { choiceGroup, type Menu, menu } from './menu.ts';
import { OVERLAYS, type OverlayName, type Settings, SURROUNDS, type Surround } from './settings.ts';

/** What the menu lets the reader do. */
export interface ViewActions {
  readonly look: (mode: Mode) => void;
  readonly fit: (zoom: 'page' | 'width' | 1) => void;
  readonly surround: (surround: Surround) => void;
  readonly overlay: (name: OverlayName, on: boolean) => void;
}

/** The menu of modes, zooms, surrounds and overlays. */
export class ViewMenu {
  readonly menu: Menu;
  #modes;
  #surrounds;
  #overlays;

  constructor(labels: Labels, actions: ViewActions) {
    const named = <Name extends string>(names: readonly Name[], words: Readonly<Record<Name, string>>) =>
      names.map((value, index) => ({ value, label: words[value], index }));
    const modes = named(MODES, labels.modes).map((one) => ({ ...one, key: String(one.index + 1) }));
    this.#modes = choiceGroup('radio', labels.mode, modes, actions.look);
    this.#surrounds = choiceGroup(
      'radio',
      labels.surround,
      named(SURROUNDS, labels.surrounds),
      actions.surround,
    );
    this.#overlays = choiceGroup(
      'checkbox',
      labels.overlays,
      named(OVERLAYS, labels.overlay),
      actions.overlay,
    );
    const zooms = element(
      'div',
      { class: 'buttons', role: 'group', 'aria-label': labels.zoom },
      textButton('fit', labels.fitPage, () => actions.fit('page')),
      textButton('fit', labels.fitWidth, () => actions.fit('width')),
      textButton('fit', labels.actualSize, () => actions.fit(1)),
    );
    const button = iconButton('view', labels.view, () => undefined);
    const groups = [this.#overlays.element, this.#modes.element, zooms, this.#surrounds.element];
    this.menu = menu('view-menu', button, ...groups);
  }

  /** Shows what is set. */
  show(mode: Mode, { surround, overlays }: Settings): void {
    this.#modes.show([mode]);
    this.#surrounds.show([surround]);
    this.#overlays.show(overlays);
    this.menu.button.toggleAttribute('data-on', overlays.length > 0);
  }
}
