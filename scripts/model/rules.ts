import type { Diagnostic } from './diagnostic.ts';

/** What book.yaml may make of what a rule finds; `off` does not tell it. */
export const RULE_LEVELS = ['off', 'info', 'warning', 'error'] as const;

/** One of {@link RULE_LEVELS}. */
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** How far a rule may be set. */
type Freedom =
  /** To any level: whatever it finds, the text is printed whole. */
  | 'free'
  /** Its warnings to any level; where it finds an error, the book would be wrong, and the error stays. */
  | 'warnings'
  /** It protects the book, its reader or the machine, and is always an error. */
  | 'fixed';

/** A rule, as documents and editors show it. */
export interface RuleFacts {
  /** How far book.yaml may set it. */
  readonly freedom: Freedom;
  /** What it finds, one phrase. */
  readonly finds: string;
  /** A matter of style: it is not told unless book.yaml sets a level. */
  readonly isOff?: true;
}

const free = (finds: string): RuleFacts => ({ freedom: 'free', finds });
const style = (finds: string): RuleFacts => ({ freedom: 'free', finds, isOff: true });
const warnings = (finds: string): RuleFacts => ({ freedom: 'warnings', finds });
const fixed = (finds: string): RuleFacts => ({ freedom: 'fixed', finds });

/** Every rule by its id. */
export const RULES: Readonly<Record<string, RuleFacts>> = {
  'admonition-kind': free('A `[!…]` that names no kind of admonition.'),
  'alphanumerics-full-width': free('Full-width letters and digits in Chinese.'),
  'alt-missing': free('A picture with neither alt text nor a caption.'),
  'bibliography-duplicate': free('A second entry of one key in a bibliography.'),
  'bibliography-syntax': fixed('A bibliography that cannot be read.'),
  'block-too-tall': fixed('A block that fits on no page and cannot be divided.'),
  'book-assumed': free('A title or a language that was taken from the text.'),
  'book-empty': fixed('A book without any Markdown file.'),
  'caption-stop': style('A full stop at the end of a caption (F10).'),
  'citation-style': fixed('A style of citations that cannot be used.'),
  'citation-unknown': warnings('A citation of something that no bibliography has.'),
  'code-attribute': free('What stands behind the fence of code and says nothing here.'),
  'code-callout': free('A callout in code without its item in the list beneath, or the reverse.'),
  'code-line-long': free('Lines of code that the narrowest printed edition turns over.'),
  'colophon-incomplete': free('A colophon of a published book that lacks what is customary.'),
  'columns-count': free('A number of columns that `:::columns` does not have.'),
  'config-duplicate-key': fixed('A key given twice.'),
  'config-misplaced': fixed('A book.yaml where it is not read.'),
  'config-missing-key': fixed('A key that book.yaml must have.'),
  'config-name': fixed('A book.yml, whose name is not read.'),
  'config-syntax': fixed('What is not YAML.'),
  'config-unknown-key': fixed('A key that nothing reads.'),
  'config-unused': free('A key that has no effect in this book.'),
  'config-value': fixed('A value that its key does not take.'),
  'cover-safe-zone': free('Text of a cover that is too near to a cut or a fold.'),
  'cover-spine-narrow': free('A spine too narrow for a title.'),
  'dash-hyphens': free('Hyphens for a dash between Chinese or Japanese.'),
  'deck-content': free('What does not belong into a `:::deck`.'),
  'deck-main-title': free('A `:::deck` without its one main title.'),
  'dialogue-name': free('A `:::dialogue` in which nobody is named.'),
  'diagram-undrawn': free(
    'A diagram that is printed as code, because it is wrong or its program is not installed.',
  ),
  'directive-attribute': free('An attribute that a container or a leaf does not have.'),
  'directive-fence': free('A container without an end, or an end without a container.'),
  'directive-unknown': free('A container of an unknown name.'),
  'ellipsis-dots': free('An ellipsis of other dots than `……` beside Chinese or Japanese.'),
  'enumeration-list': free('An `:::enumeration` that is not one list.'),
  'figure-attribute': free('An attribute that a figure does not have.'),
  'figure-credit': style('A figure without a caption or the name of its maker (H05).'),
  'epub-accessibility': fixed('What Ace by DAISY finds in an EPUB.'),
  'epub-alt': fixed('A picture of an EPUB without a text in its place.'),
  'epub-archive': fixed('A file that is no archive as an EPUB has to be.'),
  'epub-direction': fixed('Pages of an EPUB that turn against its lines.'),
  'epub-link': fixed('An id of an EPUB given twice, or a link that leads nowhere.'),
  'epub-package': fixed('What the package document of an EPUB lacks or has wrong.'),
  'epub-resource': fixed('A file that an EPUB lacks, or would fetch from the web.'),
  'epub-script': fixed('A script in an EPUB.'),
  'epub-size': free(
    'Documents of an EPUB beyond 256 KB, pictures beyond 3.5 million pixels, and what a profile sets limits to.',
  ),
  'epub-standard': fixed('What EPUBCheck finds in an EPUB.'),
  'file-encoding': fixed('A file that is not UTF-8.'),
  'file-missing': fixed('A file of the spine that is not there.'),
  'file-unlisted': free('A Markdown file that the spine does not list.'),
  'front-matter-syntax': fixed('Front matter that cannot be read.'),
  'front-matter-unused': free('A key of front matter that nothing reads.'),
  'glyph-missing': free('Characters that no font of the book has.'),
  'glossary-list': free('A `:::glossary` without a definition list.'),
  'heading-id': free('Braces behind a heading that are not one id.'),
  'heading-number': free('A number at the head of a title that is numbered anyway.'),
  'heading-skipped': free('A heading more than one level below the one before it.'),
  'heading-stop': free('A stop at the end of a heading (E07).'),
  'html-removed': free('Raw HTML that a book cannot hold.'),
  'html-unreadable': fixed('Raw HTML that the parser cannot read.'),
  'id-duplicate': fixed('An id given to two elements.'),
  'image-damaged': warnings('A picture that is there and cannot be printed.'),
  'image-missing': warnings('A picture that is not there.'),
  'image-outside': fixed("A picture outside the manuscript's folder."),
  'image-remote': fixed('A picture on the web.'),
  'include-misplaced': free('An order to put a file in that does not stand alone in its paragraph.'),
  'include-missing': warnings('An order to put in a file, lines or a part of it that is not there.'),
  'include-nested': fixed('Files that put each other in, or too many of them.'),
  'include-outside': fixed("A file to be put in from outside the manuscript's folder."),
  'indent-typed': free('An indent typed as full-width spaces, which is set twice.'),
  'index-mark': fixed('A mark for the index that cannot be read.'),
  'index-not-ordered': free('Marks for an index that the spine does not have.'),
  'index-range': fixed('A range of the index without an end or a beginning.'),
  'index-reading': warnings('An entry of the index without the reading it is sorted by.'),
  'index-see': free('An entry of the index that points to none.'),
  'isbn-invalid': fixed('An ISBN whose digits cannot be right.'),
  'layout-mismatch': fixed('A page that is not as it was measured.'),
  'line-overflow': fixed('Text that runs over the type area along its line.'),
  'line-short': free(
    'Lines that lack more than two characters: nothing in them can be stretched, nor the long word behind them be parted (C13).',
  ),
  'link-target-missing': warnings('A link that leads nowhere.'),
  'link-undefined': free('A link or a picture by a name that nothing defines.'),
  'literal-asterisks': free('Emphasis that did not close.'),
  'marks-endless': fixed(
    'Thousands of marks that begin what nothing ends, or make a huge book of a small file.',
  ),
  'marks-half-width': free('Half-width marks in Chinese or Japanese text.'),
  'math-invalid': warnings('A formula whose TeX cannot be read.'),
  'nesting-deep': fixed(
    'Lists, quotations, containers, elements or marks too deep in each other to be read.',
  ),
  'note-duplicate': free('A second note of one name.'),
  'note-undefined': free('A call of a note that is not there.'),
  'note-unused': free('A note that nothing calls.'),
  'notes-conflict': fixed('Orders for notes that contradict each other.'),
  'only-condition': fixed('A passage for an edition or a format that there is not.'),
  'order-program': free('An order of chapters that is a program, which is never run.'),
  'order-skipped': free('What an order of another tool lists and a book cannot have.'),
  'order-syntax': free('An order of another tool that cannot be read.'),
  'page-area': fixed('A type area that does not fit on its page.'),
  'page-conflict': fixed('Orders for the page that contradict each other.'),
  'page-furniture': free('Running heads or folios that do not fit on the page.'),
  'page-leading': warnings('Lines too near to each other.'),
  'page-measure': warnings('Lines too short or too long to read.'),
  'page-overflow': fixed('A page that holds more than its type area.'),
  'page-reference': free('References to pages that never settle.'),
  'part-empty': free('A list in the spine that would be empty.'),
  'path-outside': fixed("A path that leads out of the manuscript's folder."),
  'preflight-accessibility': free('What PDF/UA-1 asks for and a PDF of the screen lacks.'),
  'preflight-black-text': fixed('Black text that is printed in four colours.'),
  'preflight-blank-page': free('Blank pages of a finished PDF.'),
  'preflight-boxes': fixed('Boxes of a page that do not lie within each other, or pages of several sizes.'),
  'preflight-color': fixed('Colours in a finished PDF that the press cannot print as they are.'),
  'preflight-damaged': fixed('A PDF that cannot be read.'),
  'preflight-font': fixed('A font that is not embedded as a subset of its outlines.'),
  'preflight-hairline': free('Rules too thin to print.'),
  'preflight-ink-sum': free('More ink on one spot than the paper takes.'),
  'preflight-page-count': free('A number of pages that does not fill its sheets.'),
  'preflight-resolution': free('Pictures of too few pixels for their size.'),
  'preflight-safety': free('Text too near to the trim.'),
  'preflight-standard': fixed('What a standard for the press asks for and a file lacks.'),
  'preflight-text-small': free('Text too small to print.'),
  'preflight-transparency': fixed('What can be seen through in a PDF/X-1a.'),
  'press-conflict': fixed('Orders for the press that contradict each other.'),
  'press-links': free('Links that a standard of the press takes away.'),
  'preview-failed': fixed('A failure while the preview follows the files.'),
  'punctuation-unpaired': free('Quotation marks and brackets without their partner.'),
  'quotes-straight': free('Straight quotation marks around Chinese or Japanese.'),
  'reference-word-missing': fixed('A reference to something that has neither number nor title.'),
  'report-dateline': style('News that does not say where it is from, or a feature that does (H02, H04).'),
  'references-not-ordered': free('Citations in a book whose spine has no list of references.'),
  'request-refused': free('Something on the web that the pages asked for.'),
  'ruby-readings': free('Ruby with neither one reading nor one for each character.'),
  'running-head-long': free('A title too long for its running head.'),
  'side-by-side-figures': free('A `:::side-by-side` of other than two to four figures.'),
  'space-at-mark': free('Spaces beside full-width marks in Chinese.'),
  'space-between-han': style('Spaces between Han or kana in a paragraph.'),
  'space-han-latin': style('Spaces between Han or kana and letters or digits.'),
  'spine-duplicate': fixed('An entry listed twice in the spine.'),
  'spine-entry': fixed('An entry of the spine that is neither a path nor a part.'),
  'table-merge': free('Joined cells that make no rectangle.'),
  'table-place': free('A table ordered to a place that it does not fit.'),
  'table-small': free('A wide table whose type became small.'),
  'table-title-alone': free('A title of a table without a table.'),
  'table-title-attribute': free('An attribute that a table does not have.'),
  'table-too-wide': fixed('A table wider than its page.'),
  'term-duplicate': fixed('A second entry of one term in the glossary.'),
  'term-reading': warnings('A term of the glossary without the reading it is sorted by.'),
  'term-undefined': warnings('A mark of a term that the glossary does not have.'),
  'term-unused': style('A term of the glossary that the text does not mark.'),
  'text-lost': fixed('Text that is not on the pages.'),
  'variable-unknown': fixed('A variable that book.yaml gives no value.'),
  'warichu-long': free('A note within the line that two rows of one line do not hold.'),
};

/** Levels by the ids of rules, as book.yaml sets them. */
export type RuleSettings = Readonly<Record<string, RuleLevel | undefined>>;

/** The level that book.yaml gives a rule, or `off` for a matter of style; `undefined` where each finding has its own. */
export function levelOf(ruleId: string, settings: RuleSettings): RuleLevel | undefined {
  const level = Object.hasOwn(settings, ruleId) ? settings[ruleId] : undefined;
  const isOff = Object.hasOwn(RULES, ruleId) && RULES[ruleId]?.isOff;
  return level ?? (isOff ? 'off' : undefined);
}

/** Diagnostics as the author wants to hear of them; an error that protects stays one. */
export function applyRules(
  diagnostics: readonly Diagnostic[],
  settings: RuleSettings,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic): readonly Diagnostic[] => {
    const { ruleId, severity } = diagnostic;
    const level = levelOf(ruleId, settings);
    const freedom = Object.hasOwn(RULES, ruleId) ? RULES[ruleId]?.freedom : 'fixed';
    const stays = freedom === 'fixed' || (freedom === 'warnings' && severity === 'error');
    if (level === undefined || stays) return [diagnostic];
    return level === 'off' ? [] : [{ ...diagnostic, severity: level }];
  });
}
