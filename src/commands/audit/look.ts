import type { Cluster } from '../../collect/cluster/cluster.ts';
import { tellsStart } from '../../analyze/figures/environment/runtime.ts';
import { collect } from '../../collect/collect.ts';
import { collectServices, type ServicesByNamespace, type ServicesRequest } from '../../collect/services.ts';
import type { Subject } from '../../collect/subjects.ts';
import type { Evidence, Problem } from '../../contracts/evidence.ts';
import type { Context } from '../context.ts';
import { expectedFor } from './expected.ts';
import type { AuditOptions } from './command.ts';
import { PROBE_LIMITS } from './probe-limits.ts';
import { subjectsFor } from './subjects-for.ts';

/** Looks at the containers that the options mean. After an abort: at those that were seen until then. */
export async function look(options: AuditOptions, context: Context, cluster: Cluster): Promise<Evidence> {
  const { streams, signal } = context;
  const odd: Problem[] = [];
  const leftOut = (problem: Problem): void => void odd.push(problem);
  // A target's Services are in the default namespace of this run: they are fetched while the pod is looked up.
  const services =
    options.targets.length > 0
      ? collectServices({ cluster, namespaces: [cluster.namespace], wholeCluster: false, signal, leftOut })
      : undefined;
  // Where no pod is found, nobody waits for them.
  services?.catch(() => undefined);
  const { subjects, problems } = await subjectsFor(options, context, cluster);
  const evidence = await collect({
    cluster,
    subjects,
    problems,
    services: services ?? servicesOf(subjects, options, { cluster, signal, leftOut }),
    exec: options.exec,
    probe: { mode: options.probe, budgetMs: PROBE_LIMITS.budgetMs, deadlineSeconds: options.probeTimeout },
    concurrency: options.concurrency,
    expectedLines: expectedFor(),
    isProgram: tellsStart,
    onProgress: (done, running) => streams.progress(progressLine(subjects, done, running)),
    toolVersion: context.version,
    now: new Date(),
    signal,
  });
  streams.progress(undefined);
  const unseen = signal.aborted ? [notAsked(subjects, evidence)] : [];
  return { ...evidence, problems: [...evidence.problems, ...odd, ...unseen] };
}

function servicesOf(
  subjects: readonly Subject[],
  { allNamespaces }: AuditOptions,
  request: Pick<ServicesRequest, 'cluster' | 'signal' | 'leftOut'>,
): Promise<ServicesByNamespace> {
  const namespaces = [...new Set(subjects.map(({ pod }) => pod.namespace))];
  return collectServices({ ...request, namespaces, wholeCluster: allNamespaces });
}

function progressLine(subjects: readonly Subject[], done: number, running: number): string {
  const noun = subjects.length === 1 ? 'container' : 'containers';
  return `Asking ${subjects.length} ${noun}: ${done} done, ${running} running`;
}

function notAsked(subjects: readonly Subject[], evidence: Evidence): Problem {
  const count = subjects.length - evidence.containers.length;
  return {
    code: 'interrupted',
    message: `interrupted: ${count} of ${subjects.length} containers were not seen to the end`,
  };
}
