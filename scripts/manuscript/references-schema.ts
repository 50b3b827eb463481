import * as v from 'valibot';
import { CITATION_STYLES, REFERENCE_PLACES } from '../model/citation.ts';
import { CHINESE_INDEX_ORDERS, NUMBERING_RULES } from '../model/manuscript.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

const BIBLIOGRAPHY = 'a path ending in `.bib`, `.json` or `.yaml`';
const bibliographyPath = v.pipe(v.string(BIBLIOGRAPHY), v.regex(/\.(?:bib|json|ya?ml)$/, BIBLIOGRAPHY));

const STYLE = `one of ${CITATION_STYLES.join(', ')}, or a path ending in \`.csl\``;

const contents = v.strictObject(
  {
    depth: v.exactOptional(
      v.pipe(
        v.number('a whole number from 1 to 6'),
        v.integer('a whole number from 1 to 6'),
        v.minValue(1, 'a whole number from 1 to 6'),
        v.maxValue(6, 'a whole number from 1 to 6'),
        v.description('Levels of headings that are listed, from 1 to 6. Default: 2.'),
      ),
    ),
  },
  'a map with `depth`',
);

function numbering(what: string) {
  const rules = NUMBERING_RULES.join(', ');
  return v.exactOptional(
    v.pipe(
      v.picklist(NUMBERING_RULES, `one of ${rules}`),
      v.description(
        `How ${what} are numbered: ${rules}. Default: auto, through the book where a number is referred to or listed.`,
      ),
    ),
  );
}

const captions = v.strictObject(
  { figures: numbering('figures'), tables: numbering('tables'), listings: numbering('listings') },
  'a map with `figures`, `tables` and `listings`',
);

const index = v.strictObject(
  {
    order: v.exactOptional(
      v.pipe(
        v.picklist(CHINESE_INDEX_ORDERS, `one of ${CHINESE_INDEX_ORDERS.join(', ')}`),
        v.description('How the index of a Chinese book is sorted. Default: pinyin; zh-TW and zh-HK: stroke.'),
      ),
    ),
  },
  'a map with `order`',
);

/** Keys of book.yaml about what leads readers through the book and to other books. */
export const referenceEntries = {
  contents: v.exactOptional(v.pipe(contents, v.description('The contents.'))),
  captions: v.exactOptional(v.pipe(captions, v.description('Numbers of figures, tables and listings.'))),
  index: v.exactOptional(v.pipe(index, v.description('The index.'))),
  bibliography: v.exactOptional(
    v.pipe(
      v.union(
        [bibliographyPath, v.array(bibliographyPath, 'a list of paths')],
        `${BIBLIOGRAPHY}, or a list of such paths`,
      ),
      v.description(
        "What may be cited: files of BibTeX, BibLaTeX, CSL-JSON or CSL-YAML within the manuscript's folder.",
      ),
    ),
  ),
  'citation-style': v.exactOptional(
    v.pipe(
      v.union([v.picklist(CITATION_STYLES, STYLE), v.pipe(v.string(STYLE), v.regex(/\.csl$/, STYLE))], STYLE),
      v.description(
        `How citations and references are written: ${CITATION_STYLES.join(', ')}, or a file of CSL. Default: gb-t-7714-2015-numeric in zh-CN, else author-date.`,
      ),
    ),
  ),
  references: v.exactOptional(
    v.pipe(
      v.strictObject(
        {
          place: v.exactOptional(
            v.pipe(
              v.picklist(REFERENCE_PLACES, `one of ${REFERENCE_PLACES.join(', ')}`),
              v.description(
                'Where the list of references stands: in the part `references` of the spine, or behind each chapter, whose numbers begin anew. Default: book.',
              ),
            ),
          ),
        },
        'a map with `place`',
      ),
      v.description('The list of references.'),
    ),
  ),
};
