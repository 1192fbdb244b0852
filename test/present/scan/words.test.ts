import { expect, test } from 'vitest';
import { amounts } from '../../../src/present/scan/words.ts';
import type { ScanSummary } from '../../../src/contracts/scan-report.ts';

test.each([
  [0, '3 workloads, 1 pod, 12 Services'],
  [1, '3 workloads, 1 pod, at least 12 Services'],
  [2, '3 workloads, 1 pod, an unknown number of Services'],
])('the amounts are no more certain than they are: %i of 2 namespaces not listed', (unlisted, words) => {
  const summary = { namespaces: 2, workloads: 3, pods: 1, services: 12 } as ScanSummary;
  expect(amounts({ summary, unlisted })).toBe(words);
});
