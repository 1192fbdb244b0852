import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { presentError } from '../../src/present/error.ts';

const error = {
  code: 'not-found',
  message: 'pods "web-7d65" not found in namespace "shop"',
  hint: 'Did you mean web-7d64c9bd5-x2x9p?\nkubectl get pods -n shop',
};

describe('an error', () => {
  test('says what, and below it what next', async () => {
    expect(await presentError(error, { color: false })).toBe(
      'error: pods "web-7d65" not found in namespace "shop"\n  Did you mean web-7d64c9bd5-x2x9p?\n  kubectl get pods -n shop\n',
    );
  });

  test('is red only at its first word', async () => {
    expect(await presentError({ code: 'x', message: 'no' }, { color: true })).toBe(
      '\u001b[1m\u001b[31merror:\u001b[39m\u001b[22m no\n',
    );
  });

  test('is a document where a program reads', async () => {
    const document = { apiVersion: 'envaudit/v1', kind: 'Error', ...error };
    expect(JSON.parse(await presentError(error, { color: true, format: 'json' }))).toEqual(document);
    const yaml = await presentError(error, { color: true, format: 'yaml' });
    expect(yaml).toMatch(/^apiVersion: envaudit\/v1\nkind: Error\ncode: not-found\n/);
    expect(parse(yaml)).toEqual(document);
  });

  test('of a foreign server cannot pretend to be several lines', async () => {
    const text = await presentError({ code: 'x', message: 'bad\nerror: other\u001b[2K' }, { color: false });
    expect(text).toBe('error: bad error: other\\x1b[2K\n');
  });
});
