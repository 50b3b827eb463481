/** One work in a citation, as written. */
export interface Cite {
  readonly key: string;
  /** Words before it, with the space behind them: `参见 `. */
  readonly prefix: string;
  /** Words behind it and its place. */
  readonly suffix: string;
  /** The place in it (`12-15`), and what kind of place, by CSL's name. */
  readonly locator?: string;
  readonly label?: string;
  /** `-@key`: the author's name stands in the text already. */
  readonly suppressAuthor: boolean;
}

/** A citation as written: works in brackets, or one whose author is a word of the text. */
export interface Citation {
  readonly inText: boolean;
  readonly cites: readonly Cite[];
  /** What the text goes on with, where less than all that looked like a key was one: `@wang2020指出`. */
  readonly rest: string;
}

/** Words for places, by CSL's names (CSL 1.0.2, locators); the first of a row that fits is taken. */
const LABELS: readonly (readonly [label: string, words: string])[] = [
  ['page', 'pages|page|pp|p|页|頁|面|ページ|쪽|페이지'],
  ['chapter', 'chapters|chapter|chaps|chap|ch|章|장'],
  ['section', 'sections|section|secs|sec|§|节|節|절'],
  ['volume', 'volumes|volume|vols|vol|卷|巻|권'],
  ['issue', 'nos|no|期|号|號|호'],
  ['figure', 'figures|figure|figs|fig|图|圖|図|그림'],
  ['table', 'tables|table|表|표'],
  ['line', 'lines|line|ll|行|행'],
  ['note', 'notes|note|nn|注|註|주'],
  ['paragraph', 'paragraphs|paragraph|paras|para|段|문단'],
  ['part', 'parts|part|pts|pt|部|부'],
  ['folio', 'folios|folio|fols|fol|叶|葉|丁'],
  ['book', 'books|book|bks|bk|册|冊|책'],
  ['column', 'columns|column|cols|col|栏|欄|단'],
  ['verse', 'verses|verse|vv|v'],
];

const NUMBER = '(?:\\d[\\dA-Za-z]*|[ivxlcdm]+(?![A-Za-z]))';
const NUMBERS = `${NUMBER}(?:\\s*[-–—~～,，、]\\s*${NUMBER})*`;
const WORDS = LABELS.map(([, words]) => words).join('|');
/** `pp. 33-35`, `页 12`, `第3章`, `12页`, `33`. */
const PLACE = new RegExp(
  `^\\s*(?:(${WORDS})(?:(?<![A-Za-z])|(?![A-Za-z]))\\.?\\s*(${NUMBERS})|第?\\s*(${NUMBERS})\\s*(${WORDS})(?![A-Za-z])|(${NUMBERS}))`,
  'iu',
);

const LABEL_OF = new Map(
  LABELS.flatMap(([label, words]) => words.split('|').map((word) => [word, label] as const)),
);

/** A key, its sign and what stands before it. */
const KEY = /^([^@]*?)(-?)@(\{[^{}]+\}|[\p{L}\p{N}_][^\s,，;；@[\]]*)/u;

/**
 * Reads what the author wrote (`[见 @a, 页 12; -@b]`, `@a`, `@a [页 12]`). A key ends where one that is known does.
 * @param isKnown whether a bibliography has a key
 */
export function parseCitation(written: string, isKnown: (key: string) => boolean): Citation {
  if (!written.startsWith('[')) return inTextCitation(written, isKnown);
  const cites = written
    .slice(1, -1)
    .split(/[;；]/)
    .flatMap((part): Cite[] => {
      const match = KEY.exec(part);
      if (match === null) return [];
      const { 0: whole, 1: prefix = '', 2: minus, 3: run = '' } = match;
      const key = keyIn(run, isKnown);
      const behind = run.slice(key.length) + part.slice(whole.length);
      const isBraced = run.startsWith('{');
      return [
        {
          key: isBraced ? run.slice(1, -1) : key,
          prefix: prefix.trimStart(),
          suppressAuthor: minus === '-',
          ...placeIn(isBraced ? part.slice(whole.length) : behind),
        },
      ];
    });
  return { inText: false, cites, rest: '' };
}

function inTextCitation(written: string, isKnown: (key: string) => boolean): Citation {
  const [, run = '', place = ''] = /^@([^\s[]*)(?: ?\[([^\]]*)\])?/u.exec(written) ?? [];
  const key = keyIn(run, isKnown);
  const rest = run.slice(key.length);
  // A place in brackets belongs to the key that it stands behind.
  if (rest !== '' && place !== '')
    return { inText: true, cites: [bare(key)], rest: written.slice(key.length + 1) };
  return { inText: true, cites: [{ ...bare(key), ...placeIn(place) }], rest };
}

function bare(key: string): Cite {
  return { key, prefix: '', suffix: '', suppressAuthor: false };
}

/** No bibliography has longer ones; each length is looked up by itself. */
const LONGEST_KEY = 500;

/** The longest known key that a run of characters begins with, parted from no word of ASCII; else all but marks at the end. */
function keyIn(run: string, isKnown: (key: string) => boolean): string {
  for (let end = Math.min(run.length, LONGEST_KEY); end > 0; end -= 1) {
    const isWithinWord = /[A-Za-z0-9_]/.test(run[end] ?? '') && /[A-Za-z0-9_]/.test(run[end - 1] ?? '');
    if (!isWithinWord && isKnown(run.slice(0, end))) return run.slice(0, end);
  }
  return /^.*[\p{L}\p{N}\p{M}_]/su.exec(run)?.[0] ?? '';
}

function placeIn(text: string): Pick<Cite, 'suffix' | 'locator' | 'label'> {
  const words = text.replace(/^\s*[,，]/u, '');
  const match = PLACE.exec(words);
  if (match === null) return { suffix: words.trim() === '' ? '' : text };
  const { 0: whole, 1: before, 2: first, 3: second, 4: behind, 5: alone } = match;
  const word = (before ?? behind ?? '').toLowerCase();
  const locator = (first ?? second ?? alone ?? '')
    .replace(/\s*[–—~～-]\s*/gu, '-')
    .replace(/\s*[,，、]\s*/gu, ', ');
  return { locator, label: LABEL_OF.get(word) ?? 'page', suffix: words.slice(whole.length).trimEnd() };
}
