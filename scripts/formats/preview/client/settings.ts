import { MODES, type Mode, type Zoom } from './arrangement.ts';

/** What can be drawn over pages: the page's geometry first, then what is found on it. */
export const OVERLAYS = [
  'area',
  'grid',
  'baselines',
  'register',
  'margins',
  'trim',
  'bleed',
  'safety',
  'notes',
  'overflow',
  'glyphs',
  'fpo',
  'resolution',
] as const;

/** One of {@link OVERLAYS}. */
export type OverlayName = (typeof OVERLAYS)[number];

/** The ground that pages lie on. */
export const SURROUNDS = ['auto', 'light', 'dark'] as const;

/** One of {@link SURROUNDS}. */
export type Surround = (typeof SURROUNDS)[number];

/** The pages of the side panel. */
export const PANELS = ['contents', 'find', 'problems'] as const;

/** One of {@link PANELS}. */
export type PanelName = (typeof PANELS)[number];

/** What the reader set, and finds again. */
export interface Settings {
  /** Absent until the reader chose one: then the window decides. */
  readonly mode?: Mode;
  readonly zoom: Readonly<Record<Mode, Zoom>>;
  readonly surround: Surround;
  readonly overlays: readonly OverlayName[];
  /** Those to be shown again, while overlays are switched off as a whole. */
  readonly rested: readonly OverlayName[];
  /** Open page of the side panel; absent when it is closed. */
  readonly panel?: PanelName;
}

const NOTHING_SET: Settings = {
  zoom: { spreads: 'page', single: 'page', continuous: 'page', overview: 'page' },
  surround: 'auto',
  overlays: [],
  rested: ['area', 'baselines'],
};

/** Name of the cookie. */
const COOKIE = 'banxin-preview';

/** Seconds that it is kept: a year. */
const MAX_AGE = 31_536_000;

/**
 * Reads settings from `document.cookie`: unlike storage, cookies belong to an address whatever its port, and a preview
 * has another one each time. What is not as expected is as if it had never been set.
 */
export function readSettings(cookies: string): Settings {
  const found = cookies.split('; ').find((one) => one.startsWith(`${COOKIE}=`));
  if (found === undefined) return NOTHING_SET;
  let read: Readonly<Record<string, unknown>>;
  try {
    read = Object(JSON.parse(decodeURIComponent(found.slice(COOKIE.length + 1))));
  } catch {
    return NOTHING_SET;
  }
  const zooms = Object(read['zoom']) as Readonly<Record<string, unknown>>;
  const zoom = Object.fromEntries(MODES.map((mode) => [mode, zoomOf(zooms[mode])])) as Record<Mode, Zoom>;
  const mode = oneOf(MODES, read['mode']);
  const panel = oneOf(PANELS, read['panel']);
  return {
    ...(mode === undefined ? {} : { mode }),
    zoom,
    surround: oneOf(SURROUNDS, read['surround']) ?? 'auto',
    overlays: overlaysOf(read['overlays']) ?? NOTHING_SET.overlays,
    rested: overlaysOf(read['rested']) ?? NOTHING_SET.rested,
    ...(panel === undefined ? {} : { panel }),
  };
}

/** What to give to `document.cookie`. */
export function writeSettings(settings: Settings): string {
  const value = encodeURIComponent(JSON.stringify(settings));
  return `${COOKIE}=${value}; Max-Age=${MAX_AGE}; Path=/; SameSite=Strict`;
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value);
}

function zoomOf(value: unknown): Zoom {
  if (value === 'width') return value;
  return typeof value === 'number' && value >= 0.05 && value <= 8 ? value : 'page';
}

function overlaysOf(value: unknown): readonly OverlayName[] | undefined {
  return Array.isArray(value) ? OVERLAYS.filter((name) => value.includes(name)) : undefined;
}
