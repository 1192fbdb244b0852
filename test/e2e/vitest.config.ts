import { defineConfig } from 'vitest/config';

/** The built executable against a real cluster: the one that KUBECONFIG names. See docs/contributing.md. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    // One thing at a time: the cluster may be a small one.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    maxConcurrency: 3,
  },
});
