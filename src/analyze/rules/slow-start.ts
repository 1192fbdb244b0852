import { atLimit, modelCpuMs, type CostOf } from '../cost-model.ts';
import { countLine, cpuLimitLine, linksLine, readyLine } from '../evidence-lines.ts';
import { linkServices, linksDominate, type ContainerJudgement, type Rule } from '../judgement.ts';
import { disableServiceLinks, fewerServices, startDirectly } from '../mends.ts';
import type { Wrapper } from '../runtime.ts';
import { limitClause, sentence, shareClause } from '../sentences.ts';
import { RAISES, rank, severityOn } from '../severity.ts';
import { duration } from '../../units.ts';
import { durations } from '../words.ts';
import { finding } from './finding.ts';

interface Start {
  wrapper: Wrapper;
  of: CostOf;
  name: string;
  each: string;
  /** How often a start pays it, at the least. */
  times?: number;
}

const STARTS: readonly Start[] = [
  {
    wrapper: 's6',
    of: 's6',
    name: 's6-overlay',
    each: 'for each script that it runs with the container’s environment',
    // One of cont-init.d and the service's own run script.
    times: 2,
  },
  { wrapper: 'npm', of: 'npm', name: 'npm', each: 'when it starts' },
  { wrapper: 'yarn', of: 'npm', name: 'yarn', each: 'when it starts, if it is like npm' },
  {
    wrapper: 'bash',
    of: 'bash',
    name: 'bash',
    each: 'when it starts, and again after each export that a command follows',
  },
];

/** What stands before the app and handles every variable. An estimate: nobody restarts a pod to measure it. */
export const slowStart: Rule = (input) => {
  const { subject, cost, runtime } = input;
  if (loopsInBash(input)) return bashLoop(input);
  const starts = STARTS.filter(({ wrapper }) => runtime.wrappers.has(wrapper))
    .map((start) => ({ ...start, cpuMs: addedMs(input, start.of) }))
    .toSorted((a, b) => middle(b.cpuMs) - middle(a.cpuMs));
  const [slowest] = starts;
  if (slowest === undefined) return undefined;
  const { times = 1 } = slowest;
  const effective = atLimit(middle(slowest.cpuMs) * times, cost.cpuLimit);
  const severity = severityOn('start', effective);
  if (rank(severity) < rank('low')) return undefined;
  return finding('slow-start', severity, {
    message: sentence(
      `here ${slowest.name} needs an estimated ${durations(slowest.cpuMs)} of CPU ${slowest.each}${limitClause(effective / times, cost.cpuLimit)}`,
      shareClause(input),
    ),
    evidence: [
      { text: `${slowest.name} is among the container’s programs.` },
      readyLine(input),
      countLine(input),
      linksLine(input),
      cpuLimitLine(input),
    ],
    mends: [
      ...(linksDominate(input) ? [disableServiceLinks(subject)] : []),
      startDirectly(slowest.name),
      ...(linksDominate(input) ? [fewerServices(subject, linkServices(input))] : []),
    ],
  });
};

/** A loop over `env` in bash that runs a command for each variable: each of them rebuilds the whole export list. */
function loopsInBash({ subject, runtime, variables }: ContainerJudgement): boolean {
  const script = [...subject.container.command, ...subject.container.args].join(' ');
  return (
    variables >= RAISES.bashLoopVariables &&
    runtime.wrappers.has('bash') &&
    /\bwhile\b.*\bread\b|\bfor\b.*\benv\b/s.test(script) &&
    /\benv\b/.test(script)
  );
}

function bashLoop(input: ContainerJudgement): ReturnType<Rule> {
  const perCommand = middle(addedMs(input, 'bash'));
  return finding('slow-start', 'critical', {
    message: sentence(
      `the command loops over env in bash; a command in such a loop costs about ${duration(perCommand)} of CPU for each variable`,
      shareClause(input),
    ),
    evidence: [countLine(input), linksLine(input), cpuLimitLine(input)],
    mends: [...(linksDominate(input) ? [disableServiceLinks(input.subject)] : []), startDirectly('bash')],
  });
}

function addedMs({ variables, similarity }: ContainerJudgement, of: CostOf): [number, number] {
  return modelCpuMs({ of, variables, similarity });
}

function middle([low, high]: [number, number]): number {
  return Math.sqrt(low * high);
}
