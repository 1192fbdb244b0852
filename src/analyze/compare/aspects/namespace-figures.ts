import type { NamespaceReport } from '../../../contracts/scan-report.ts';
import { counted, number } from '../../../units.ts';
import { durations } from '../../words.ts';
import { aspect, type ClosedAspect } from '../aspect.ts';
import { scanCommand } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, other, type Letter } from '../side.ts';
import { LIMITS, clearly } from '../weights.ts';
import { fromAllLists, fromServices } from './namespace.ts';

/** By the cost model, if the containers run Node.js: the dearest of the usual runtimes. */
export const namespaceCost = aspect<[number, number]>({
  what: 'child-process-cost',
  title: 'Cost of a child process in Node.js',
  symptom: true,
  read: (side) => fromServices(side, ({ saves }) => saves.cpuMsPerSpawn.node),
  shown: (cpuMs) => `${durations(cpuMs)} of CPU (estimated)`,
  judge({ a, b }) {
    const more: Letter = a[1] >= b[1] ? 'a' : 'b';
    const [most, least] = more === 'a' ? [a, b] : [b, a];
    const felt = clearly(most[0], least[0], { ratio: LIMITS.cost.ratio, by: LIMITS.cost.ms });
    return {
      weight: felt ? 'explains' : 'context',
      slower: more,
      strength: Number.POSITIVE_INFINITY,
      message: `In ${name(more)} service links make each child process of Node.js dearer by an estimated ${durations(most)} of CPU, in ${name(other(more))} by ${durations(least)}.`,
    };
  },
  says: (cpuMs) => `${durations(cpuMs)} of CPU, estimated from the count`,
  by: scanCommand,
});

/** What is told besides. */
export const namespaceContext: ClosedAspect[] = [
  count('workloads', 'Workloads', ({ workloads }) => workloads, 'workload'),
  count('pods', 'Pods', ({ pods }) => pods, 'pod'),
  aspect<number>({
    what: 'growth',
    title: 'Growth',
    read: (side) => {
      const forecast = fromServices(side, (own) => own.forecast);
      if (!forecast.known) return forecast;
      const { fit, unknown: why } = forecast.value;
      return fit === undefined ? unknown(why ?? 'there is no forecast') : known(fit.servicesPerDay);
    },
    shown: (perDay) => `${rounded(perDay)} Services a day`,
    judge({ a, b }) {
      const more: Letter = a > b ? 'a' : 'b';
      return {
        weight: 'context',
        message: `${name(more)} grows by ${rounded(Math.max(a, b))} Services a day, ${name(other(more))} by ${rounded(Math.min(a, b))}.`,
      };
    },
    by: scanCommand,
  }),
];

function count(
  what: string,
  title: string,
  pick: (own: NamespaceReport) => number,
  noun: string,
): ClosedAspect {
  return aspect<number>({
    what,
    title,
    read: (side) => fromAllLists(side, pick),
    shown: number,
    judge: ({ a, b }) => ({
      weight: 'context',
      message: `A has ${counted(a, noun)}, B has ${number(b)}.`,
    }),
    says: (value) => counted(value, noun),
    by: scanCommand,
  });
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}
