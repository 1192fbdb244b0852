import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { element, xml } from '../../../src/present/documents/xml.ts';
import { printable, printableLines } from '../../../src/present/text.ts';
import { parseXml } from '../markup.ts';

test('an absent attribute is left out, an empty element is closed at once', () => {
  expect(xml(element('a', { b: 1, c: undefined }, [element('d', {})]))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1">\n  <d/>\n</a>\n',
  );
});

test('what means something to XML is escaped', () => {
  expect(xml(element('a', { b: `"<&'>` }, [']]> & <b>']))).toContain(
    '<a b="&quot;&lt;&amp;&apos;&gt;">]]&gt; &amp; &lt;b&gt;</a>',
  );
});

test('any text comes back as it would be printed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (attribute, text) => {
      const { attributes, children } = parseXml(
        xml(element('a', { b: attribute }, [element('c', {}, [text])])),
      );
      expect(attributes['b']).toBe(printable(attribute));
      expect(children[0]?.text).toBe(printableLines(text));
    }),
  );
});
