import { availableParallelism } from 'node:os';
import { matchesGlob } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that change what all of a process has, or measure it, or start very much: each file has a process of its own. */
export const ALONE = [
  'test/cli/{artefacts,demo,foreign-answers}.test.ts',
  'test/demo/{leftovers,run-as-node}.test.ts',
  'test/scripts/{bench,build}/**/*.test.ts',
  'test/tui-terminal/**/*.test.ts',
  'test/commands/tui/backend.test.ts',
];

/**
 * Tests that start the command line and containers, and wait for them. They share a few processes, one file after the
 * other, and with these what they have imported. So do all others, which share a few threads and leave nothing behind
 * there: `test/architecture.test.ts` keeps them apart.
 */
export const WAITING = [
  'test/cli/!(artefacts|demo|foreign-answers).test.ts',
  'test/demo/kubectl.test.ts',
  'test/collect/diagnosis/collecting.test.ts',
  'test/collect/{probes/probe,runtimes/timing,sampler/sampler}.test.ts',
  'test/commands/compare/sides.test.ts',
];

/** Those that take longest on a quiet machine, for most of their time waiting. */
const LONGEST = [
  'test/cli/{diagnose-scenarios,foreign-answers,bad-days}.test.ts',
  'test/tui-terminal/demo.test.ts',
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
  // Those of one project after the other: a process is handed on to a next file of the same project only.
  return LONGEST.length + ['waiting', 'alone', 'shared'].indexOf(project.name);
}
