import { counted } from '../../units.ts';
import { VERDICTS } from '../../contracts/report.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import { safeName } from './kubectl.ts';
import type { ScanSection, ScanView } from './view.ts';

interface Listed {
  namespace: string;
  kind: string;
  name: string;
  apiVersion?: string;
}

const WORTH_A_LINE = VERDICTS.indexOf('low');

/**
 * Names for other commands, a line each, in the report's order: `deployment.apps/web`, and `-n shop deployment.apps/web`
 * where more than one namespace was scanned, so that `xargs -L1 kubectl delete` meets the right one. What cannot be the
 * name of an object is left out, and said to `view.notice`.
 */
export function name(report: ScanReport, { show = 'workloads', top, notice }: ScanView): string {
  const { namespaces } = report.scope;
  const single = namespaces !== 'all' && namespaces.length === 1;
  const all = OBJECTS[show](report);
  const lines = all.slice(0, show === 'workloads' ? top : undefined).map((object) => {
    const safe = safeName(object);
    if (safe === undefined) return undefined;
    return single || object.kind === 'namespace' ? safe : `-n ${object.namespace} ${safe}`;
  });
  const left = lines.filter((line) => line === undefined).length;
  if (left > 0)
    notice?.(`${counted(left, 'object')} left out: no object of Kubernetes can have such a name.`);
  return [...new Set(lines)].map((line) => (line === undefined ? '' : `${line}\n`)).join('');
}

const OBJECTS: Record<ScanSection, (report: ScanReport) => Listed[]> = {
  workloads: ({ workloads }) => workloads,
  namespaces: ({ namespaces }) => namespaces.map(namespaceObject),
  forecast: ({ namespaces }) =>
    namespaces.filter(({ forecast }) => forecast.execFails !== undefined).map(namespaceObject),
  stale: ({ staleServices }) => staleServices.map((service) => ({ ...service, kind: 'service' })),
  findings: ({ workloads }) =>
    workloads.filter(({ findings }) =>
      findings.some(({ severity }) => VERDICTS.indexOf(severity) >= WORTH_A_LINE),
    ),
  drain: ({ drain, workloads }) => {
    const versions = new Map(workloads.map((workload) => [key(workload), workload.apiVersion]));
    return (drain?.workloads ?? []).map((workload) => {
      const apiVersion = versions.get(key(workload));
      return { ...workload, apiVersion };
    });
  },
};

function namespaceObject({ name: namespace }: { name: string }): Listed {
  return { namespace, kind: 'namespace', name: namespace };
}

function key({ namespace, kind, name: own }: Listed): string {
  return `${namespace}/${kind}/${own}`;
}
