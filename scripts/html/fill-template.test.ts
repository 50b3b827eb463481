import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillTemplate } from './fill-template.ts';

const fill = (template: string, view: object = {}): string => fillTemplate('a.mustache', template, view);

describe('fillTemplate', () => {
  it('should fill in values, escaped, and lists of them', () => {
    assert.equal(
      fill('{{title}}：{{#names}}{{name}}、{{/names}}', { title: '<书>', names: [{ name: '甲' }] }),
      '&lt;书&gt;：甲、',
    );
    assert.equal(fill('{{#a}}{{title}}{{/a}}', { title: '书', a: [{}] }), '书', 'from around it');
    assert.equal(
      fillTemplate('a', '{{>b}}', { c: '&' }, { partials: { b: '{{c}}' }, escape: () => 'e' }),
      'e',
    );
  });

  it('should not run or tell anything that is not in the view', () => {
    const names = ['constructor', '__proto__', 'toString', 'title.constructor', 'list.__proto__.constructor'];
    for (const name of names) {
      assert.equal(fill(`{{${name}}}{{#${name}}}throw 1{{/${name}}}`, { title: '书', list: [1] }), '', name);
    }
    for (const code of ['<%= process.exit() %>', '<%- title %>', '{% title %}'])
      assert.equal(fill(code, { title: '书' }), code);
  });

  it('should tell of a template that cannot be read, by its file', () => {
    for (const template of ['{{#a}}', '{{a', '{{/a}}', '{{=a}}'])
      assert.throws(() => fill(template), { code: 'template-syntax', message: /`a\.mustache`/ }, template);
    assert.throws(() => fillTemplate('a', '{{>a}}', {}, { partials: { a: '{{>a}}' } }), /without an end/);
  });
});
