import { plainContainer } from '../../directive.ts';

/**
 * Blocks that stand together on one page, as high as a page at most.
 *
 * ```markdown
 * :::keep
 * ……
 * :::
 * ```
 */
export const keep = plainContainer('keep');
