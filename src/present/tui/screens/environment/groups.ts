import type { ContainerReport, ServiceReport, VariableReport } from '../../../../contracts/report.ts';
import { printableReport } from '../../../printable-report.ts';
import { ORIGIN_NAMES } from '../../../single/origin-names.ts';
import { printable } from '../../../text.ts';

/** Variables that came from one place: a Service, or, for all others, an origin. */
export interface Group {
  /** Unique among the groups of a container. */
  key: string;
  name: string;
  /** In the container. */
  variables: readonly Variable[];
  /** Of names and values, as the kernel counts them: `NAME=value` and a NUL. */
  bytes: number;
  /** What is not as one expects, in words. */
  marks: readonly string[];
  /** The Service, where it is one. */
  service?: { name: string; namespace: string; ports: readonly string[]; state: ServiceReport['state'] };
  /** What a search looks at. */
  searched: string;
}

export interface Variable {
  name: string;
  /** Of the value; absent where the image has no tool to count. */
  bytes?: number;
  from: string;
  note?: string;
  searched: string;
}

/** What a state of a Service means for the variables. */
const STATES: Record<ServiceReport['state'], string | undefined> = {
  present: undefined,
  missing: 'missing: come at the next restart',
  ghost: 'ghost: its Service is gone',
  unseen: 'predicted: the container was not asked',
};

/**
 * The variables of a container by the Service or the origin that put them in; Services that put in none yet as well.
 * All texts are printable.
 */
export function groupsOf(report: ContainerReport): Group[] {
  const byKey = new Map<string, Variable[]>();
  for (const variable of report.variables) {
    const key = keyOf(variable);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [variableOf(variable)]);
    else group.push(variableOf(variable));
  }
  const services = new Map(report.services.map((service) => [`service/${service.name}`, service]));
  for (const key of services.keys()) if (!byKey.has(key)) byKey.set(key, []);
  const counts = differencesByService(report);
  return Array.from(byKey, ([key, variables]) =>
    groupOf({ key, variables, service: services.get(key), counts: counts.get(key) ?? [] }),
  );
}

/** Bytes of variables as the kernel counts them, `NAME=value` and a NUL; names are as good as always ASCII. */
export function sizeOf(variables: readonly Variable[]): number {
  return variables.reduce((sum, { name, bytes = 0 }) => sum + name.length + bytes + 2, 0);
}

function groupOf(input: {
  key: string;
  variables: readonly Variable[];
  service: ServiceReport | undefined;
  counts: readonly string[];
}): Group {
  const { key, variables, service, counts } = input;
  const state = service === undefined ? undefined : STATES[service.state];
  const name = printable(key.startsWith('service/') ? key.slice('service/'.length) : key);
  const marks = [...(state === undefined ? [] : [state]), ...counts];
  return {
    key,
    name,
    variables,
    bytes: sizeOf(variables),
    marks,
    ...(service === undefined ? {} : { service: { ...printableReport(service), name } }),
    searched: [name, ...marks].join(' ').toLowerCase(),
  };
}

function keyOf({ source, origin }: VariableReport): string {
  return /^service\/\S+/.exec(source ?? '')?.[0] ?? ORIGIN_NAMES[origin];
}

function variableOf({ name, bytes, source, origin, note }: VariableReport): Variable {
  return {
    name: printable(name),
    bytes,
    from: printable(source ?? ORIGIN_NAMES[origin]),
    note: note === undefined ? undefined : printable(note),
    searched: `${name} ${note ?? ''}`.toLowerCase(),
  };
}

/** `2 hidden by the pod's own`, `1 contested`, `3 outdated`, by the key of the Service's group. */
function differencesByService({ differences }: ContainerReport): Map<string, string[]> {
  const { hidden, contested, stale } = differences;
  const texts = new Map<string, string[]>();
  note(
    "hidden by the pod's own",
    hidden.map(({ service }) => service),
  );
  note(
    'contested',
    contested.flatMap(({ services }) => services),
  );
  note(
    'outdated',
    stale.map(({ service }) => service),
  );
  return texts;

  function note(word: string, services: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const service of services) counts.set(service, (counts.get(service) ?? 0) + 1);
    for (const [service, count] of counts) {
      const key = `service/${service}`;
      texts.set(key, [...(texts.get(key) ?? []), `${count} ${word}`]);
    }
  }
}
