import type { AttributedVariable, Attribution } from '../../../env/origins.ts';
import type { DifferencesReport, VariableReport } from '../../../contracts/report.ts';

/** Enough for a person; `--variables` shows all. */
const MOST_NOTEWORTHY = 200;

/** What every container has; a line about them tells nothing. */
const USUAL: ReadonlySet<string> = new Set(['PATH', 'HOSTNAME', 'HOME', 'PWD', 'TERM']);

/**
 * The variables that deserve a line of their own: those with a note, and all that do not come from Services, but for
 * those that every container has. With `all` every variable of the container.
 */
export function variableReports(
  { variables }: Attribution,
  { hidden, contested, stale }: DifferencesReport,
  all: boolean,
): VariableReport[] {
  const notes = new Map<string, string>([
    ...stale.map(
      ({ variable, service }) => [variable, `outdated: service/${service} has another value now`] as const,
    ),
    ...contested.map(
      ({ variable, services }) =>
        [variable, `claimed by the Services ${services.join(', ')}: random at each start`] as const,
    ),
    ...hidden.map(({ variable, service }) => [variable, `hides the link of service/${service}`] as const),
  ]);
  const chosen = all ? variables : variables.filter((each) => notes.has(each.name) || !isUsual(each));
  const limited = all ? chosen : chosen.slice(0, MOST_NOTEWORTHY);
  return limited.map(({ name, bytes, origin, source }) => {
    const note = notes.get(name);
    return {
      name,
      bytes,
      origin,
      source,
      note,
    };
  });
}

function isUsual({ name, origin }: AttributedVariable): boolean {
  return USUAL.has(name) || origin === 'service-link' || origin === 'kubernetes' || origin === 'ghost';
}
