import { defineConfig } from 'vitest/config';
import { base64Files } from './base64-files.ts';
import { LongestFirst, STARTERS, WORKERS } from './projects.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [base64Files],
  test: {
    maxWorkers: WORKERS,
    sequence: { sequencer: LongestFirst },
    // On a machine with much else to do, everything takes a multiple of its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'starters', include: STARTERS } },
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', ...STARTERS],
          pool: 'threads',
          isolate: false,
        },
      },
    ],
  },
});
