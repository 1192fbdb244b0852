import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintFindings } from '../../../src/analyze/lint/index.ts';
import { collectFixtures, FIXTURES } from '../../collect/manifests/collect.ts';

const FOLDER = 'collisions';
const CODES = /-collision$|^needs-service-links$/;

/** What a fixture says of itself: `# says: SEVERITY [CERTAINTY] CODE TEXT` for each finding, or `# says nothing`. */
function expectedOf(file: string): string[] {
  const text = readFileSync(join(FIXTURES, FOLDER, file), 'utf8');
  const said = [...text.matchAll(/^# says: (.*)$/gm)].map(([, line = '']) => line);
  if (said.length === 0 && !text.includes('# says nothing'))
    throw new Error(`${file} does not say what is right`);
  return said;
}

describe('manifests of public reports, and their kind', () => {
  test.each(readdirSync(join(FIXTURES, FOLDER)))('%s', async (file) => {
    const findings = lintFindings(await collectFixtures([`${FOLDER}/${file}`]), []);
    const left = findings.filter(({ code }) => CODES.test(code));
    for (const line of expectedOf(file)) {
      const [, severity, certainty, code, text = ''] =
        /^(\w+) (?:(certain|likely|possible) )?([a-z-]+) (.*)$/.exec(line) ?? [];
      const at = left.findIndex(
        (each) =>
          each.severity === severity &&
          each.certainty === certainty &&
          each.code === code &&
          each.message.includes(text),
      );
      expect(left[at] ?? left, `nothing says: ${line}`).toMatchObject({ code });
      left.splice(at, 1);
    }
    expect(left.map(({ severity, code, message }) => `${severity} ${code} ${message}`)).toEqual([]);
  });
});
