import { expect, test } from 'vitest';
import { referencesIn } from '../../src/env/references.ts';

/** The cases of Kubernetes' own expansion_test.go, as far as they are about which names are looked up. */
test.each([
  ['$(VAR_A)', ['VAR_A']],
  ['___$(VAR_B)___', ['VAR_B']],
  ['$(VAR_A) $(VAR_A)-$(VAR_B)', ['VAR_A', 'VAR_B']],
  ['f000-$$(VAR_A)', []],
  ['$$$(FOO) is an escaped dollar and a reference', ['FOO']],
  ['$$$$(FOO)', []],
  ['$(VAR_A', []],
  ['$VAR_A and ${VAR_B} are the shell’s', []],
  ['$(VAR_$(VAR_B))', ['VAR_$(VAR_B']],
  ['', []],
])('the names that %j refers to are %j', (text, names) => {
  expect(referencesIn(text)).toEqual(names);
});

test('megabytes of unclosed references are read', () => {
  expect(referencesIn('$('.repeat(2_000_000))).toEqual([]);
  expect(referencesIn(`${'$'.repeat(4_000_001)}(A)`)).toEqual(['A']);
});
