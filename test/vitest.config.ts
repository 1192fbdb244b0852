import { defineConfig } from 'vitest/config';
import { base64Files } from './base64-files.ts';
import { openapi } from './openapi-schemas.ts';
import { ALONE, LongestFirst, WAITING, WORKERS } from './projects.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [base64Files, openapi],
  test: {
    maxWorkers: WORKERS,
    sequence: { sequencer: LongestFirst },
    // On a machine with much else to do, everything takes a multiple of its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      { extends: true, test: { name: 'waiting', include: WAITING, isolate: false } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', ...ALONE, ...WAITING],
          pool: 'threads',
          isolate: false,
        },
      },
    ],
  },
});
