import CSL from 'citeproc';
import type { Reference } from '../../model/citation.ts';
import type { Language } from '../../model/metadata.ts';
import { authorNames } from './author-names.ts';
import type { Bibliography, Entry } from './bibliography.ts';
import type { Citation, Cite } from './parse-citation.ts';

/** What citations of one list became, in their order. */
export interface Cited {
  /** HTML of each citation, not yet sanitised; links lead to ids of references. */
  readonly texts: readonly string[];
  /** What was cited, in the order of the style. */
  readonly references: readonly Reference[];
}

/** A style of CSL with the words of its languages. */
export interface StyleFiles {
  /** The style's XML. */
  readonly style: string;
  /** XML of locales by their names (`zh-CN`). */
  readonly locales: Readonly<Record<string, string>>;
  /** The style is one of Banxin's: its marks are made those of the book's language. */
  readonly isShipped: boolean;
}

/** Locales for languages that have none of their own name. */
function localeOf(language: string): string {
  if (/^zh-(?:TW|HK|MO)/.test(language)) return 'zh-TW';
  const own: Readonly<Record<string, string>> = { zh: 'zh-CN', ja: 'ja-JP', ko: 'ko-KR' };
  return own[language.slice(0, 2)] ?? 'en-US';
}

/** The processor tells of what it doubts on the console. */
function silence(): void {
  CSL.debug = () => {};
}

/** Writes citations and the list of what they cite. */
export class Citer {
  readonly bibliography: Bibliography;
  readonly #files: StyleFiles;
  readonly #language: Language;
  /** Entries by number, as links name them while the processor works. */
  readonly #entries: readonly Entry[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(bibliography: Bibliography, files: StyleFiles, language: Language) {
    silence();
    this.bibliography = bibliography;
    this.#files = files;
    this.#language = language;
    this.#entries = [...bibliography.values()];
    this.#numbers = new Map(this.#entries.map(({ id }, index) => [id, index]));
  }

  /**
   * @param idStart what the ids of the references begin with
   * @throws what the processor throws at a style that it cannot use
   */
  cite(citations: readonly Citation[], idStart: string): Cited {
    const engine = this.#engine();
    engine.setOutputFormat('html');
    engine.updateItems([...new Set(citations.flatMap(({ cites }) => cites.map(({ key }) => key)))]);
    // One by one: the processor's way to write all of them takes five times as long, for notes that say ibid.
    const written = citations.map(({ cites, inText }) =>
      engine.makeCitationCluster(cites.map((cite) => itemOf(cite, inText))),
    );
    const [{ entry_ids }, lines] = engine.makeBibliography() || [{ entry_ids: [] }, []];
    const idOf = new Map(entry_ids.map(([key = ''], index) => [key, `${idStart}${index + 1}`]));
    const { layout_prefix, layout_suffix } = engine.citation.opt;
    const around = (text: string): string => wrapped(text, layout_prefix, layout_suffix);
    const link = (text: string): string =>
      text.replaceAll(LINK, (_, kind: string, number: string) => {
        const key = kind === 'n' ? entry_ids[Number(number) - 1]?.[0] : this.#entries[Number(number)]?.id;
        return `href="#${idOf.get(key ?? '') ?? ''}"`;
      });
    const texts = citations.map((citation, index) => {
      const cited = lowered(joinBrackets(link(around(written[index] ?? ''))), citation);
      const text = this.#files.isShipped ? this.#withOwnMarks(cited) : cited;
      const names = this.#namesInText(citation);
      // Before what is raised and beside a full-width bracket stands no space, nor behind Han.
      const isSpaced = /[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(names);
      return names + (isSpaced && /^[([]/.test(plain(text)) ? ' ' : '') + text;
    });
    return {
      texts,
      references: entry_ids.map(([key = ''], index) => this.#reference(key, idOf, lines[index])),
    };
  }

  #engine(): InstanceType<typeof CSL.Engine> {
    const { style, locales } = this.#files;
    const engine = new CSL.Engine(
      {
        retrieveLocale: (language) => locales[localeOf(language)] ?? '',
        // The processor changes what it gets, and links by `system_id`.
        retrieveItem: (id) => ({ ...structuredClone(this.bibliography.get(id)), system_id: id }),
        wrapCitationEntry: (text, id) =>
          `<a href="${id === undefined ? `#n:${text}` : `#e:${this.#numbers.get(id)}`}">${text}</a>`,
      },
      sortedIn(style, this.#language),
      this.#language,
      false,
    );
    engine.opt.development_extensions['apply_citation_wrapper'] = true;
    return engine;
  }

  #namesInText({ inText, cites: [cite] }: Citation): string {
    const entry = cite && this.bibliography.get(cite.key);
    return !inText || entry === undefined ? '' : escapeHtml(authorNames(entry));
  }

  /** Brackets and commas of a Chinese or Japanese text (GB/T 15834, JIS X 4051): （王越，2020）. */
  #withOwnMarks(text: string): string {
    if (this.#language === 'ko' || !plain(text).startsWith('(')) return text;
    const marks =
      this.#language === 'ja' ? text : text.replaceAll(', ', '，').replaceAll(/(?<!&#?\w{1,5}); /g, '；');
    return marks.replace(/^\(/, '（').replace(/\)$/, '）');
  }

  #reference(key: string, idOf: ReadonlyMap<string, string>, line = ''): Reference {
    const label = /<div class="csl-left-margin">([\s\S]*?)<\/div>/.exec(line)?.[1];
    const html = line
      .replace(/<div class="csl-left-margin">[\s\S]*?<\/div>/, '')
      .replaceAll(/<\/?div[^>]*>/g, ' ')
      .trim();
    const { language = '' } = this.bibliography.get(key) ?? {};
    return { id: idOf.get(key) ?? '', ...(label !== undefined && { label: label.trim() }), html, language };
  }
}

const LINK = /href="#([en]):(\d+)"/g;

function itemOf({ key, prefix, suffix, locator, label, suppressAuthor }: Cite, inText: boolean) {
  return {
    id: key,
    ...(prefix !== '' && { prefix }),
    ...(suffix !== '' && { suffix }),
    ...(locator !== undefined && { locator, label: label ?? 'page' }),
    ...((suppressAuthor || inText) && { 'suppress-author': true }),
  };
}

/** A list is sorted by the collation of the book's language, unless its style names another. */
function sortedIn(style: string, language: string): string {
  if (/<style\b[^>]*\sdefault-locale-sort=/.test(style)) return style;
  return style.replace(/<style\b/, `<style default-locale-sort="${language}"`);
}

/** The text without links; that of a raised number still begins with its element. */
function plain(text: string): string {
  return text.replaceAll(/<\/?a[^>]*>/g, '');
}

/** With links in it, the processor leaves out what a layout sets around a citation. */
function wrapped(text: string, before: string, behind: string): string {
  const raised = /^<sup>([\s\S]*)<\/sup>$/.exec(text)?.[1];
  const [start, end] = [escapeHtml(before), escapeHtml(behind)];
  return raised === undefined ? start + text + end : `<sup>${start}${raised}${end}</sup>`;
}

/** Behind words of its own a number is part of the sentence and stands on its line (GB/T 7714 10.1): 见文献[8]. */
function lowered(text: string, { cites: [first] }: Citation): string {
  return first !== undefined && first.prefix !== '' ? text.replace(/^<sup>([\s\S]*)<\/sup>$/, '$1') : text;
}

/** Numbers beside each other stand in one pair of brackets: [2],[4] → [2,4], [2]-[4] → [2-4] (GB/T 7714 10.1). */
function joinBrackets(text: string): string {
  return text.replaceAll(/\]([,-])\[/g, '$1');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
