import {
  ARGUMENT_LIMIT,
  USUAL_STACK,
  envsubstArgumentBytes,
  execLimit,
  execUse,
  roomFor,
} from '../../../env/headroom.ts';
import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { CountReport, HeadroomReport, OriginsReport } from '../../../contracts/report.ts';
import type { Prediction } from '../../../env/prediction.ts';
import type { Attribution } from '../../../env/origins.ts';
import type { Declared } from '../../../env/declared.ts';
import type { RuntimeGuess } from './runtime.ts';
import { serviceTotals } from './services.ts';

/** A Service with one named port and a name of 12 letters, where the namespace has none to take the average of. */
export const TYPICAL_SERVICE = { variables: 8, bytes: 344, nameBytes: 210 };

interface Input {
  subject: ContainerEvidence;
  count: CountReport;
  origins: OriginsReport;
  prediction: Prediction;
  attribution: Attribution;
  declared: Declared;
  runtime: RuntimeGuess;
}

/**
 * How much of the kernel's limits the environment uses, now and at the next restart. Where the container was not asked
 * the figures are a floor: what its image sets is missing.
 */
export function headroomReport(input: Input): HeadroomReport {
  const { subject, count, prediction } = input;
  const stack = subject.probe.known ? subject.probe.value.limits.stack : undefined;
  const limitBytes = execLimit(stack ?? USUAL_STACK);
  const now = execUse({ ...environmentNow(input), argv: argvOf(subject) });
  const links = count.predicted;
  const growth = {
    bytes: links.nextRestart.bytes - links.now.bytes,
    variables: links.nextRestart.variables - links.now.variables,
  };
  const next = Math.max(0, now + execUse(growth));
  const average = averageService(prediction);
  return {
    limitBytes,
    limitSource: stack === undefined ? 'assumed' : 'read',
    now: share(now, limitBytes),
    nextRestart: share(next, limitBytes),
    moreServices: roomFor({ limit: limitBytes, used: next, each: execUse(average) }),
    ...(input.runtime.envsubst === undefined ? {} : { argument: argumentShare(input, average.nameBytes) }),
  };
}

/** Names at the next restart: those of the prediction, and what the container has from elsewhere. */
function argumentShare(input: Input, perService: number): HeadroomReport['argument'] {
  const { attribution, prediction, declared, runtime } = input;
  const lasting = attribution.variables
    .filter(({ origin }) => !(origin === 'ghost' || (origin === 'service-link' && prediction.complete)))
    .map(({ name }) => name);
  const names = new Set([
    ...prediction.variables.map(({ name }) => name),
    ...lasting,
    ...declared.variables.keys(),
  ]);
  const bytes = envsubstArgumentBytes(names);
  return {
    ...share(bytes, ARGUMENT_LIMIT),
    limitBytes: ARGUMENT_LIMIT,
    moreServices: roomFor({ limit: ARGUMENT_LIMIT, used: bytes, each: perService }),
    because: runtime.envsubst ?? '',
  };
}

/** Of a container that runs: what all its names needed in one argument at its start, templates or not. */
export function argumentAtStart({
  subject,
  attribution,
}: Pick<Input, 'subject' | 'attribution'>): { bytes: number; percent: number } | undefined {
  if (subject.container.notRunning !== undefined || !subject.probe.known) return undefined;
  return share(envsubstArgumentBytes(attribution.variables.map(({ name }) => name)), ARGUMENT_LIMIT);
}

function environmentNow({ subject, origins }: Input): { bytes: number; variables: number } {
  if (!subject.probe.known) {
    const all = Object.values(origins);
    return {
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      variables: all.reduce((sum, { variables }) => sum + variables, 0),
    };
  }
  const { exec, main } = subject.probe.value;
  // What the entrypoint exported is handed on to every child of the main process.
  const { bytes, count } =
    main.known && main.value.bytes > exec.bytes && !main.value.clobbered ? main.value : exec;
  return { bytes, variables: count };
}

function averageService(prediction: Prediction): { variables: number; bytes: number; nameBytes: number } {
  const services = serviceTotals(prediction);
  if (services.length === 0) return TYPICAL_SERVICE;
  const mean = (key: 'variables' | 'bytes' | 'nameBytes'): number =>
    services.reduce((sum, service) => sum + service[key], 0) / services.length;
  return { variables: mean('variables'), bytes: mean('bytes'), nameBytes: mean('nameBytes') };
}

function argvOf({ container }: ContainerEvidence): string[] {
  return [...container.command, ...container.args];
}

/** Bytes, and their share of a limit in percent. */
export function share(bytes: number, limit: number): { bytes: number; percent: number } {
  return { bytes, percent: Math.round((bytes / limit) * 1000) / 10 };
}
