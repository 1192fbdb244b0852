import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { base64Files } from './base64-files.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [base64Files],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    // The slowest files wait for processes that they start.
    maxWorkers: availableParallelism() + 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
