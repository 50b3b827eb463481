/** The outermost element within `limit` that begins with a node, or the node itself. */
export function outermostBeginning<Kind extends Node>(node: Kind, limit: Element): Kind | Element {
  let outer: Kind | Element = node;
  while (outer.parentElement !== null && outer.parentElement !== limit && isFirst(outer))
    outer = outer.parentElement;
  return outer;
}

/** Empty texts, which cutting leaves behind, do not count. */
function isFirst(node: Node): boolean {
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    if (before.nodeType !== Node.TEXT_NODE || (before as Text).data !== '') return false;
  }
  return true;
}
