import { describe, expect, test } from 'vitest';
import { envsubstArgumentBytes, execLimit, execUse, roomFor } from '../../src/env/headroom.ts';

const KIB = 1024;
const MIB = KIB * KIB;

describe('the kernel’s limit for one exec', () => {
  // Bisected with execve on Linux 6.18.
  test.each([
    ['a stack of 256 KiB', 256 * KIB, 128 * KIB],
    ['a stack of 1 MiB', MIB, 256 * KIB],
    ['the usual 8 MiB', 8 * MIB, 2 * MIB],
    ['a stack of 16 MiB', 16 * MIB, 4 * MIB],
    ['a stack of 64 MiB', 64 * MIB, 6 * MIB],
    ['an unlimited stack', 'unlimited', 6 * MIB],
  ] as const)('with %s', (_, stack, limit) => {
    expect(execLimit(stack)).toBe(limit);
  });

  test('counts 8 bytes for each string’s pointer: 42,798 variables of 41 bytes are the most at 8 MiB', () => {
    expect(useOf(42_798)).toBeLessThanOrEqual(execLimit(8 * MIB));
    expect(useOf(42_800)).toBeGreaterThan(execLimit(8 * MIB));
  });

  test('counts arguments like variables', () => {
    expect(execUse({ bytes: 0, variables: 0, argv: ['node', 'é'] })).toBe(5 + 3 + 16);
  });
});

test('envsubst’s argument is ${NAME} and a space for each name', () => {
  const names = ['PATH', 'HOME_1'];
  expect(envsubstArgumentBytes(names)).toBe(names.map((name) => `\${${name}} `).join('').length);
});

test('room is never negative', () => {
  expect(roomFor({ limit: 100, used: 55, each: 10 })).toBe(4);
  expect(roomFor({ limit: 100, used: 155, each: 10 })).toBe(0);
});

function useOf(count: number): number {
  return execUse({ bytes: 41 * count, variables: count });
}
