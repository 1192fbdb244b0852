import type { DiagnosisPart, DiagnosisParts } from '../contracts/diagnosis-evidence.ts';
import { EnvauditError, toProblem } from '../errors.ts';
import type { Evidence, Problem } from '../contracts/evidence.ts';

/** A part that has come, or will not. */
export type Arrival = {
  [P in DiagnosisPart]-?: { part: P; value: NonNullable<DiagnosisParts[P]> };
}[DiagnosisPart];

export type Coming = { [P in DiagnosisPart]-?: Promise<NonNullable<DiagnosisParts[P]>> };

/** After an abort, those who look have so long, in milliseconds, to hand over what they have. */
const GRACE_MS = 500;

/**
 * The parts in the order in which they come. What fails in a way that is known is unknown with that reason; after an
 * abort nothing is waited for any longer. `blind` is the audit that stands for one that did not come: it says which
 * container it is, and that it was not asked.
 * @throws what is a bug.
 */
export async function* asTheyCome(
  coming: Coming,
  { signal, blind }: { signal: AbortSignal; blind: (problem: Problem) => Evidence },
): AsyncGenerator<Arrival> {
  const interrupted = abortedFor(signal, GRACE_MS);
  const waiting = new Map(
    Object.entries(coming).map(([name, promise]) => {
      const part = name as DiagnosisPart;
      return [part, arrival(part, Promise.race([promise, interrupted.promise]), blind)];
    }),
  );
  // They are awaited one by one: one that fails meanwhile is told when its turn comes.
  for (const promise of waiting.values()) promise.catch(() => undefined);
  try {
    while (waiting.size > 0) {
      const next = await Promise.race(waiting.values());
      waiting.delete(next.part);
      yield next;
    }
  } finally {
    interrupted.forget();
  }
}

async function arrival(
  part: DiagnosisPart,
  promise: Promise<unknown>,
  blind: (problem: Problem) => Evidence,
): Promise<Arrival> {
  try {
    const value = await promise;
    const isEmptyAudit = part === 'audit' && (value as Evidence).containers.length !== 1;
    return { part, value: isEmptyAudit ? blind(INTERRUPTED) : value } as Arrival;
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    const problem = toProblem(error);
    return { part, value: part === 'audit' ? blind(problem) : { known: false, problem } } as Arrival;
  }
}

const INTERRUPTED: Problem = { code: 'interrupted', message: 'interrupted before it was seen' };

/** Rejects so long after an abort. */
function abortedFor(
  signal: AbortSignal,
  milliseconds: number,
): { promise: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => reject(new EnvauditError(INTERRUPTED.code, INTERRUPTED.message)), milliseconds);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const forget = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  };
  return { promise, forget };
}
