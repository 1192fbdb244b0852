import { readFileSync } from 'node:fs';
import type { Comparison } from '../../../src/contracts/comparison.ts';
import { COLLECTED_AT } from './build.ts';
import { FOUL } from './scan.ts';

/** The same workload in two clusters: slow in one, fast in the other. */
export const beijing: Comparison = {
  apiVersion: 'envaudit/v1',
  kind: 'Comparison',
  collectedAt: COLLECTED_AT,
  tool: { version: '0.1.0' },
  a: {
    label: 'deploy/web in context shanghai',
    context: 'shanghai',
    namespace: 'shop',
    pod: 'web-7d64c9bd5-x2x9p',
    container: 'web',
    node: 'worker-3',
  },
  b: {
    label: 'deploy/web in context beijing',
    context: 'beijing',
    namespace: 'shop',
    pod: 'web-58b7c6f9d4-7xkqp',
    container: 'web',
  },
  differences: [
    {
      what: 'services',
      title: 'Services in the namespace',
      a: '2,214',
      b: '12',
      weight: 'explains',
      message: 'A has 2,202 more Services in the namespace, 412 of them stale.',
      evidence: [
        {
          text: '2,214 Services in A.',
          command: 'kubectl get services -n shop --no-headers --context shanghai | wc -l',
        },
      ],
    },
    {
      what: 'variables',
      title: 'Variables',
      a: '17,732',
      b: '116',
      weight: 'explains',
      message: 'A has 17,616 more variables, all of them from service links.',
      evidence: [],
    },
    {
      what: 'cpu-limit',
      title: 'CPU limit',
      a: '0.3',
      weight: 'contributes',
      message: 'A has a CPU limit of 0.3, B has none that is known: the same work takes longer in A.',
      evidence: [],
    },
    {
      what: 'image',
      title: 'Image',
      a: 'registry.example.com/shop/web:2.14.0@sha256:6f1d2c3b4a5968778695a4b3c2d1e0f06f1d2c3b4a5968778695a4b3c2d1e0f0',
      b: 'registry.example.com/shop/web:2.14.0@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
      weight: 'context',
      message: 'The images differ.',
      evidence: [],
    },
  ],
  same: ['enableServiceLinks', 'Kernel', 'Container runtime'],
  unknown: [{ titles: ['Probe results', 'Stack limit'], sides: ['b'], because: 'the image has no shell' }],
  conclusion:
    'A is worse off: its namespace has 2,202 more Services, which put 17,616 more variables into each container.',
  incomplete: [{ code: 'forbidden', message: 'user "dev" may not get nodes in context "beijing"' }],
};

/** Nothing differs. */
export const alike: Comparison = {
  ...beijing,
  a: { label: 'pod/a', namespace: 'shop', pod: 'a' },
  b: { label: 'pod/b', namespace: 'shop', pod: 'b' },
  differences: [],
  unknown: [],
  conclusion: 'Nothing that was compared explains a difference.',
  incomplete: [],
};

export const foulComparison: Comparison = {
  ...beijing,
  a: { label: FOUL, context: FOUL, namespace: FOUL, pod: FOUL, container: FOUL, node: FOUL },
  b: { label: FOUL, namespace: FOUL },
  differences: [
    {
      what: FOUL,
      title: FOUL,
      a: FOUL,
      b: FOUL,
      weight: 'explains',
      message: FOUL,
      evidence: [{ text: FOUL, command: FOUL }],
    },
  ],
  same: [FOUL],
  unknown: [{ titles: [FOUL], sides: ['a', 'b'], because: FOUL }],
  conclusion: FOUL,
  incomplete: [{ code: FOUL, message: FOUL, hint: FOUL }],
};

/** What a real cluster of version 1.20 gave: 800 Services, 500 of them stale, against 30; the same image with s6. */
export const staleServices = JSON.parse(
  readFileSync(new URL('../../fixtures/comparison-stale-services.json', import.meta.url), 'utf8'),
) as Comparison;
