import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkUrls } from '../../../src/collect/sampler/urls.ts';
import { EnvauditError } from '../../../src/errors.ts';

describe('a URL', () => {
  test.each([
    ['is sent as people write it', 'http://api:8080/health', 'http://api:8080/health'],
    ['gets its path', 'https://example.org', 'https://example.org/'],
    ['loses its fragment', 'http://api/#top', 'http://api/'],
    ['keeps its query', 'http://api/?a=1&b=2', 'http://api/?a=1&b=2'],
    ['may be an address', 'http://[fd00::1]:8080/', 'http://[fd00::1]:8080/'],
    ['holds no spaces and no quotes', `http://api/a b'c"d\`e`, 'http://api/a%20b%27c%22d%60e'],
    ['of another script is sent in ASCII', 'http://bücher.example/ü', 'http://xn--bcher-kva.example/%C3%BC'],
  ])('%s', (_, given, sent) => {
    expect(checkUrls([given], 1)).toEqual([sent]);
  });

  test.each([
    ['of a file', 'file:///etc/passwd'],
    ['of another protocol', 'gopher://api/'],
    ['without a scheme', 'api:8080'],
    ['that is an option', '-o/tmp/x'],
    ['with a user', 'http://me@api/'],
    ['with a password', 'http://me:secret@api/'],
    ['that is too long', `http://api/${'a'.repeat(3000)}`],
    ['that is empty', ''],
    ['without a host', 'http://'],
  ])('%s is refused', (_, given) => {
    expect(() => checkUrls([given], 1)).toThrow(expect.objectContaining({ code: 'usage', exitCode: 2 }));
  });

  test.each([
    ['none', 0],
    ['a part', 1.5],
    ['too many', 1001],
    ['no number of', NaN],
  ])('is not requested %s times', (_, requests) => {
    expect(() => checkUrls(['http://api/'], requests)).toThrow(EnvauditError);
  });

  test('is requested a thousand times together with the others', () => {
    expect(checkUrls(['http://a/', 'http://b/'], 500)).toHaveLength(2);
    expect(() => checkUrls(['http://a/', 'http://b/'], 501)).toThrow(
      '--requests 501 for each of 2 URLs are too many',
    );
  });

  test('that was given twice is one', () => {
    expect(checkUrls(['https://cart', 'https://cart/', 'https://cart/#top'], 1000)).toEqual([
      'https://cart/',
    ]);
  });

  test('is one of eight at most', () => {
    const nine = Array.from({ length: 9 }, (__, index) => `http://cart/${index}`);
    expect(() => checkUrls(nine, 1)).toThrow('8 times');
    expect(checkUrls(nine.slice(1), 1)).toHaveLength(8);
  });

  test('does not tell its password in the error', () => {
    expect(() => checkUrls(['http://user:secret@cart/'], 1)).toThrow(/^(?!.*secret)/);
  });

  test('is one word of plain characters, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        fc.pre(URL.canParse(`http://api/${text}`));
        const [url = ''] = checkUrls([`http://api/${text}`], 1);
        expect(url).toMatch(/^http:\/\/api[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]*$/);
      }),
    );
  });
});
