import { lintFindings, lintReport } from '../../analyze/lint/index.ts';
import { collectManifests, type Snapshot } from '../../collect/manifests/index.ts';
import { EnvauditError, EXIT, type ExitCode } from '../../errors.ts';
import type { LintReport, LocatedFinding } from '../../contracts/lint-report.ts';
import type { Manifests, PassedOver } from '../../contracts/manifests.ts';
import { printable } from '../../present/text.ts';
import { requireWritable } from '../../files/write-file.ts';
import { computing, type Context } from '../context.ts';
import { userRules } from '../user-rules.ts';
import type { LintOptions } from './command.ts';
import { validateLint } from './options.ts';
import { showLint } from './show.ts';

/** Judging more of them takes a while. */
const MANY = 1000;

/** `kubectl envaudit lint`: read manifests, judge them, show what is not known yet. Gives the exit code. */
export async function runLint(options: LintOptions, context: Context): Promise<ExitCode> {
  validateLint(options);
  requireWritable(options.writeBaseline, '--write-baseline');
  const { version, signal, stdin, streams } = context;
  // What is wrong with these is told before a long input is read.
  const baseline = await baselineOf(options, context);
  const rules = await userRules(options.rules, context);
  const snapshot = await snapshotOf(options, context);
  const manifests = await collectManifests({
    paths: options.files,
    recursive: options.recursive,
    together: options.together,
    namespace: options.namespace ?? 'default',
    stdin,
    signal,
    snapshot,
    now: new Date().toISOString(),
    version,
    onProgress: (line) => streams.progress(line),
  });
  const { workloads } = manifests.counts;
  if (workloads > MANY) streams.progress(`Judging ${workloads} workloads`);
  const findings = await computing(context, () => lintFindings(manifests, rules));
  streams.progress(undefined);
  if (options.verbose) {
    for (const each of manifests.passedOver) streams.err(`${passedOverLine(each)}\n`);
  }
  requireSomething(manifests, findings, options);
  const known = await knownFingerprints({ findings, baseline, options, context });
  const report = lintReport({ manifests, findings, known, version });
  for (const note of notesOn(manifests, report)) context.streams.err(`${note}\n`);
  return computing(context, () => showLint(report, options, context));
}

async function baselineOf({ baseline }: LintOptions, context: Context): Promise<ReadonlySet<string>> {
  if (baseline === undefined) return new Set();
  const { readBaseline } = await import('../../files/baseline-file.ts');
  return new Set((await readBaseline(baseline, context)).findings.map(({ fingerprint }) => fingerprint));
}

async function snapshotOf({ services }: LintOptions, context: Context): Promise<Snapshot | undefined> {
  if (services === undefined) return undefined;
  const { readSaved } = await import('../../files/saved-file.ts');
  return { file: services, inventory: await readSaved(services, context, ['Inventory']) };
}

/** The fingerprints of what is known: with a new baseline everything that it holds. */
async function knownFingerprints(input: {
  findings: readonly LocatedFinding[];
  baseline: ReadonlySet<string>;
  options: LintOptions;
  context: Context;
}): Promise<ReadonlySet<string>> {
  const { findings, baseline, options, context } = input;
  const { baseline: read, writeBaseline: written } = options;
  const all = new Set(findings.map(({ fingerprint }) => fingerprint));
  const tell = (text: string): void => context.streams.err(`${text}\n`);
  if (written !== undefined) {
    const { writeBaseline } = await import('../../files/baseline-file.ts');
    await writeBaseline(written, findings);
    tell(`Wrote the findings to ${written}: ${findings.length}. --baseline ${written} takes them as known.`);
    return all;
  }
  const gone = [...baseline].filter((fingerprint) => !all.has(fingerprint)).length;
  if (gone > 0) {
    tell(`Findings of ${read} that are gone: ${gone} of ${baseline.size}. --write-baseline makes it anew.`);
  }
  return baseline;
}

/** @throws EnvauditError `nothing` when the input has nothing that lint could speak of. */
function requireSomething(
  { counts, templates, problems, notes }: Manifests,
  findings: readonly LocatedFinding[],
  { files, recursive }: LintOptions,
): void {
  const some = counts.workloads + counts.services + templates.length + findings.length + problems.length;
  if (some > 0) return;
  const where = files.map((file) => (file === '-' ? 'standard input' : file)).join(', ');
  const hints = [
    ...notes,
    counts.files === 0 && !recursive
      ? 'Files in folders must end in .yaml, .yml or .json; -R looks into subfolders.'
      : 'lint looks at objects with a pod template, at Services, and at templates of charts.',
  ];
  throw new EnvauditError('nothing', `${whatThereIs(counts)} in ${where}`, {
    hint: hints.join(' '),
    exitCode: EXIT.nothing,
  });
}

function whatThereIs({ files, documents, skipped }: Manifests['counts']): string {
  if (files === 0) return 'no manifests';
  if (documents === 0) return 'nothing: no document';
  if (skipped === documents) return 'no Kubernetes objects';
  return 'no workloads and no Services';
}

function passedOverLine({ location, reason }: PassedOver): string {
  const { file, line, column } = location;
  return printable(`${file}:${line}:${column} passed over: ${reason}`);
}

/** What is to be known about the report beside it. */
function notesOn({ notes }: Manifests, { summary, services }: LintReport): string[] {
  const { templates = 0 } = summary;
  return [
    ...notes,
    ...(templates === 0
      ? []
      : [
          `${templates === 1 ? 'One file is a template of a chart' : `${templates} files are templates of charts`}: only enableServiceLinks was checked there. helm template CHART | kubectl envaudit lint -f - checks the rest.`,
        ]),
    ...((services.estimated ?? 0) === 0
      ? []
      : [`Sizes are estimates: Services without a cluster IP get one when they are made.`]),
  ];
}
