import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DrawnDiagram } from '../../model/diagram.ts';
import { type DiagramTools, diagramDrawer } from './draw-diagrams.ts';

const DRAWN: DrawnDiagram = { kind: 'drawn', svg: '<svg></svg>' };

/** Tools that fail as soon as a tab is opened. */
function tools(given: Partial<DiagramTools>): DiagramTools {
  return {
    newPage: () => assert.fail('a tab was opened'),
    script: () => assert.fail('Mermaid was looked for'),
    fonts: { read: () => assert.fail('a font was read') },
    language: 'zh-CN',
    cache: new Map(),
    ...given,
  };
}

describe('drawing diagrams', () => {
  it('should not draw one again that has not changed, nor look for Mermaid', async () => {
    const cache = new Map([['zh-CN\na', DRAWN]]);
    assert.deepEqual(await diagramDrawer(tools({ cache }))(['a']), new Map([['a', DRAWN]]));
  });

  it('should not open a tab where Mermaid is not installed', async () => {
    assert.equal(await diagramDrawer(tools({ script: async () => undefined }))(['a']), undefined);
  });

  it('should not take the drawing of another language for it, whose face is another', async () => {
    const cache = new Map([['ja\na', DRAWN]]);
    assert.equal(await diagramDrawer(tools({ cache, script: async () => undefined }))(['a']), undefined);
  });
});
