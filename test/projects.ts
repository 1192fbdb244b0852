import { availableParallelism } from 'node:os';
import { matchesGlob } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests that start the command line, containers or builds. Each of these files has a process of its own; all others
 * share a few threads, one after the other, and with these what they have imported, so they leave nothing behind there:
 * `test/architecture.test.ts` keeps them apart.
 */
export const ALONE = [
  'test/cli/**/*.test.ts',
  'test/demo/**/*.test.ts',
  'test/scripts/**/*.test.ts',
  'test/tui-terminal/**/*.test.ts',
  'test/collect/diagnosis/collecting.test.ts',
  'test/collect/{probes/probe,runtimes/timing,sampler/sampler}.test.ts',
  'test/commands/compare/sides.test.ts',
  'test/commands/tui/backend.test.ts',
];

/** Those of them that take longest on a quiet machine, for most of their time waiting. */
const LONGEST = [
  'test/cli/diagnose-scenarios.test.ts',
  'test/cli/bad-days.test.ts',
  'test/cli/scan.test.ts',
  'test/cli/{audit,compare,diagnose}.test.ts',
  'test/cli/diagnose-interrupted.test.ts',
  'test/collect/sampler/sampler.test.ts',
  'test/demo/kubectl.test.ts',
];

/** What waits is mostly idle, so that there is room for more than the processors can run. */
export const WORKERS = availableParallelism() + 4;

/** Starts what waits the longest first, so that what computes fills the time: no long file is left for the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own order, no array's method.
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const path = moduleId.slice(project.config.root.length + 1);
  const place = LONGEST.findIndex((pattern) => matchesGlob(path, pattern));
  if (place >= 0) return place;
  return LONGEST.length + (ALONE.some((pattern) => matchesGlob(path, pattern)) ? 0 : 1);
}
