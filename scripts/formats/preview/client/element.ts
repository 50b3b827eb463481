/** Makes an element of the preview's own; strings become text, never HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Strokes of icons on a field of 20 × 20. */
const ICONS = {
  sidebar: 'M3 4h14v12H3zM8 4v12',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  forward: 'M7.5 4.5 13 10l-5.5 5.5',
  in: 'M10 4v12M4 10h12',
  out: 'M4 10h12',
  spreads: 'M10 4H3v12h7zM10 4h7v12h-7z',
  single: 'M5.5 3h9v14h-9z',
  continuous: 'M5 2v5h10V2M5 18v-8h10v8',
  overview: 'M3 3h5.5v6H3zM11.5 3H17v6h-5.5zM3 11.5h5.5V17H3zM11.5 11.5H17V17h-5.5z',
  view: 'M10 3 2.5 7 10 11l7.5-4zM3 10.5l7 3.7 7-3.7M3 13.8l7 3.7 7-3.7',
  close: 'M5 5l10 10M15 5 5 15',
  editor: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof ICONS;

/** An icon, hidden from those who hear the label beside it. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button of the toolbar: an icon whose label is told and shown as a tip, with the key that does the same. */
export function iconButton(name: IconName, label: string, act: () => void, key = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: `icon ${name}`, 'aria-label': label }, icon(name));
  made.title = key === '' ? label : `${label} (${key})`;
  made.addEventListener('click', act);
  return made;
}

/** A button with words. */
export function textButton(className: string, text: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, text);
  made.addEventListener('click', act);
  return made;
}
