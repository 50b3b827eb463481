import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withArtifacts } from './unmarked-runs.ts';

const marked = (contents: string): string =>
  withArtifacts(contents, (name) => name === '/Tagged').replaceAll(/\s+/g, ' ');

describe('contents outside the structure', () => {
  it('should be artifacts: fills, rules, pictures, words', () => {
    assert.equal(marked('q 0 0 9 9 re f Q'), 'q /Artifact BMC 0 0 9 9 re f EMC Q');
    assert.equal(marked('0 0 m 9 0 l S /Im Do'), '/Artifact BMC 0 0 m 9 0 l S /Im Do EMC');
    assert.equal(marked('BT /F 9 Tf <01> Tj ET'), 'BT /Artifact BMC /F 9 Tf <01> Tj EMC ET');
  });

  it('should end where something marked begins, and begin behind its end', () => {
    assert.equal(
      marked('0 0 9 9 re f /P <</MCID 0>> BDC BT <01> Tj ET EMC 0 0 9 9 re f'),
      '/Artifact BMC 0 0 9 9 re f EMC /P <</MCID 0>> BDC BT <01> Tj ET EMC /Artifact BMC 0 0 9 9 re f EMC',
    );
    assert.equal(
      marked('BT <01> Tj /P <</MCID 0>> BDC <02> Tj EMC ET'),
      'BT /Artifact BMC <01> Tj EMC /P <</MCID 0>> BDC <02> Tj EMC ET',
    );
  });

  it('should not be what draws nothing: clips, colours, forms that are marked themselves', () => {
    for (const contents of [
      'q 0 0 9 9 re W n 1 0 0 rg Q',
      '/Tagged Do',
      '/P <</MCID 0>> BDC q 0 0 9 9 re f Q EMC',
    ])
      assert.equal(marked(contents), contents);
  });
});
