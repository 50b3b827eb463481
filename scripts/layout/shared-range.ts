/**
 * The engine's only Range. The browser keeps every live Range up to date on every change of the document: one for each
 * paragraph would make writing pages quadratic until they are collected.
 */
export const sharedRange: Range = document.createRange();
