import { compare } from '../../analyze/compare/index.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { comparisonFormatOf, presentComparison } from '../../present/comparison/index.ts';
import type { Context } from '../context.ts';
import { validateStaleAfter } from '../stale-after.ts';
import { viewOf } from '../view.ts';
import type { CompareOptions } from './command.ts';
import { planOf } from './plan.ts';
import { lookAtBoth } from './sides.ts';

/** Looks at both sides, says in what they differ, and gives the exit code: 4 when something could not be seen. */
export async function runCompare(options: CompareOptions, context: Context): Promise<ExitCode> {
  comparisonFormatOf(options.output);
  validateStaleAfter(options.staleAfterMs);
  const plan = planOf(options);
  const { streams, version } = context;
  const now = new Date();
  const sides = await lookAtBoth({ plan, options, context, now });
  const comparison = compare({
    ...sides,
    collectedAt: now.toISOString(),
    tool: { version },
    staleAfterMs: options.staleAfterMs,
  });
  streams.out(await presentComparison(comparison, options.output, viewOf(options, context)));
  return comparison.incomplete.length > 0 ? EXIT.incomplete : EXIT.ok;
}
