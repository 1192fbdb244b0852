import type { Diagnosis, RootCause } from '../../../diagnosis.ts';
import { EMPTY, line, styled } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, points, prose } from '../../layout/prose.ts';
import { stageName } from '../words.ts';

const INDENT = 5;

/** Why it is taken for the cause, each with the check that says so. */
export function becauseSection({ rootCause, stages }: Diagnosis, page: Page): Line[] {
  if (rootCause.because.length === 0) return [];
  const texts = rootCause.because.map(({ text, stage, check }) => {
    const title = stages
      .find((report) => report.stage === stage)
      ?.checks.find(({ id }) => id === check)?.title;
    return `${text} (${stageName(stage)}: ${title ?? check})`;
  });
  return [line(styled('heading', 'WHY')), ...points(texts, page)];
}

/** What to do, in the order to try it, with the commands. */
export function mendsSection({ rootCause: { mends } }: Diagnosis, page: Page): Line[] {
  if (mends.length === 0) return [];
  const blocks = mends.map(({ title, command: how, effect }, index) => [
    ...prose(page, {
      text: title,
      indent: INDENT,
      style: 'name',
      lead: { text: `${index + 1}`.padStart(INDENT - 2) },
    }),
    ...(how === undefined ? [] : [command(how, INDENT)]),
    ...prose(page, { text: effect, indent: INDENT }),
  ]);
  return [
    line(styled('heading', 'WHAT TO DO')),
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : [EMPTY, ...lines])),
  ];
}

/** What else plays a part, what it is not, and what would make it surer. */
export function otherCauses({ rootCause }: Diagnosis, page: Page): Line[][] {
  const { contributing, ruledOut } = rootCause;
  return [
    titled(
      'WHAT ELSE CONTRIBUTES',
      contributing.map(({ title, confidence, text }) => `${title} (${confidence}): ${text}`),
      page,
    ),
    titled(
      'WHAT IT IS NOT',
      ruledOut.map(({ title, by }) => `${title}: ${by}`),
      page,
    ),
    surerSection(rootCause, page),
  ];
}

function surerSection({ surer }: RootCause, page: Page): Line[] {
  if (surer.length === 0) return [];
  return [
    line(styled('heading', 'WHAT WOULD MAKE IT SURER')),
    ...surer.flatMap(({ text, command: how }) => [
      ...points([text], page),
      ...(how === undefined ? [] : [command(how, 4)]),
    ]),
  ];
}

function titled(heading: string, texts: readonly string[], page: Page): Line[] {
  return texts.length === 0 ? [] : [line(styled('heading', heading)), ...points(texts, page)];
}
