import type { Check, CheckVerdict, StageReport } from '../../../contracts/diagnosis.ts';
import type { DiagnosisEvidence, PodStateEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import { throttlingNow, throttlingOf, type SeenThrottling } from '../../figures/container/throttling.ts';
import { cpuLimitOf } from '../../figures/environment/cost.ts';
import { environmentCost, type EnvironmentCost } from '../../figures/environment/environment-cost.ts';
import { watched, type Watched } from '../../figures/watched.ts';
import type { CheckId } from '../checks.ts';
import { harshest, isBad } from '../../figures/threshold.ts';
import { isOnItsWay } from '../../figures/container/never-began.ts';
import { isReached, verdictOn } from '../../figures/thresholds.ts';
import { urlFacts, type UrlFacts } from './url-facts.ts';

/** All that the causes are weighed by: figures of the evidence, and the checks' verdicts. */
export interface Facts extends Watched {
  evidence: DiagnosisEvidence;
  subject: ContainerEvidence;
  state?: PodStateEvidence;
  sample?: SampleEvidence;
  environment: EnvironmentCost;
  /** Cores; absent: no limit. */
  cpuLimit?: number;
  /** Percent of CPU periods in the window, without those in which the audit ran; 0 where there is no limit. */
  throttled?: number;
  /** The same with its source; since the container’s start where the window does not tell. */
  throttling?: SeenThrottling;
  urls: UrlFacts[];
  /** All checks of an id. */
  checks: (id: CheckId) => Check[];
  /** The harshest verdict of an id; `unknown` where there is none. */
  verdict: (id: CheckId) => CheckVerdict;
}

/** Derives what the causes need; undefined where the evidence holds no container. */
export function factsOf(stages: readonly StageReport[], evidence: DiagnosisEvidence): Facts | undefined {
  const [subject] = evidence.audit.containers;
  const environment = environmentCost(evidence.audit);
  if (subject === undefined || environment === undefined) return undefined;
  const sample = evidence.sample.known ? evidence.sample.value : undefined;
  const checks = (id: CheckId): Check[] =>
    stages.flatMap((stage) => stage.checks.filter((check) => check.id === id));
  return {
    evidence,
    subject,
    environment,
    ...defined('state', evidence.podState.known ? evidence.podState.value : undefined),
    ...defined('cpuLimit', cpuLimitOf(subject)),
    ...(sample && { sample, ...watched(evidence.audit, sample) }),
    ...defined('throttled', throttledNow(evidence)),
    ...defined('throttling', throttlingOf(evidence)),
    urls: urlFacts(evidence),
    checks,
    verdict: (id) => harshest(...checks(id).map(({ verdict }) => verdict)),
  };
}

/** Percent of looks in which the main thread is runnable: it never rests. */
export const NEVER_RESTS = 90;
/** Percent of a core: who never rests and gets this much would use a whole one. */
export const HALF_A_CORE = 50;

/** Whether the limit held the container back in many periods; undefined: not known. */
export function isThrottled({ throttled }: Facts): boolean | undefined {
  return throttled === undefined ? undefined : isBad(verdictOn('cpu-throttled', throttled));
}

/** Whether the links' cost is a cause of its own. */
export function linksMatter({ share, environment }: Facts): boolean {
  return (
    share !== undefined &&
    environment.links * 2 >= environment.variables &&
    isBad(verdictOn('environment-share', share.links * 100))
  );
}

/**
 * Most of the CPU time that the main thread uses is what service links cost: then it is they that make it want a CPU,
 * however long it has to wait for one.
 */
export function linksDriveCpu(facts: Facts): boolean {
  const { share, main } = facts;
  return linksMatter(facts) && share !== undefined && share.linksCores * 100 * 2 >= (main?.onCpu ?? 100);
}

/** Children whose cost or number is not known, though they could be dear. Undefined is never given: it is a caution. */
export function childrenUnclear({ share, spawns, environment }: Facts): boolean {
  if (share !== undefined || spawns?.byMain === 0 || spawns?.created?.count === 0) return false;
  return !environment.known || isReached('environment-size', environment.variables);
}

/** The container is not running, and did not end as it should. */
export function isDown({ state, subject }: Facts): boolean {
  const status = state?.container.state ?? subject.container.notRunning;
  return status !== undefined && status !== 'running' && !/Completed/.test(status) && !isOnItsWay(status);
}

/** The main thread is free and the container uses little CPU; undefined: not known. */
export function isIdle(facts: Facts): boolean | undefined {
  const { main, cores, cpuLimit } = facts;
  const throttled = isThrottled(facts);
  if (main === undefined || throttled === undefined) return undefined;
  const used = cores === undefined ? 0 : cores / Math.min(1, cpuLimit ?? 1);
  return main.busy < IDLE_BELOW && main.disk < IDLE_BELOW && used < IDLE_CORES && !throttled;
}

/** Percent of looks. */
const IDLE_BELOW = 40;
/** Of what it may use. */
const IDLE_CORES = 0.5;

function throttledNow(evidence: DiagnosisEvidence): number | undefined {
  const { sample } = evidence;
  if (sample.known && sample.value.cgroup.cpuLimit === 'none') return throttlingNow(evidence)?.percent ?? 0;
  return throttlingNow(evidence)?.percent;
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
