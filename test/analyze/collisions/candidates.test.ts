import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidates } from '../../../src/analyze/collisions/candidates.ts';
import { KNOWN_APPS } from '../../../src/analyze/collisions/known-apps/index.ts';
import { recognise } from '../../../src/analyze/collisions/recognise.ts';
import { templateOf } from '../template.ts';

const matches = KNOWN_APPS.map(({ match }) => match);

/** What the globs of a field describe, with something in place of the stars. */
function namesLike(field: 'images' | 'commands' | 'variables') {
  const globs = matches.flatMap((match) => match[field] ?? []);
  return fc
    .tuple(fc.constantFrom('some-app', ...globs), fc.constantFrom('', 'a', 'A_B', 'x.y'))
    .map(([glob, filler]) => glob.replaceAll('*', filler));
}

test('every rule that recognises a container is among the candidates, and few others are', () => {
  let [recognised, possible] = [0, 0];
  fc.assert(
    fc.property(
      namesLike('images'),
      fc.array(namesLike('commands'), { maxLength: 2 }),
      fc.array(namesLike('variables'), { maxLength: 3 }),
      fc.constantFrom(undefined, 'java', 'php', 'node'),
      (image, command, names, id) => {
        const { container, runtime } = templateOf({
          container: { image: `registry.example/${image}:1`, command },
        });
        const marks = {
          container,
          declared: new Set(names),
          runtime: { ...runtime, ...(id === undefined ? {} : { id }) },
        };
        const found = candidates(marks, KNOWN_APPS);
        const right = KNOWN_APPS.filter(({ match }) => recognise(marks, match) !== undefined);
        expect([...found]).toEqual(expect.arrayContaining(right));
        recognised += right.length;
        possible += found.size;
      },
    ),
    { numRuns: 500 },
  );
  expect(recognised).toBeGreaterThan(100);
  expect(possible).toBeLessThan(3 * recognised);
});
