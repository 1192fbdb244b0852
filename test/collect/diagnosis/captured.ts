import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PodEvidence } from '../../../src/contracts/evidence.ts';

const folder = join(import.meta.dirname, '../../fixtures/captured/diagnosis');

/** An answer of a real cluster as text: Kubernetes 1.20 with containerd, whose cAdvisor does not know containers' names. */
export function capturedText(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** The same as JSON. */
export function captured(file: string): unknown {
  return JSON.parse(capturedText(file)) as unknown;
}

/** A pod as the audit has it. */
export function podEvidence(more: Partial<PodEvidence> = {}): PodEvidence {
  return {
    namespace: 'shop',
    name: 'web',
    uid: 'web-uid',
    node: 'node-1',
    status: 'Running',
    createdAt: '2026-01-01T00:00:00Z',
    enableServiceLinks: true,
    shareProcessNamespace: false,
    ...more,
  };
}
