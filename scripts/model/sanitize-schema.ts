import { defaultSchema, type Schema } from 'hast-util-sanitize';

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

/**
 * What HTML a manuscript or a template may hold: text, tables, figures, ruby. No script, style, form, frame,
 * event handler or `name` (which could shadow properties of the document); links to the web and to the book,
 * pictures by relative path. Remote pictures pass here and are refused later with a place.
 */
export const SCHEMA: Schema = {
  ...defaultSchema,
  clobberPrefix: '',
  tagNames: [...(defaultSchema.tagNames ?? []), ...BOOK_TAGS],
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
      'dataFootnoteRef',
      'dataFootnotes',
      'dataFootnoteBackref',
    ],
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
    div: [['dataColumns', '2', '3', '4']],
    figure: [
      ['dataPlace', 'inline', 'top', 'bottom', 'page', 'spread'],
      ['dataSpan', 'all'],
    ],
    p: ['dataAdmonition'],
    col: ['span'],
    colgroup: ['span'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style', 'iframe', 'object', 'embed', 'template', 'noscript', 'title'],
};
