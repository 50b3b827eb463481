import type { Element, Root, Text } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { SKIP, visit } from '../../../model/visit.ts';

/** Gives tables the heads and the decimal points that their braces order: Markdown's own have one row of head alone. */
export function shapeTables(tree: Root): void {
  visit(tree, 'element', (table) => {
    if (table.tagName !== 'table') return undefined;
    const { dataHeadRows, dataHeadColumns, dataDecimal, ...properties } = table.properties;
    table.properties = properties;
    moveHeadRows(table, Number(dataHeadRows ?? 1));
    markHeadColumns(table, Number(dataHeadColumns ?? 0));
    for (const column of String(dataDecimal ?? '').split(' ')) alignDecimals(table, Number(column) - 1);
    return SKIP;
  });
}

function moveHeadRows(table: Element, count: number): void {
  const head = childrenOf(table, 'thead')[0];
  const body = childrenOf(table, 'tbody')[0];
  if (head === undefined || body === undefined || count < 2) return;
  const rows = childrenOf(body, 'tr');
  const moved = rows.slice(0, count - childrenOf(head, 'tr').length);
  for (const row of moved) for (const cell of cellsOf(row)) cell.tagName = 'th';
  head.children.push(...moved);
  body.children = body.children.filter((child) => !moved.includes(child as Element));
  if (moved.length === rows.length) table.children = table.children.filter((child) => child !== body);
}

/** Heads of rows, as screen readers tell them. */
function markHeadColumns(table: Element, count: number): void {
  for (const row of bodyRows(table)) {
    for (const cell of cellsOf(row).slice(0, count)) {
      cell.tagName = 'th';
      cell.properties['scope'] = 'row';
    }
  }
}

/** Digits in groups, perhaps a fraction, a sign before and a unit such as % behind. */
const NUMBER = /^[+\-−–±]?[0-9][0-9,\u2009\u00A0 ]*(\.[0-9]+)?[%‰℃°]?$/;

/**
 * Numbers of a column stand with their points below each other: flush right, and what one lacks of the longest fraction
 * follows it unseen, for the styles to write.
 */
function alignDecimals(table: Element, column: number): void {
  const numbers = bodyRows(table).flatMap((row) => {
    const cell = cellsOf(row)[column];
    const match = cell === undefined ? null : NUMBER.exec(textOf(cell).trim());
    return cell === undefined || match === null ? [] : [{ cell, fraction: match[1] ?? '' }];
  });
  const longest = Math.max(0, ...numbers.map(({ fraction }) => fraction.length));
  for (const { cell, fraction } of numbers) {
    const lacks = longest - fraction.length;
    const fill = fraction === '' && lacks > 0 ? `.${'0'.repeat(lacks - 1)}` : '0'.repeat(lacks);
    cell.properties['align'] = 'right';
    const children = cell.children as (Element | Text)[];
    const properties = { className: ['decimal'], ...(fill === '' ? {} : { dataFill: fill }) };
    cell.children = [{ type: 'element', tagName: 'span', properties, children }];
  }
}

function bodyRows(table: Element): readonly Element[] {
  return childrenOf(table, 'tbody').flatMap((body) => childrenOf(body, 'tr'));
}

/** The cells of a row. */
function cellsOf(row: Element): readonly Element[] {
  return row.children.filter(
    (child): child is Element =>
      child.type === 'element' && (child.tagName === 'td' || child.tagName === 'th'),
  );
}

function childrenOf(parent: Element, tagName: string): readonly Element[] {
  return parent.children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === tagName,
  );
}
