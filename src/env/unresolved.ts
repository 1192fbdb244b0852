import type { DeclaredVariableEvidence, EnvironmentEvidence } from '../contracts/evidence.ts';
import type { Prediction } from './prediction.ts';
import { presences } from './presence.ts';

/**
 * The declared variables, with those optional references marked as missing of which the container itself shows that they
 * resolved to nothing: it has the service link of that name, with the very value that its Service gives.
 */
export function markUnresolved(
  env: readonly DeclaredVariableEvidence[],
  { variables }: Prediction,
  environment: EnvironmentEvidence | undefined,
): DeclaredVariableEvidence[] {
  const optional = new Set(env.filter((entry) => entry.optional === true).map(({ name }) => name));
  if (optional.size === 0) return [...env];
  const presence = presences(variables, environment);
  const linked = new Set(
    variables.flatMap(({ name }, index) => (optional.has(name) && presence[index] === 'same' ? [name] : [])),
  );
  return env.map((entry) =>
    entry.optional === true && linked.has(entry.name) ? { ...entry, missing: true } : entry,
  );
}
