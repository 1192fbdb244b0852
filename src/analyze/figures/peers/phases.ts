import type { RequestSample } from '../../../contracts/sample-evidence.ts';
import { distribution } from '../window/distribution.ts';

/** The parts of a request, in their order, as people call them. */
export const PHASES = {
  name: 'looking up the name',
  connect: 'connecting',
  tls: 'the TLS handshake',
  firstByte: 'waiting for the first byte',
  transfer: 'the transfer',
} as const;

export type Phase = keyof typeof PHASES;

/** Between which points the time passed, for a sentence. */
export const BETWEEN: Record<Phase, string> = {
  name: 'before the name was found',
  connect: 'between the name and the connection',
  tls: 'in the TLS handshake',
  firstByte: 'between connect and the first byte',
  transfer: 'between the first byte and the last',
};

/** More than half: then the phase is where the time passed. */
const MOST = 0.5;

/**
 * How long each phase of a request took, from curl's points in time. A phase is missing where the tool did not tell
 * its end; of a request that failed, what came after the last point counts for the phase that was on.
 */
export function phasesOf(request: RequestSample): Partial<Record<Phase, number>> {
  const { nameMs, connectMs, tlsMs, firstByteMs, totalMs, error } = request;
  const phases: Partial<Record<Phase, number>> = {};
  let last = 0;
  const points = { name: nameMs, connect: connectMs, tls: tlsMs || undefined, firstByte: firstByteMs };
  for (const [phase, point] of Object.entries(points) as [Phase, number | undefined][]) {
    if (point === undefined) continue;
    phases[phase] = Math.max(0, point - last);
    last = Math.max(last, point);
  }
  const rest = Math.max(0, totalMs - last);
  if (firstByteMs !== undefined) phases.transfer = rest;
  else if (error !== undefined && Object.keys(phases).length > 0) phases[following(phases)] = rest;
  return phases;
}

/** The phase in which most of the time of these requests passed, if it was one. */
export function slowPhase(requests: readonly RequestSample[]): Phase | undefined {
  const sums = new Map<Phase, number>();
  let total = 0;
  for (const request of requests) {
    total += request.totalMs;
    for (const [phase, ms] of Object.entries(phasesOf(request)) as [Phase, number][]) {
      sums.set(phase, (sums.get(phase) ?? 0) + ms);
    }
  }
  return [...sums].find(([, ms]) => ms > MOST * total)?.[0];
}

/** Rows for a table: phase, median, p90, most, in ms; phases that nothing told are left out. */
export function phaseFigures(
  requests: readonly RequestSample[],
): { phase: Phase; median: number; p90: number; max: number }[] {
  const all = requests.map((request) => phasesOf(request));
  return (Object.keys(PHASES) as Phase[]).flatMap((phase) => {
    const figures = distribution(all.flatMap((phases) => phases[phase] ?? []));
    return figures === undefined ? [] : [{ phase, ...figures }];
  });
}

function following(phases: Partial<Record<Phase, number>>): Phase {
  if (phases.tls !== undefined || phases.connect !== undefined) return 'firstByte';
  return phases.name === undefined ? 'name' : 'connect';
}
