import type { Extension } from 'micromark-util-types';
import type { Processor } from 'unified';

/** Adds syntax behind that which a processor has, as plugins of remark do. */
export function addSyntax(processor: Processor, ...extensions: readonly Extension[]): void {
  const data = processor.data() as { micromarkExtensions?: readonly Extension[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...extensions];
}
