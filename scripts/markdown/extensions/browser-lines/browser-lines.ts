import { plainContainer } from '../../directive.ts';

/**
 * Blocks whose lines are left to the browser, where the composer's are not wanted.
 *
 * ```markdown
 * :::browser-lines
 * ……
 * :::
 * ```
 */
export const browserLines = plainContainer('browser-lines');
