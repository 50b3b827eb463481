import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOf } from './audit-verdict.ts';

const NO_VULNERABILITIES = {
  auditReportVersion: 2,
  vulnerabilities: {},
  metadata: { vulnerabilities: { total: 0 } },
};

describe('an audit of the packages', () => {
  it('should tell a registry that offers none from one that knows something', () => {
    const message =
      '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk';
    assert.deepEqual(verdictOf(JSON.stringify({ message, statusCode: 405, error: { summary: '' } })), {
      kind: 'not-offered',
      lines: [message],
    });
    const offline = verdictOf(
      JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'getaddrinfo failed' } }),
    );
    assert.deepEqual(offline, { kind: 'not-offered', lines: ['getaddrinfo failed'] });
    assert.equal(verdictOf('').kind, 'not-offered');
    assert.deepEqual(verdictOf(JSON.stringify(NO_VULNERABILITIES)), { kind: 'clean', lines: [] });
  });

  it('should name what is known, and where it is told', () => {
    const answer = {
      ...NO_VULNERABILITIES,
      vulnerabilities: {
        a: {
          severity: 'high',
          range: '<2.0.0',
          via: [{ title: 'Reads too much', url: 'https://a.example/1' }],
        },
        b: { severity: 'high', range: '*', via: ['a'] },
      },
    };
    assert.deepEqual(verdictOf(JSON.stringify(answer)), {
      kind: 'vulnerable',
      lines: ['a <2.0.0: high, Reads too much <https://a.example/1>', 'b *: high, through a'],
    });
  });
});
