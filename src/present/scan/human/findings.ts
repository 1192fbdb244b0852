import { counted, number } from '../../../units.ts';
import { points, prose, section, type Block } from '../../document/block.ts';
import { placesWords, type EqualFindings } from '../../findings/equal.ts';
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
  const isCut = left > 0 || shown.some((group) => isShort(group, all));
  const command = scanCommand(scope, '--show findings');
  return section(
    { text: 'Findings', ...(all ? {} : { aside: 'that no row above tells' }) },
    ...shown.map((group) => groupOf(group, all)),
    ...(left > 0 ? prose(`and ${counted(left, 'more kind')}`, 'dim') : []),
    ...(isCut && command !== undefined
      ? [{ kind: 'more' as const, text: 'All of them', flags: ['--show findings'], command }]
      : []),
  );
}

/** Places of one sentence, where not all are to be shown. */
const PLACES = 8;

function groupOf(group: FindingGroup, all: boolean): Block {
  const { code, title, severity, count, sentences } = group;
  const left = count - told(group);
  return {
    kind: 'finding',
    label: severityLabel(severity),
    title: count === 1 ? title : `${title} (${number(count)})`,
    body: [
      ...sentences.shown.flatMap((sentence) => sentenceOf(sentence, all ? Infinity : PLACES)),
      ...prose(left > 0 ? `and ${number(left)} more, ${code}` : code, 'dim'),
    ],
  };
}

/** What is found in one place has that in front; what is found in several has them below. */
function sentenceOf({ finding: { subject, message }, subjects }: EqualFindings, most: number): Block[] {
  if (subjects.length === 1)
    return points([{ text: `${subject.namespace} ${subjectWords(subject)}: ${message}` }]);
  return points([{ text: message, places: placesWords(subjects, most) }]);
}

function isShort(group: FindingGroup, all: boolean): boolean {
  if (told(group) < group.count) return true;
  return !all && group.sentences.shown.some(({ subjects }) => subjects.length > PLACES);
}

/** Findings that a sentence tells. */
function told({ sentences }: FindingGroup): number {
  return sentences.shown.reduce((sum, { subjects }) => sum + subjects.length, 0);
}
