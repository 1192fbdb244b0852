import { expect, test } from 'vitest';
import { printableReport } from '../../src/present/printable-report.ts';

class Lazy {
  readonly code = 'a';

  get message(): string {
    return 'made \u001b[2J when it is read';
  }

  toJSON(): { code: string; message: string } {
    return { code: this.code, message: this.message };
  }
}

test('what is made when it is read is in the copy, and safe', () => {
  expect(printableReport({ findings: [new Lazy()] })).toEqual({
    findings: [{ code: 'a', message: String.raw`made \x1b[2J when it is read` }],
  });
});
