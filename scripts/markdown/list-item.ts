import type { ListItem, Parents } from 'mdast';
import { defaultHandlers } from 'remark-rehype';

type Handler = typeof defaultHandlers.listItem;

const libraryListItem = defaultHandlers.listItem;

/** Of lists that have been asked about, whether blank lines stand between or in their items. */
const known = new WeakMap<object, boolean>();

function isLoose(list: Parents): boolean {
  if (list.type !== 'list') return false;
  return list.spread === true || list.children.some(isLooseItem);
}

const isLooseItem = ({ spread, children }: ListItem): boolean => spread ?? children.length > 1;

/** An item of a list as the library makes it, which asks for each item all of its list again whether one is loose. */
export const listItem: Handler = (state, node, parent) => {
  if (parent === undefined) return libraryListItem(state, node, parent);
  const spread = known.get(parent) ?? isLoose(parent);
  known.set(parent, spread);
  return libraryListItem(state, node, { type: 'list', spread, children: [] });
};
