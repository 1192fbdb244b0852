import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../../src/contracts/diagnosis.ts';
import { presentDiagnosis } from '../../../src/present/diagnosis/index.ts';
import { DIAGNOSIS_SECTIONS } from '../../../src/present/diagnosis/sections.ts';
import { causeWords, stageName } from '../../../src/present/diagnosis/words.ts';
import { STAGES } from '../../../src/contracts/diagnosis.ts';
import { rowsOn } from '../rows-on.ts';
import {
  caseA,
  foulDiagnosis,
  longNames,
  noRights,
  quiet,
  slowDependency,
  unseen,
} from '../samples/diagnosis.ts';

/** A terminal of 24 rows, without the command line and the next prompt. */
const ROWS = 22;

const all = { caseA, slowDependency, quiet, unseen, noRights, longNames, foulDiagnosis };

describe.each([80, 140, 200])('on %d columns', (columns) => {
  const view = { columns, color: false };

  test.each(Object.entries(all))('the diagnosis %s answers on one screen', async (_name, diagnosis) => {
    for (const live of [false, true]) {
      const text = await presentDiagnosis(diagnosis, 'human', { ...view, live });
      expect(rowsOn(text, columns)).toBeLessThanOrEqual(ROWS);
      expect(text.split('\n')[0]).toBe(`ROOT CAUSE  ${causeWords(diagnosis.rootCause)}`);
      for (const stage of STAGES) expect(text).toContain(`\n  ${stageName(stage)} `);
      const rows = text.split('\n').map((row) => row.trim());
      for (const command of commandsOf(diagnosis)) expect(rows).toContain(command);
      expect(words(text)).toContain(
        '-v shows all, --show a part: subject, why, mends, stages, contributing, ruled-out, surer, unseen, 1 to 4.',
      );
    }
  });

  test.each(Object.entries(all))('what is cut of %s is counted', async (_name, diagnosis) => {
    const text = words(await presentDiagnosis(diagnosis, 'human', view));
    const { because, mends, ruledOut, contributing } = diagnosis.rootCause;
    const reasons = text.match(/\(stage \d(?:: [^)]*)?\)|WHY .*? …/g) ?? [];
    const left = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
    expect(left(/… .*?(\d+) more reasons?/) + Math.min(because.length, 4)).toBeGreaterThanOrEqual(
      because.length,
    );
    expect(because.length === 0 || reasons.length > 0).toBe(true);
    expect(left(/… .*?(\d+) more mends?/)).toBe(Math.max(0, mends.length - 1));
    expect(left(/… .*?(\d+) causes? ruled out/)).toBe(ruledOut.length);
    expect(left(/… .*?(\d+) contributing causes?/)).toBe(contributing.length);
  });
});

test.each(DIAGNOSIS_SECTIONS)('the section %s stands alone, whole', async (section) => {
  const text = await presentDiagnosis(caseA, 'human', { columns: 80, color: false, sections: [section] });
  expect(text).toMatch(/^ROOT CAUSE {2}service-links/);
  const headings = text.match(/^(?:\d )?[A-Z]{3,}(?:['’]?[A-Z]* [A-Z]+)*/gm) ?? [];
  expect(headings.length).toBeLessThanOrEqual(2);
});

/** The mend's; where there is none, what would let more be seen. */
function commandsOf({ rootCause: { mends, surer }, incomplete: [problem] }: Diagnosis): string[] {
  const [mend] = mends;
  if (mend !== undefined)
    return mend.command === undefined || /[^ -~]/.test(mend.command) ? [] : [mend.command];
  if (problem !== undefined) return problem.hint?.match(/^kubectl .*$/gm) ?? [];
  return surer.slice(0, 1).flatMap(({ command = [] }) => command);
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
