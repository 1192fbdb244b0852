import { connect } from '../../collect/cluster/connect.ts';
import { EnvauditError, EXIT, type ExitCode } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { printable } from '../../present/text.ts';
import type { Context } from '../context.ts';
import { listNames, wantsNamesOnly } from './list-names.ts';
import { validateAudit, type AuditOptions } from './options.ts';

/** The main job: look at the containers that the options mean, judge, show. Gives the exit code. */
export async function runAudit(options: AuditOptions, context: Context): Promise<ExitCode> {
  validateAudit(options);
  const cluster = await connect({
    flags: options.flags,
    env: context.env,
    signal: context.signal,
    userAgent: `kubectl-envaudit/${context.version}`,
    warn: (line) => context.streams.err(`Warning: ${printable(line)}\n`),
  });
  try {
    if (wantsNamesOnly(options)) return await listNames(options, context, cluster);
    // Names need neither the probes nor the rules, and are there sooner without loading them.
    const { look } = await import('./look.ts');
    const evidence = await look(options, context, cluster);
    if (options.save !== undefined) await save(options.save, evidence, context);
    const { showReport } = await import('../show-report.ts');
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
