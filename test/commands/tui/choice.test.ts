import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choiceOf } from '../../../src/commands/tui/choice.ts';
import { EnvauditError } from '../../../src/errors.ts';

const words = (text: string): string[] => text.split(' ').filter(Boolean);

function outcomeOf(flags: readonly string[]): object {
  try {
    return choiceOf(flags);
  } catch (error) {
    return error as Error;
  }
}

describe('flags of a diagnosis, as typed in the terminal UI', () => {
  test.each([
    ['', { windowMs: 10_000, urls: [] }],
    ['--window 1m30s', { windowMs: 90_000, urls: [] }],
    ['--window=5s', { windowMs: 5000, urls: [] }],
    [
      '--url http://cart:8080/a?b=c&d --url https://x',
      { windowMs: 10_000, urls: ['http://cart:8080/a?b=c&d', 'https://x/'] },
    ],
    ['--url http://a --requests 5', { windowMs: 10_000, urls: ['http://a/'], requests: 5 }],
  ])('"%s" is understood as the verb understands it', (text, choice) => {
    expect(choiceOf(words(text))).toEqual(choice);
  });

  test.each([
    ['--window 10', '--window: "10" is not a time'],
    ['--window 10h', '--window must be from 1s to 5m'],
    ['--window', "Option '--window <value>' argument missing"],
    ['--url ftp://a', 'URL'],
    ['--url http://a:b@c', 'password'],
    ['--requests 5', '--requests is for --url'],
    ['--url http://a --requests x', '--requests'],
    ['--allow trace', "Unknown option '--allow'"],
    ['web', "Unexpected argument 'web'"],
  ])('"%s" is refused, with the reason', (text, message) => {
    expect(() => choiceOf(words(text))).toThrow(expect.objectContaining({ code: 'usage' }) as Error);
    expect(() => choiceOf(words(text))).toThrow(message);
  });

  test('whatever is typed, it is understood or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('--window', '--url', '--'))), (flags) => {
        const outcome = outcomeOf(flags);
        expect(outcome instanceof EnvauditError || 'windowMs' in outcome).toBe(true);
      }),
    );
  });
});
