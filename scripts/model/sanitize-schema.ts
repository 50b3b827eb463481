import { defaultSchema, type Schema } from 'hast-util-sanitize';

/** MathML Core: presentation only. No links, no actions, no annotations, which may hold any document. */
const MATH_TAGS =
  'math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover'.split(
    ' ',
  );
const MATH_ATTRIBUTES =
  'accent accentunder columnspan depth display displaystyle fence form height largeop linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel separator stretchy symmetric voffset width'.split(
    ' ',
  );

const BOOK_TAGS = [
  'abbr',
  'aside',
  'bdi',
  'caption',
  'cite',
  'col',
  'colgroup',
  'dfn',
  'figcaption',
  'figure',
  'footer',
  'header',
  'hgroup',
  'mark',
  'nav',
  'rb',
  'rtc',
  'section',
  'small',
  'time',
  'u',
  'wbr',
];

/** Schemes are the same in capitals (RFC 3986, 3.1), but the sanitiser compares letters: `MAILTO:`, and `Https:` of telephones. */
function anyCase(...schemes: readonly string[]): string[] {
  return schemes.flatMap((name) => [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)]);
}

/**
 * What HTML a manuscript or a template may hold: text, tables, figures, ruby. No script, style, form, frame,
 * event handler or `name` (which could shadow properties of the document); links to the web and to the book,
 * pictures by relative path. Remote pictures pass here and are refused later with a place.
 */
export const SCHEMA: Schema = {
  ...defaultSchema,
  clobberPrefix: '',
  tagNames: [...(defaultSchema.tagNames ?? []), ...BOOK_TAGS, ...MATH_TAGS],
  attributes: {
    '*': [
      'className',
      'id',
      'lang',
      'title',
      'role',
      'ariaLabel',
      'ariaHidden',
      'ariaDescribedBy',
      'ariaLabelledBy',
      'dataSource',
      'dataLines',
      'dataWidth',
      'dataPageOf',
      'dataPagesOf',
      'dataPageCount',
      'dataReference',
      'dataCite',
      'dataVariable',
      'dataTerm',
      'dataIndex',
      'dataReading',
      'dataSee',
      'dataSeeAlso',
      'dataRange',
      'dataFootnoteRef',
      'dataFootnotes',
      'dataFootnoteBackref',
    ],
    ...Object.fromEntries(MATH_TAGS.map((name) => [name, MATH_ATTRIBUTES])),
    math: [...MATH_ATTRIBUTES, 'alttext'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    // GFM's task boxes, and only those.
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    ol: ['start', 'reversed', 'type'],
    li: ['value'],
    td: ['colSpan', 'rowSpan', 'headers', 'align'],
    th: ['colSpan', 'rowSpan', 'headers', 'align', 'scope'],
    time: ['dateTime'],
    // Orders to the pages: all that they can do is move what the author wrote.
    hr: [['dataBreak', 'page', 'column', 'recto', 'verso', 'blank']],
    div: [['dataColumns', '2', '3', '4'], 'dataOnly'],
    figure: [
      ['dataPlace', 'inline', 'top', 'bottom', 'page', 'spread'],
      ['dataBleed', 'true'],
      ['dataSpan', 'all', '1', '2', '3'],
    ],
    table: [
      ['dataPlace', 'inline', 'top', 'bottom', 'page'],
      ['dataWide', 'shrink', 'turn'],
      ['dataValign', 'top', 'middle', 'bottom'],
      ['dataWidths', /^[0-9a-z. ]{1,500}$/],
    ],
    p: ['dataAdmonition'],
    section: ['dataGlossary'],
    code: ['dataNumbers', 'dataMarked'],
    // What a number lacks of the longest fraction in its column.
    span: [['dataFill', /^\.?0{0,99}$/]],
    col: ['span'],
    colgroup: ['span'],
  },
  protocols: { href: anyCase('http', 'https', 'mailto'), src: anyCase('http', 'https') },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style', 'iframe', 'object', 'embed', 'template', 'noscript', 'title'],
};
