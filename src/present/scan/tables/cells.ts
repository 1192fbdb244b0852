import type { Predicted, Verdict } from '../../../contracts/report.ts';
import type { ContainerScanReport, WorkloadReport } from '../../../contracts/scan-report.ts';
import { duration, number, percent } from '../../../units.ts';
import { styled, type Span } from '../../layout/lines.ts';
import { limitUse } from '../../limit-use.ts';

export const NOTHING = '-';

export function severityCell({ severity }: { severity: Verdict }): Span {
  return styled(`severity.${severity}`, severity);
}

/** `16,000→16,040`: now and at the next restart; one figure where they are the same, none before the arrow where nothing runs. */
export function change(now: string | undefined, next: string): string {
  if (now === next) return next;
  return `${now ?? ''}→${next}`;
}

/** Variables of the links at the oldest running start, and at the next one; `≥` where Services could not be listed. */
export function variablesCell(container: ContainerScanReport | undefined): string {
  if (container === undefined) return NOTHING;
  const { oldestStart, nextRestart, floor } = container.injected;
  const figure = ({ variables }: Predicted) => `${floor === true ? '≥' : ''}${number(variables)}`;
  return change(oldestStart && figure(oldestStart), figure(nextRestart));
}

/** Use of the kernel's limit for one exec, now and at the next start. */
export function execLimitCell(container: ContainerScanReport | undefined): string {
  if (container === undefined) return NOTHING;
  const { now, nextRestart } = container.headroom;
  return change(now && limitUse(now), limitUse(nextRestart));
}

/** What one child process costs at the CPU limit, by the model. */
export function costCell(container: ContainerScanReport | undefined): string {
  const cost = container?.cost;
  return cost === undefined ? NOTHING : `~${duration(cost.effectiveMs).replace(' ', '')}`;
}

/** `0`, `3`, or `3/5` where fewer exist than there are to be. */
export function podsCell({ pods, replicas }: Pick<WorkloadReport, 'pods' | 'replicas'>): string {
  return replicas === undefined || replicas === pods ? number(pods) : `${number(pods)}/${number(replicas)}`;
}

/** Three decimals say enough of a percentage or of milliseconds in a spreadsheet. */
export function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}

/** A day, without the time: `2027-03-01`; `now` for one that has come. */
export function day(at: string, now: string): string {
  return Date.parse(at) <= Date.parse(now) ? 'now' : at.slice(0, 10);
}

/** The name, with the type of those that are no usual ones. */
export function containerCell(container: ContainerScanReport | undefined): string {
  if (container === undefined) return NOTHING;
  return container.type === 'container' ? container.name : `${container.name} (${container.type})`;
}

export function wholeCell(value: number | undefined): string {
  return value === undefined ? NOTHING : number(value);
}

export function argumentCell(container: ContainerScanReport | undefined): string {
  const limit = container?.headroom.argument;
  return limit === undefined ? NOTHING : percent(limit.percent);
}

/** `liveness ~1.37s of 1s`. */
export function execProbesCell(container: ContainerScanReport | undefined): string {
  const all = container?.execProbes ?? [];
  if (all.length === 0) return NOTHING;
  return all
    .map(({ kind, effectiveMs, timeoutMs }) => `${kind} ~${short(effectiveMs)} of ${short(timeoutMs)}`)
    .join(', ');
}

function short(milliseconds: number): string {
  return duration(milliseconds).replace(' ', '');
}
