import type { Severity } from '../../contracts/report.ts';
import { atLimit } from './cost-model.ts';
import { capped, severityOn, worst } from '../severity.ts';

/** With fewer variables it is not the environment that is slow. */
export const FEWEST_VARIABLES = 500;

/** The verdict on the cost where nothing was timed: by the count, and by the least that the model says. */
export function estimatedSeverity(input: {
  variables: number;
  model: { cpuMs: [number, number] } | undefined;
  cpuLimit: number | undefined;
  runtime: string | undefined;
}): Severity {
  const { variables, model, cpuLimit, runtime } = input;
  const least = model === undefined ? 0 : atLimit(model.cpuMs[0], cpuLimit);
  const byModel = variables < FEWEST_VARIABLES ? 'ok' : severityOn('spawn', least);
  return capped(worst(severityOn('variables', variables), byModel), runtime);
}
