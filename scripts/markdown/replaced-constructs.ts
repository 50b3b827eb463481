import type { Construct, Extension } from 'micromark-util-types';

type Table = NonNullable<Extension['text']>;

/**
 * Extensions with other constructs of texts in the place of some. One construct has one replacement, however many tables
 * it stands in, since micromark knows it again there.
 */
export function withReplaced(
  extensions: readonly Extension[],
  replace: (construct: Construct) => Construct,
): Extension[] {
  const known = new Map<Construct, Construct>();
  const replaced = (construct: Construct): Construct => {
    const one = known.get(construct) ?? replace(construct);
    known.set(construct, one);
    return one;
  };
  return extensions.map((extension) => {
    const { text, insideSpan } = extension;
    return {
      ...extension,
      ...(text && { text: mapped(text, replaced) }),
      ...(insideSpan?.null && { insideSpan: { null: insideSpan.null.map(replaced as never) } }),
    };
  });
}

function mapped(table: Table, replace: (construct: Construct) => Construct): Table {
  return Object.fromEntries(
    Object.entries(table).map(([code, constructs]) => [
      code,
      Array.isArray(constructs) ? constructs.map(replace) : replace(constructs as Construct),
    ]),
  );
}
