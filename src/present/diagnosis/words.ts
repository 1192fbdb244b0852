import {
  STAGES,
  type Check,
  type CheckVerdict,
  type Diagnosis,
  type RootCause,
  type StageId,
  type StageReport,
  type StageVerdict,
} from '../../contracts/diagnosis.ts';
import { duration, percent } from '../../units.ts';
import type { VerdictRow } from '../document/block.ts';
import type { Style } from '../theme.ts';

export const STAGE_NAMES: Record<StageId, string> = {
  'host-resources': 'Host resources',
  'app-limits': "The app's own limits",
  'dependency-services': 'Dependency services',
  'app-hotspots': 'The app itself',
  'root-cause': 'Root cause',
};

export const STAGE_STYLES: Record<StageVerdict, Style> = {
  guilty: 'severity.critical',
  suspect: 'severity.medium',
  unknown: 'severity.unknown',
  cleared: 'severity.ok',
  skipped: 'dim',
};

export const CHECK_STYLES: Record<CheckVerdict, Style> = {
  problem: 'severity.critical',
  warning: 'severity.medium',
  unknown: 'severity.unknown',
  notice: 'severity.info',
  ok: 'severity.ok',
};

/** What to look at first. */
export const VERDICTS_BY_WEIGHT: readonly CheckVerdict[] = ['problem', 'warning', 'unknown', 'notice', 'ok'];

/** `2 The app's own limits`. */
export function stageName(stage: StageId): string {
  return `${STAGES.indexOf(stage) + 1} ${STAGE_NAMES[stage]}`;
}

/** The five stages as a path: how each came out and why. Of the last one the reason is the conclusion, told elsewhere. */
export function stageRows({ stages, rootCause }: Diagnosis): VerdictRow[] {
  const { cause, confidence } = rootCause;
  const name = stageName('root-cause');
  return [
    ...stages.map(({ stage, verdict, reason: text }) => ({
      name: stageName(stage),
      verdict,
      text,
      style: STAGE_STYLES[verdict],
    })),
    cause === undefined
      ? { name, verdict: 'none', text: 'No cause is named.', style: 'dim' }
      : { name, verdict: confidence, text: cause, style: STAGE_STYLES.guilty },
  ];
}

/** A sentence that speaks for the cause, with the check that says so: `It was killed. (stage 2: Last exit)`. */
export function reasonWords(
  { text, stage, check }: RootCause['because'][number],
  stages: readonly StageReport[],
): string {
  const report = stages.find((one) => one.stage === stage);
  const title = report?.checks.find(({ id }) => id === check)?.title ?? check;
  const place = `stage ${STAGES.indexOf(stage) + 1}`;
  return `${text} (${text.startsWith(title) ? place : `${place}: ${title}`})`;
}

/** `CPU throttled`, `Disk latency: sda`. */
export function checkName({ title, subject }: Pick<Check, 'title' | 'subject'>): string {
  return subject === undefined ? title : `${title}: ${subject}`;
}

/** `service-links, proved, explains 23.0% of its time`; without a cause: that there is none. */
export function causeWords({ cause, confidence, share }: RootCause): string {
  if (cause === undefined) return 'none found';
  const explained = explains(share);
  return `${cause}, ${confidence}${explained}`;
}

/** What was diagnosed, when, and how: label and words. */
export function facts(diagnosis: Diagnosis): [string, string][] {
  const { subject, cluster, collectedAt, allow } = diagnosis;
  const { target, choice, namespace, pod, container, node, image, status, workload } = subject;
  const place = node === undefined ? status : `${status} on node ${node}`;
  const looked = allow.includes('exec') ? '' : ', without exec';
  const all: [string, string | undefined][] = [
    ['target', choice === undefined ? target : `${target}, ${choice}`],
    ['workload', workload === undefined ? undefined : `${workload.kind}/${workload.name}`],
    ['pod', `${pod} in namespace ${namespace}, ${place}`],
    ['container', `${container}, image ${image}`],
    ['cluster', cluster.context ?? cluster.server],
    ['window', `${windowLength(diagnosis)} from ${collectedAt}${looked}`],
  ];
  return all.flatMap(([label, text]): [string, string][] => (text === undefined ? [] : [[label, text]]));
}

/** What was diagnosed in a sentence: `pod/web-7d64, container web, namespace shop, Running; window 10 s.` */
export function subjectWords(diagnosis: Diagnosis): string {
  const { subject, allow } = diagnosis;
  const { container, pod, namespace, status } = subject;
  const looked = allow.includes('exec') ? `window ${windowLength(diagnosis)}` : 'without exec';
  return `pod/${pod}, container ${container}, namespace ${namespace}, ${status}; ${looked}.`;
}

/** `10 s`, or `17 s instead of 10 s, as …`. */
export function windowLength({ windowMs, longerWindow }: Diagnosis): string {
  const asked = duration(windowMs).replace(/\.0+ s$/, ' s');
  if (longerWindow === undefined) return asked;
  return `${Math.round(longerWindow.ms / 1000)} s instead of ${asked}, as ${longerWindow.why}`;
}

/** `, explains 23.0% of its time`; nothing where that is not known. */
export function explains(share: number | undefined): string {
  return share === undefined ? '' : `, explains ${percent(share * 100)} of its time`;
}
