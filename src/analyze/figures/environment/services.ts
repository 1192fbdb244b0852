import { variableBytes } from '../../../env/bytes.ts';
import type { Declared } from '../../../env/declared.ts';
import { envsubstArgumentBytes } from '../../../env/headroom.ts';
import type { Attribution } from '../../../env/origins.ts';
import type { Prediction } from '../../../env/prediction.ts';
import type { Presence } from '../../../env/presence.ts';
import { portLabel, serviceVariables } from '../../../env/service-links.ts';
import type { ServiceReport } from '../../../contracts/report.ts';

/** A predicted Service by what it puts into every container, and where its variables begin in the prediction. */
export interface ServiceTotals {
  name: string;
  namespace: string;
  variables: number;
  bytes: number;
  ports: string[];
  /** Bytes of its names in envsubst's argument. */
  nameBytes: number;
  at: number;
  /** The same report for every container that has it in this state, made once. */
  reports: Partial<Record<ServiceReport['state'], ServiceReport>>;
}

const totals = new WeakMap<Prediction, ServiceTotals[]>();

/** The Services of a prediction, largest first. Computed once for all containers of a namespace. */
export function serviceTotals(prediction: Prediction): ServiceTotals[] {
  const known = totals.get(prediction);
  if (known !== undefined) return known;
  let at = 0;
  const fresh = prediction.services.map(({ service, namespace }): ServiceTotals => {
    const variables = serviceVariables(service, namespace);
    const start = at;
    at += variables.length;
    return {
      name: service.name,
      namespace,
      variables: variables.length,
      bytes: variables.reduce(
        (sum, { name, value }) => sum + variableBytes(name, Buffer.byteLength(value)),
        0,
      ),
      ports: service.ports.map(portLabel),
      nameBytes: envsubstArgumentBytes(variables.map(({ name }) => name)),
      at: start,
      reports: {},
    };
  });
  fresh.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  totals.set(prediction, fresh);
  return fresh;
}

/** The Services by what they put into this container, largest first; ghosts by what is left of them. */
export function serviceReports(input: {
  prediction: Prediction;
  attribution: Attribution;
  declared: Declared;
  namespace: string;
}): ServiceReport[] {
  const { prediction, attribution, declared, namespace } = input;
  const hidden = hiddenBytes(prediction, declared);
  const predicted = serviceTotals(prediction).map((service) => {
    const report = sharedReport(service, stateOf(attribution.presence[service.at]));
    const less = hidden.get(`${service.namespace}/${service.name}`);
    if (less === undefined) return report;
    return { ...report, variables: report.variables - less.variables, bytes: report.bytes - less.bytes };
  });
  const families = [
    ...attribution.ghosts.map((family) => ({ family, state: 'ghost' as const })),
    ...attribution.unlisted.map((family) => ({ family, state: 'present' as const })),
  ].map(({ family, state }): ServiceReport => ({
    name: family.name,
    namespace,
    variables: family.variables.length,
    bytes: family.bytes,
    ports: family.ports,
    state,
  }));
  if (families.length === 0) return predicted;
  return [...predicted, ...families].toSorted((a, b) => b.bytes - a.bytes);
}

/** By its first variable, X_SERVICE_HOST. */
function stateOf(presence: Presence | undefined): ServiceReport['state'] {
  if (presence === 'absent') return 'missing';
  return presence === 'same' || presence === 'differs' ? 'present' : 'unseen';
}

function sharedReport(service: ServiceTotals, state: ServiceReport['state']): ServiceReport {
  const { name, namespace, variables, bytes, ports } = service;
  return (service.reports[state] ??= Object.freeze({ name, namespace, variables, bytes, ports, state }));
}

function hiddenBytes(
  prediction: Prediction,
  declared: Declared,
): Map<string, { variables: number; bytes: number }> {
  const hidden = new Map<string, { variables: number; bytes: number }>();
  if (declared.variables.size === 0) return hidden;
  for (const { name, value, service } of prediction.variables) {
    if (!declared.variables.has(name)) continue;
    const key = `${service.namespace}/${service.name}`;
    const sum = hidden.get(key) ?? { variables: 0, bytes: 0 };
    sum.variables += 1;
    sum.bytes += variableBytes(name, Buffer.byteLength(value));
    hidden.set(key, sum);
  }
  return hidden;
}
