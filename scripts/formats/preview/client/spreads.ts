/**
 * Puts pages into spreads: a verso and the recto that follows it face each other; any other page stands alone on its
 * own side, as page 1 does on the recto (A09). Which side is left is a matter of the binding, and of styles.
 * @returns indices of pages
 */
export function spreadsOf(
  pages: readonly { readonly side: 'recto' | 'verso' }[],
): readonly (readonly number[])[] {
  const spreads: number[][] = [];
  pages.forEach(({ side }, index) => {
    const last = spreads.at(-1);
    const facing = side === 'recto' && last?.length === 1 && pages[index - 1]?.side === 'verso';
    if (facing) last.push(index);
    else spreads.push([index]);
  });
  return spreads;
}
