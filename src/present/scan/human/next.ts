import { line, styled, type Line } from '../../layout/lines.ts';
import { command } from '../../layout/prose.ts';
import { isObjectName, safeName, scanCommand, workloadName } from '../kubectl.ts';
import type { Digest } from '../select/digest.ts';

/** Kinds that the audit of one container finds its pods by. */
const AUDITED = new Set(['pod', 'deployment', 'statefulset', 'daemonset', 'replicaset', 'job', 'cronjob']);

/** What to type next: commands of names that are safe to be pasted. */
export function nextSection(digest: Digest): Line[] {
  const steps = [whole(digest), ...lists(digest)].filter((step) => step !== undefined);
  if (steps.length === 0) return [];
  return [
    line(styled('heading', 'NEXT')),
    ...steps.flatMap(([words, how]) => [line(`  ${words}`), command(how, 4)]),
  ];
}

type Step = [words: string, command: string] | undefined;

function whole({ worstWorkload, probed }: Digest): Step {
  if (worstWorkload === undefined || worstWorkload.pods === 0 || probed !== undefined) return undefined;
  const { kind, namespace } = worstWorkload;
  if (!AUDITED.has(kind) || safeName(worstWorkload) === undefined) return undefined;
  return [
    'Measure what it costs, inside a container of the worst workload:',
    `kubectl envaudit ${workloadName(worstWorkload)} -n ${namespace}`,
  ];
}

function lists({ stale, scope }: Digest): Step[] {
  const { namespaces } = scope;
  const single = namespaces !== 'all' && namespaces.length === 1 ? namespaces[0] : undefined;
  const names = stale.total === 0 ? undefined : scanCommand(scope, '--show stale -o name');
  const review = single === undefined ? 'xargs -L1 kubectl get' : `xargs kubectl get -n ${single}`;
  const report = scanCommand(scope, '-o csv');
  return [
    names === undefined || (single !== undefined && !isObjectName(single))
      ? undefined
      : ['Look at the stale Services; nothing is deleted before their owners agree:', `${names} | ${review}`],
    report === undefined
      ? undefined
      : ['Everything as a table for a spreadsheet:', `${report} > envaudit.csv`],
  ];
}
