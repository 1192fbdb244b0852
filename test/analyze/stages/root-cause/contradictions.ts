import type { Cause, Check, Diagnosis } from '../../../../src/contracts/diagnosis.ts';

/** The checks whose warning or problem speaks for a cause, so that it cannot be ruled out beside it. */
const SHOWN_BY: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'exec-limit': ['exec-limit'],
  'cpu-limit': ['cpu-throttled'],
  'memory-limit': ['oom-kills', 'memory-usage', 'memory-limit-hits'],
  'process-limit': ['process-count'],
  'host-cpu': ['cpu-utilisation', 'cpu-saturation', 'cpu-steal'],
  'host-memory': ['memory-utilisation', 'memory-saturation', 'host-oom-kills'],
  'host-disk': ['disk-saturation', 'disk-latency', 'disk-utilisation'],
  'host-network': ['network-errors', 'network-drops', 'conntrack', 'socket-memory'],
  'node-unhealthy': ['node-conditions'],
  'slow-dependency': ['url-timing'],
  'unreachable-dependency': ['peer-endpoints', 'peer-connecting'],
  dns: ['dns-lookup'],
  'app-children': ['children-wait'],
  'app-blocked': ['event-loop-blocked', 'accept-queue-waiting'],
  crash: ['restarts', 'last-exit'],
};

/** Figures that are printed in several places; the captured number is the same thing's, in percent. */
const SAME: readonly { of: string; patterns: readonly RegExp[] }[] = [
  {
    of: 'CPU periods throttled in the window',
    patterns: [
      /held it back in ([\d.,]*\d) ?% of the CPU periods/g,
      /was held back in ([\d.,]*\d) ?% of the CPU periods/g,
      /([\d.,]*\d) ?% of its CPU periods were throttled/g,
      /([\d.,]*\d) ?% of periods(?= throttled|$)/gm,
    ],
  },
  {
    of: 'CPU periods throttled since the start',
    patterns: [
      /since the container’s start in ([\d.,]*\d) ?%/g,
      /([\d.,]*\d) ?% of periods since its start/g,
    ],
  },
  {
    of: 'CPU used, of the limit',
    patterns: [/it used ([\d.,]*\d) ?% of its limit/gi],
  },
  {
    of: 'what the kernel takes for one exec',
    patterns: [/([\d.,]*\d) ?% of what the kernel takes for one exec/g],
  },
  {
    of: 'time that goes to service links',
    patterns: [/hence ([\d.,]*\d) ?% of its time/g],
  },
];

/** How a diagnosis can contradict itself; each gives what does, as sentences. */
export const CONTRADICTIONS = {
  'a proof without a stage that is guilty or suspect': ({ stages, rootCause: { cause, confidence } }) =>
    confidence === 'proved' && stages.every(({ verdict }) => verdict !== 'guilty' && verdict !== 'suspect')
      ? [`${cause} is proved, and no stage is guilty or suspect`]
      : [],
  'nothing explains it, beside a guilty stage': ({ stages, rootCause: { cause } }) =>
    stages
      .filter(({ verdict }) => cause === undefined && verdict === 'guilty')
      .map(({ stage, reason }) => `nothing is named, and ${stage} is guilty: ${reason}`),
  'a cause without a confidence, or the other way round': ({ rootCause: { cause, confidence } }) =>
    (cause === undefined) === (confidence === 'none') ? [] : [`${cause} is named as ${confidence}`],
  'a cause that is ruled out beside a check that shows it, or beside itself': denied,
  'a reason that cites a check which was not made, or found nothing out': unmade,
  'two percentages of one thing': unequal,
} satisfies Record<string, (diagnosis: Diagnosis) => string[]>;

function isBad({ verdict }: Check): boolean {
  return verdict === 'warning' || verdict === 'problem';
}

function denied({ stages, rootCause: { cause, contributing, ruledOut } }: Diagnosis): string[] {
  const named = new Set([cause, ...contributing.map((each) => each.cause)]);
  const checks = stages.flatMap((stage) => stage.checks);
  return ruledOut.flatMap((out) => [
    ...checks
      .filter((check) => SHOWN_BY[out.cause]?.includes(check.id) && isBad(check))
      .map(({ id, verdict }) => `${out.cause} is ruled out (${out.by}), and ${id} is a ${verdict}`),
    ...(named.has(out.cause) ? [`${out.cause} is named and ruled out`] : []),
  ]);
}

function unmade({ stages, rootCause: { cause, because } }: Diagnosis): string[] {
  return because.flatMap(({ stage, check, text }) => {
    const made = stages.find((each) => each.stage === stage)?.checks.filter(({ id }) => id === check) ?? [];
    return made.some(({ verdict }) => verdict !== 'unknown')
      ? []
      : [
          `${cause}: “${text}” cites ${check}, ${made.length === 0 ? 'which was not made' : 'which is unknown'}`,
        ];
  });
}

function unequal(diagnosis: Diagnosis): string[] {
  const texts = textsOf({ stages: diagnosis.stages, rootCause: diagnosis.rootCause }).join('\n');
  return SAME.flatMap(({ of, patterns }) => {
    const found = patterns.flatMap((pattern) =>
      [...texts.matchAll(pattern)].map(([, figure]) => Number(figure!.replaceAll(',', ''))),
    );
    const distinct = [...new Set(found)];
    return distinct.length > 1 ? [`${of}: ${distinct.join('% and ')}%`] : [];
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
