import type { Cause, Check, Diagnosis } from '../../../../src/contracts/diagnosis.ts';

/** The checks whose warning or problem speaks for a cause, so that it cannot be ruled out beside it. */
const SHOWN_BY: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'exec-limit': ['exec-limit'],
  'cpu-limit': ['cpu-throttled'],
  'memory-limit': ['oom-kills', 'memory-usage', 'memory-limit-hits'],
  'process-limit': ['process-count'],
  'open-files': ['open-files'],
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

/**
 * Figures that are printed in several places: as what a check measured, and in sentences. What is captured is the same
 * thing's number, in percent.
 */
const SAME: readonly { of: string; check?: string; measured?: RegExp; sentences: RegExp }[] = [
  {
    of: 'CPU periods throttled in the window',
    check: 'cpu-throttled',
    measured: /^([\d.,]*\d) ?% of periods$/,
    sentences:
      /held (?:it )?back in ([\d.,]*\d) ?% of the CPU periods|([\d.,]*\d) ?% of its CPU periods were/g,
  },
  {
    of: 'CPU periods throttled since the start',
    check: 'cpu-throttled',
    measured: /^([\d.,]*\d) ?% of periods since its start$/,
    sentences: /since the container’s start in ([\d.,]*\d) ?%/g,
  },
  {
    of: 'CPU used, of the limit',
    check: 'cpu-usage',
    measured: /^([\d.,]*\d) ?% of /,
    sentences: /it used ([\d.,]*\d) ?% of its limit/g,
  },
  {
    of: 'the exec limit',
    check: 'exec-limit',
    measured: /^([\d.,]*\d) ?% /,
    sentences: /([\d.,]*\d) ?% of what the kernel takes for one exec/g,
  },
  {
    of: 'time that goes to service links, which is a part of what the environment takes',
    sentences: /hence ([\d.,]*\d) ?% of its time\.?$|That is ([\d.,]*\d) ?% of the window/gm,
  },
  {
    of: 'time that the main thread waited for a CPU',
    check: 'run-queue-wait',
    measured: /^([\d.,]*\d) ?% of the time/,
    sentences: /waited for a CPU for ([\d.,]*\d) ?% of the time/g,
  },
];

/** How a diagnosis can contradict itself; each gives what does, as sentences. */
export const CONTRADICTIONS = {
  'a proof without a stage that is guilty or suspect': ({ stages, rootCause: { cause, confidence } }) =>
    confidence === 'proved' && stages.every(({ verdict }) => verdict !== 'guilty' && verdict !== 'suspect')
      ? [`${cause} is proved, and no stage is guilty or suspect`]
      : [],
  'nothing is said of a guilty stage, and no cause is named': ({
    stages,
    rootCause: { cause, conclusion },
  }) =>
    stages
      .filter(({ verdict }) => cause === undefined && verdict === 'guilty')
      // A busy node is no cause for an app that does not feel it, but nobody may say that there is nothing.
      .filter(({ reason }) => !conclusion.includes(reason))
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

function unequal({ stages, rootCause }: Diagnosis): string[] {
  const checks = stages.flatMap((stage) => stage.checks);
  const texts = textsOf([stages, rootCause]).join('\n');
  return SAME.flatMap(({ of, check, measured, sentences }) => {
    const own = checks
      .filter(({ id }) => id === check)
      .flatMap((each) => measured?.exec(each.measured ?? '') ?? []);
    const told = [...texts.matchAll(sentences)].flatMap((match) => [...match].slice(1));
    const figures = [...own.slice(1, 2), ...told].filter((figure) => figure !== undefined);
    const distinct = new Set(figures.map((figure) => Number(figure.replaceAll(',', ''))));
    return distinct.size > 1 ? [`${of}: ${[...distinct].join(' % and ')} %`] : [];
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
