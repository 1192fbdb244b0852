import { counted, number } from '../../../units.ts';
import { points, prose, section, type Block } from '../../document/block.ts';
import { subjectWords } from '../../findings/subject.ts';
import { severityLabel } from '../../layout/severities.ts';
import { scanCommand } from '../kubectl.ts';
import type { Digest } from '../select/digest.ts';
import type { FindingGroup } from '../select/findings.ts';

const GROUPS = 8;

/** Findings by code: what it is, how many have it, and the first few of them. */
export function findingBlocks({ findings, scope }: Digest, { all }: { all: boolean }): Block[] {
  if (findings.length === 0) return [];
  const shown = all ? findings : findings.slice(0, GROUPS);
  const left = findings.length - shown.length;
  const isCut = left > 0 || shown.some(({ findings: own }) => own.shown.length < own.total);
  const command = scanCommand(scope, '--show findings');
  return section(
    { text: 'Findings', ...(all ? {} : { aside: 'that no row above tells' }) },
    ...shown.map(groupOf),
    ...(left > 0 ? prose(`and ${counted(left, 'more kind')}`, 'dim') : []),
    ...(isCut && command !== undefined
      ? [{ kind: 'more' as const, text: 'All of them', flags: ['--show findings'], command }]
      : []),
  );
}

function groupOf({ code, title, severity, findings: { shown, total } }: FindingGroup): Block {
  const left = total - shown.length;
  return {
    kind: 'finding',
    label: severityLabel(severity),
    title: total === 1 ? title : `${title} (${number(total)})`,
    body: [
      ...points(
        shown.map(({ subject, message }) => ({
          text: `${subject.namespace} ${subjectWords(subject)}: ${message}`,
        })),
      ),
      ...prose(left > 0 ? `and ${number(left)} more, ${code}` : code, 'dim'),
    ],
  };
}
