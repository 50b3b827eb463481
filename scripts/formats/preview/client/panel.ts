import { element, iconButton } from './element.ts';
import type { Labels } from './labels.ts';
import { PANELS, type PanelName } from './settings.ts';

/** The side panel: one of its pages at a time, under tabs. */
export class Panel {
  readonly element: HTMLElement;
  #tabs: Readonly<Record<PanelName, HTMLButtonElement>>;
  #pages: Readonly<Record<PanelName, HTMLElement>>;
  #changed: (open: PanelName | undefined) => void;
  #open: PanelName | undefined;

  constructor(
    labels: Labels,
    contents: Readonly<Record<PanelName, HTMLElement>>,
    changed: (open: PanelName | undefined) => void,
  ) {
    this.#changed = changed;
    this.#tabs = byName((name) => this.#tab(name, labels[name]));
    this.#pages = byName((name) =>
      element(
        'div',
        {
          class: `page ${name}`,
          role: 'tabpanel',
          id: `page-${name}`,
          'aria-labelledby': `tab-${name}`,
          tabindex: '-1',
        },
        contents[name],
      ),
    );
    const tabs = PANELS.map((name) => this.#tabs[name]);
    const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': labels.panel }, ...tabs);
    list.addEventListener('keydown', (event) => this.#moveTab(event));
    const close = iconButton('close', labels.close, () => this.open(undefined), 'Esc');
    this.element = element(
      'aside',
      { class: 'panel', 'aria-label': labels.panel, hidden: '' },
      element('div', { class: 'head' }, list, close),
      ...PANELS.map((name) => this.#pages[name]),
    );
  }

  /** The page that is open. */
  get opened(): PanelName | undefined {
    return this.#open;
  }

  /** Opens one of its pages, or closes the panel. */
  open(name: PanelName | undefined): void {
    this.#open = name;
    this.element.hidden = name === undefined;
    for (const one of PANELS) {
      const isOpen = one === name;
      this.#tabs[one].setAttribute('aria-selected', String(isOpen));
      this.#tabs[one].tabIndex = isOpen ? 0 : -1;
      this.#pages[one].hidden = !isOpen;
    }
    this.#changed(name);
  }

  #tab(name: PanelName, label: string): HTMLButtonElement {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `page-${name}` },
      label,
    );
    tab.addEventListener('click', () => this.open(name));
    return tab;
  }

  /** Arrows move between tabs (ARIA Authoring Practices, tabs). */
  #moveTab(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || this.#open === undefined) return;
    event.stopPropagation();
    const next = PANELS[(PANELS.indexOf(this.#open) + step + PANELS.length) % PANELS.length];
    if (next === undefined) return;
    this.open(next);
    this.#tabs[next].focus();
  }
}

function byName<Value>(make: (name: PanelName) => Value): Readonly<Record<PanelName, Value>> {
  return Object.fromEntries(PANELS.map((name) => [name, make(name)])) as Record<PanelName, Value>;
}
