import { usage } from '../../errors.ts';
import { hasSections, scanFormatOf, scanFormats } from '../../present/scan/index.ts';
import { validateStaleAfter } from '../stale-after.ts';
import type { AgainOptions, ScanOptions } from './command.ts';

/** Pods that `--probe` asks at most. */
const MOST_PROBED = 50;

/** @throws EnvauditError `usage` for options that contradict each other. */
export function validateScan(options: ScanOptions): void {
  const { probe } = options;
  validateAgain(options);
  if (!Number.isInteger(probe) || probe < 0 || probe > MOST_PROBED) {
    throw usage(`--probe takes a whole number from 1 to ${MOST_PROBED}, or nothing`);
  }
  if (options.show === 'drain' && options.node === undefined) {
    throw usage('--show drain needs a node', 'Name it with --node NODE.');
  }
}

/** @throws EnvauditError `usage` for wrong values. */
export function validateAgain({
  output,
  show,
  top,
  staleAfterMs,
}: AgainOptions & Pick<ScanOptions, 'output'>): void {
  if (!hasSections(output) && show !== undefined) {
    throw usage(
      `--show ${show} is not for -o ${scanFormatOf(output)}, which is the report as a whole`,
      `It is for the report for people and for -o ${scanFormats.filter(hasSections).slice(1).join(', ')}.`,
    );
  }
  validateStaleAfter(staleAfterMs);
  if (top !== undefined && (!Number.isInteger(top) || top < 1)) {
    throw usage('--top must be a whole number from 1 on');
  }
}
