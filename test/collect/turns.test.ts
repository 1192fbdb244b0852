import { expect, test } from 'vitest';
import { createTurns } from '../../src/collect/turns.ts';

/** Whether others had their turn after each of these times, in milliseconds since the one before. */
async function turnsAfter(times: readonly number[]): Promise<boolean[]> {
  let now = 0;
  const turns = createTurns(() => now);
  const had: boolean[] = [];
  for (const time of times) {
    let isHad = false;
    const other = setImmediate(() => (isHad = true));
    now += time;
    await turns.perhaps();
    clearImmediate(other);
    had.push(isHad);
  }
  return had;
}

test('others have their turn in the middle of something long, but not after each of many small things', async () => {
  expect(await turnsAfter([1, 20, 1, 1, 20, 20, 5, 5])).toEqual([
    false,
    true,
    false,
    false,
    true,
    true,
    false,
    true,
  ]);
});
