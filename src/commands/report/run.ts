import { usage, type ExitCode } from '../../errors.ts';
import type { DiagnosisEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { formatOf } from '../../present/index.ts';
import { printable } from '../../present/text.ts';
import { readSaved } from '../../files/saved-file.ts';
import { computing, type Context } from '../context.ts';
import { refuseStdinTwice } from '../stdin-once.ts';
import { userRules } from '../user-rules.ts';
import type { SavedReportOptions } from './command.ts';

/** `kubectl envaudit report FILE`: judges again what `--save` wrote, without a cluster. */
export async function runReport(options: SavedReportOptions, context: Context): Promise<ExitCode> {
  refuseStdinTwice([options.file, options.rules]);
  const saved = await readSaved(options.file, context, ['Evidence', 'Inventory', 'DiagnosisEvidence']);
  if (saved.kind === 'DiagnosisEvidence') return showDiagnosis(saved, options, context);
  if (options.failOnCause !== undefined) {
    throw usage(
      `--fail-on-cause is for what diagnose --save wrote; ${options.file} is of ${NOUNS[saved.kind]}`,
    );
  }
  if (saved.kind === 'Inventory') return showInventory(saved, options, context);
  const [flag] = options.ofInventories;
  if (flag !== undefined)
    throw usage(`--${flag} is for what scan --save wrote; ${options.file} is of containers`);
  formatOf(options.output);
  const { showReport } = await import('../show-report.ts');
  return computing(context, () => showReport(saved, options, context));
}

const NOUNS = { Evidence: 'containers', Inventory: 'a scan' };

async function showDiagnosis(
  evidence: DiagnosisEvidence,
  options: SavedReportOptions,
  context: Context,
): Promise<ExitCode> {
  const { diagnosisFormatOf } = await import('../../present/diagnosis/index.ts');
  const { diagnoseAgain } = await import('../diagnose/again.ts');
  diagnosisFormatOf(options.output);
  const flag = [
    ...(options.failOn === undefined ? [] : ['fail-on']),
    ...(options.variables ? ['variables'] : []),
    ...options.ofInventories,
  ][0];
  if (flag !== undefined)
    throw usage(`--${flag} is not for what diagnose --save wrote, as ${options.file} is`);
  return computing(context, () => diagnoseAgain(evidence, options, context));
}

async function showInventory(
  inventory: Inventory,
  { show: shown, ...options }: SavedReportOptions,
  context: Context,
): Promise<ExitCode> {
  const { SECTIONS } = await import('../scan/command.ts');
  const { validateAgain } = await import('../scan/options.ts');
  const { analyzeInventory } = await import('../../analyze/scan/index.ts');
  const { showScan } = await import('../scan/show.ts');
  const show = oneOf(SECTIONS, shown);
  const again = { ...options, show };
  validateAgain(again);
  if (options.variables)
    throw usage(`--variables is for evidence of containers; ${options.file} is of a scan`);
  if (show === 'drain' && inventory.scope.node === undefined) {
    throw usage(`${options.file} was not taken with --node: it does not tell who runs where`);
  }
  const rules = await userRules(options.rules, context);
  return computing(context, () => {
    const report = analyzeInventory(inventory, { staleAfterMs: options.staleAfterMs, rules });
    return showScan(report, again, context);
  });
}

/** The last of the words, as of all flags of a scan. */
function oneOf<Name extends string>(
  names: readonly Name[],
  words: readonly string[] | undefined,
): Name | undefined {
  const word = words?.at(-1);
  const known = names.find((name) => name === word);
  if (known !== undefined || word === undefined) return known;
  throw usage(
    `--show: a scan has no section "${printable(word, { max: 40 })}"`,
    `One of: ${names.join(', ')}.`,
  );
}
