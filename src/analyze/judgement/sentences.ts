import type { EvidenceLine, OriginsReport } from '../../contracts/report.ts';
import { linkServices, linkVariables, type ContainerJudgement } from '../figures/audited.ts';
import { atLimit } from '../figures/environment/cost-model.ts';
import { middle } from '../figures/environment/starts.ts';
import { counted, duration, number } from '../../units.ts';
import { capital, cores, durations } from '../words.ts';
import type { Told } from './judgement.ts';

/** `Starting a child process costs 873 ms of CPU here, 2.9 s at the limit of 0.3 CPU`; undefined: nothing timed. */
export function costClause({ operation, cost, runtime }: ContainerJudgement): string | undefined {
  if (operation === undefined) return undefined;
  const about = operation.kind === 'estimate' ? 'about ' : '';
  const subject =
    operation.kind === 'spawn'
      ? runtime.id === 'bash' || runtime.id === 'sh'
        ? 'Starting a command from the shell'
        : 'Starting a child process'
      : 'Reading the whole environment once';
  return `${subject} costs ${about}${duration(operation.cpuMs)} of CPU here${limitClause(operation.effectiveMs, cost.cpuLimit)}`;
}

/** `in node starting a child process costs an estimated 175 ms to 870 ms of CPU, 2.9 s at the limit of 0.3 CPU`. */
export function modelClause(
  told: Pick<Told, 'cost' | 'cpuLimit'> & { runtime: { id?: string | undefined } },
): string | undefined {
  const { cost, runtime, cpuLimit } = told;
  if (cost === undefined) return undefined;
  const effectiveMs = atLimit(middle(cost.cpuMs), cpuLimit);
  return `in ${runtime.id ?? 'bash'} ${cost.what} costs an estimated ${durations(cost.cpuMs)} of CPU${limitClause(effectiveMs, cpuLimit)}`;
}

/** `16,008 of 16,020 variables are service links from 2,001 Services`. */
export function shareClause(input: ContainerJudgement): string {
  const { variables, origins, attribution, prediction } = input;
  if (variables === 0) return 'the environment is empty';
  const links = linkVariables(input);
  const others = Object.entries(OTHER_ORIGINS).map(([origin, phrase]) => ({
    count: origins[origin as keyof typeof OTHER_ORIGINS].variables,
    phrase,
  }));
  const [most] = others.toSorted((a, b) => b.count - a.count);
  if (most !== undefined && links < most.count) return share(most.count, variables, most.phrase);
  const gone = attribution.ghosts.length === 0 ? '' : `, ${number(attribution.ghosts.length)} of them gone`;
  const predicted = prediction.complete ? '' : ' by their names';
  return `${share(links, variables, ['is a service link', 'are service links'])}${predicted} from ${counted(linkServices(input), 'Service')}${gone}`;
}

const OTHER_ORIGINS = {
  kubernetes: ['is of the Service kubernetes', 'are of the Service kubernetes'],
  declared: ['is declared in the pod spec', 'are declared in the pod spec'],
  'env-from': ['comes from envFrom', 'come from envFrom'],
  'image-or-runtime': ['comes from the image or its runtime', 'come from the image or its runtime'],
  unknown: ['is of unknown origin', 'are of unknown origin'],
} as const satisfies Partial<Record<keyof OriginsReport, readonly [string, string]>>;

function share(part: number, total: number, [one, many]: readonly [string, string]): string {
  return `${number(part)} of ${counted(total, 'variable')} ${part === 1 ? one : many}`;
}

/** `, 2.9 s at the limit of 0.3 CPU`, where a limit makes a difference. */
export function limitClause(effectiveMs: number, cpuLimit: number | undefined): string {
  if (cpuLimit === undefined || cpuLimit >= 1) return '';
  return `, ${duration(effectiveMs)} at the limit of ${cores(cpuLimit)}`;
}

/** A clause as a sentence: `the probe …` -> `The probe ….` */
export function sentence(...clauses: readonly (string | undefined)[]): string {
  return `${capital(clauses.filter((clause) => clause !== undefined).join('; '))}.`;
}

/** `12 more Services`. */
export function more(services: number): string {
  return counted(services, 'more Service', 'more Services');
}

/** How the runtime or the entrypoint was recognised. */
export function recognisedLine(by: string | undefined): EvidenceLine | undefined {
  return by === undefined ? undefined : { text: `Recognised by: ${by}.` };
}
