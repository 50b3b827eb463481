import { element } from './element.ts';

/** A button and what it opens below itself. */
export interface Menu {
  readonly button: HTMLButtonElement;
  readonly popover: HTMLElement;
}

/** A menu; the browser itself closes it by Escape or a click beside it. */
export function menu(name: string, button: HTMLButtonElement, ...content: readonly Node[]): Menu {
  const popover = element('div', { class: 'menu', id: name, popover: 'auto', role: 'group' }, ...content);
  popover.setAttribute('aria-label', button.getAttribute('aria-label') ?? button.textContent ?? '');
  button.setAttribute('popovertarget', name);
  popover.addEventListener('beforetoggle', () => {
    const { bottom, left, width } = button.getBoundingClientRect();
    popover.style.top = `${bottom + 6}px`;
    // Below its button, as far as the window lets it.
    popover.style.left = `clamp(8px, ${left + width / 2}px - 130px, 100vw - 268px)`;
  });
  return { button, popover };
}

/** A choice in a group. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Key that does the same. */
  readonly key?: string;
}

/** A group of radio buttons or check boxes under a heading. */
export interface ChoiceGroup<Value extends string> {
  readonly element: HTMLElement;
  /** Shows what is chosen. */
  show(chosen: readonly Value[]): void;
}

/** A group of which one (`radio`) or any number (`checkbox`) can be chosen. */
export function choiceGroup<Value extends string>(
  kind: 'radio' | 'checkbox',
  title: string,
  choices: readonly Choice<Value>[],
  choose: (value: Value, on: boolean) => void,
): ChoiceGroup<Value> {
  const inputs = choices.map(({ value }) => {
    const input = element('input', { type: kind, name: title, value });
    input.addEventListener('change', () => choose(value, input.checked));
    return input;
  });
  const rows = choices.map(({ value, label, key = '' }, index) =>
    element(
      'label',
      { class: 'choice', 'data-value': value },
      inputs[index] ?? '',
      element('span', {}, label),
      ...(key === '' ? [] : [element('kbd', {}, key)]),
    ),
  );
  return {
    element: element('fieldset', {}, element('legend', {}, title), ...rows),
    show(chosen) {
      inputs.forEach((input, index) => {
        const value = choices[index]?.value;
        input.checked = value !== undefined && chosen.includes(value);
      });
    },
  };
}
