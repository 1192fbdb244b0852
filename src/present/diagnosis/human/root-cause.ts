import type { Cause, Diagnosis } from '../../../contracts/diagnosis.ts';
import { dim, line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import { mendsUnder } from '../../layout/mends.ts';
import type { Page } from '../../layout/page.ts';
import { command, points } from '../../layout/prose.ts';
import { reasonWords } from '../words.ts';
import { brief } from '../../layout/brief.ts';

/** What people suspect first, and want to see answered. */
const USUAL_SUSPECTS: ReadonlySet<Cause> = new Set([
  'service-links',
  'cpu-limit',
  'memory-limit',
  'host-cpu',
  'slow-dependency',
  'dns',
  'app-cpu',
]);

/** Why it is taken for the cause, each with the check that says so. */
export function becauseSection({ rootCause, stages }: Diagnosis, page: Page): Line[] {
  if (rootCause.because.length === 0) return [];
  const texts = rootCause.because.map((reason) => reasonWords(reason, stages));
  return [line(styled('heading', 'WHY')), ...points(texts, page)];
}

/** What to do, in the order to try it, with the commands. */
export function mendsSection({ rootCause: { mends } }: Diagnosis, page: Page): Line[] {
  return mendsUnder('WHAT TO DO', mends, page);
}

/** What else plays a part. */
export function contributingSection({ rootCause: { contributing } }: Diagnosis, page: Page): Line[] {
  if (contributing.length === 0) return [];
  const texts = contributing.map(({ title, confidence, text }) => `${title} (${confidence}): ${text}`);
  return [line(styled('heading', 'WHAT ELSE CONTRIBUTES')), ...points(texts, page)];
}

/** What people would suspect, in two lines each at most, and of the others the names; all with what rules them out with -v. */
export function ruledOutSection({ rootCause: { ruledOut } }: Diagnosis, page: Page): Line[] {
  if (ruledOut.length === 0) return [];
  const told = ruledOut.filter(({ cause }) => page.verbose || USUAL_SUSPECTS.has(cause));
  const others = ruledOut.filter((one) => !told.includes(one)).map(({ title }) => title);
  return [
    line(styled('heading', 'WHAT IT IS NOT')),
    ...told.flatMap(({ title, by }) =>
      brief(page, { text: `${title}: ${by}`, indent: 4, lead: dim('  -'), most: 2 }),
    ),
    ...(others.length === 0 ? [] : points([`Nor: ${others.join('; ')}`], page)),
  ];
}

/** What to look at to be surer, with the commands. */
export function surerSection({ rootCause: { surer } }: Diagnosis, page: Page): Line[] {
  if (surer.length === 0) return [];
  return [
    line(styled('heading', 'WHAT WOULD MAKE IT SURER')),
    ...surer.flatMap(({ text, command: how }) => [
      ...points([text], page),
      ...(how === undefined ? [] : [command(how, 4)]),
    ]),
  ];
}
