import { connect } from '../../collect/cluster/connect.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { collect } from '../../collect/collect.ts';
import { collectServices, type ServicesByNamespace } from '../../collect/services.ts';
import { findSubjects, type Subject } from '../../collect/subjects.ts';
import { EnvauditError, EXIT, type ExitCode } from '../../errors.ts';
import type { Evidence, Problem } from '../../evidence.ts';
import type { Context } from '../context.ts';
import { showReport } from '../show-report.ts';
import { expectedFor } from './expected.ts';
import { validateAudit, type AuditOptions } from './options.ts';

/** The full loop runs by itself only where its estimate at the CPU limit stays below this. */
const BEARABLE_MS = 2000;

/** The main job: look at the containers that the options mean, judge, show. Gives the exit code. */
export async function runAudit(options: AuditOptions, context: Context): Promise<ExitCode> {
  validateAudit(options);
  const cluster = await connect({
    flags: options.flags,
    env: context.env,
    signal: context.signal,
    userAgent: `kubectl-envaudit/${context.version}`,
    warn: (line) => context.streams.err(`Warning: ${line}\n`),
  });
  try {
    const evidence = await look(options, context, cluster);
    if (options.save !== undefined) await save(options.save, evidence, context);
    const code = await showReport(evidence, options, context);
    return context.signal.aborted ? EXIT.interrupted : code;
  } catch (error) {
    if (context.signal.aborted) throw interrupted();
    throw error;
  } finally {
    context.streams.progress(undefined);
    if (options.verbose) context.streams.err(`${cluster.requests} API requests\n`);
    cluster.close();
  }
}

async function look(options: AuditOptions, context: Context, cluster: Cluster): Promise<Evidence> {
  const { streams, signal } = context;
  // A target's Services are in the default namespace of this run: they are fetched while the pod is looked up.
  const services =
    options.targets.length > 0
      ? collectServices({ cluster, namespaces: [cluster.namespace], wholeCluster: false, signal })
      : undefined;
  const { subjects, problems } = await findSubjects({
    cluster,
    targets: options.targets,
    selector: options.selector,
    allNamespaces: options.allNamespaces,
    containers: { container: options.container, all: options.allContainers },
    notice: (line) => streams.err(`${line}\n`),
    signal,
  });
  const evidence = await collect({
    cluster,
    subjects,
    problems,
    services: services ?? servicesOf(subjects, options, context, cluster),
    exec: options.exec,
    probe: { mode: options.probe, budgetMs: BEARABLE_MS, deadlineSeconds: options.probeTimeout },
    concurrency: options.concurrency,
    expectedLines: expectedFor(),
    onProgress: (done, running) => streams.progress(progressLine(subjects, done, running)),
    toolVersion: context.version,
    now: new Date(),
    signal,
  });
  streams.progress(undefined);
  return signal.aborted
    ? { ...evidence, problems: [...evidence.problems, notAsked(subjects, evidence)] }
    : evidence;
}

function servicesOf(
  subjects: readonly Subject[],
  { allNamespaces }: AuditOptions,
  { signal }: Context,
  cluster: Cluster,
): Promise<ServicesByNamespace> {
  const namespaces = [...new Set(subjects.map(({ pod }) => pod.namespace))];
  return collectServices({ cluster, namespaces, wholeCluster: allNamespaces, signal });
}

function progressLine(subjects: readonly Subject[], done: number, running: number): string {
  const noun = subjects.length === 1 ? 'container' : 'containers';
  return `Asking ${subjects.length} ${noun}: ${done} done, ${running} running`;
}

function notAsked(subjects: readonly Subject[], evidence: Evidence): Problem {
  const count = subjects.length - evidence.containers.length;
  return {
    code: 'interrupted',
    message: `interrupted: ${count} of ${subjects.length} containers were not looked at`,
  };
}

function interrupted(): EnvauditError {
  return new EnvauditError('interrupted', 'interrupted before anything was seen', {
    exitCode: EXIT.interrupted,
  });
}

async function save(file: string, evidence: Evidence, { streams }: Context): Promise<void> {
  const { writeEvidence } = await import('../../evidence-file.ts');
  await writeEvidence(file, evidence);
  streams.err(`Saved the evidence to ${file}; kubectl envaudit report ${file} judges it again.\n`);
}
