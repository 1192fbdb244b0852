import type { ContainerReport } from '../../../src/contracts/report.ts';
import { container, linksOff, origins, report } from './build.ts';
import { slowNode } from './slow-node.ts';

const NOTHING = { variables: 0, bytes: 0, services: 0 };
const NOT_ASKED: Pick<ContainerReport, 'basis' | 'cost' | 'headroom'> = {
  basis: 'estimated',
  cost: {},
  headroom: {
    limitBytes: 2_097_152,
    limitSource: 'assumed',
    now: { bytes: 346, percent: 0.02 },
    nextRestart: { bytes: 346, percent: 0.02 },
    moreServices: 6_060,
  },
};

/** Neither Services nor exec are allowed: nothing is known of the environment. */
export const unseen = report([
  container({
    ...NOT_ASKED,
    cost: { model: { cpuMs: [1, 1], what: 'starting a child process' }, effectiveMs: 2, cpuLimit: 0.5 },
    severity: 'unknown',
    reason: 'Neither the Services nor the container could be asked.',
    count: {
      added: [],
      removed: [],
      why: [],
      predicted: { atStart: NOTHING, now: NOTHING, nextRestart: NOTHING },
    },
    origins: origins({ declared: [12, 502] }),
    incomplete: [
      {
        code: 'forbidden',
        message: 'user "dev" may not list services in namespace "shop", so no variable could be predicted',
        hint: 'Check it with the first command; whoever administers the cluster can allow it with the second.\nkubectl auth can-i list services -n shop\nkubectl create role envaudit -n shop --verb=get,list --resource=services',
      },
      {
        code: 'forbidden',
        message: 'user "dev" may not create pods/exec in namespace "shop", so the container was not asked',
        hint: 'kubectl auth can-i create pods/exec -n shop',
      },
    ],
  }),
]);

/** The image cannot be pulled: predicted from the Services, and nothing more. */
const eight = { variables: 8, bytes: 282, services: 1 };
const { startedAt: _, ...pulling } = container({
  ...NOT_ASKED,
  status: 'ErrImagePull',
  reason: '8 of 8 variables are of the Service kubernetes; the container was not asked.',
  count: { added: [], removed: [], why: [], predicted: { atStart: eight, now: eight, nextRestart: eight } },
  origins: origins({ kubernetes: [8, 282] }),
  incomplete: [
    {
      code: 'not-running',
      message:
        'container api of pod api-5f6b8c9d7-qwz2k is not running: ErrImagePull: rpc error: code = Unknown desc = failed to pull and unpack image "registry.example.com/shop/api:1.9.2": failed to resolve reference "registry.example.com/shop/api:1.9.2": connection refused',
      hint: 'What it will get at its next start is predicted from the Services.\nWhy: kubectl describe pod api-5f6b8c9d7-qwz2k -n shop',
    },
  ],
});
export const neverStarted = report([pulling]);

/** As long as names in Kubernetes can be: 253 letters for a pod and a workload, 63 for a container and a namespace. */
const [pod, workload] = [`pod-${'x'.repeat(249)}`, `web-${'y'.repeat(249)}`];
const [name, namespace] = [`app-${'z'.repeat(59)}`, `shop-${'n'.repeat(58)}`];
export const longNames = report(
  slowNode.containers.map((one) => {
    const mends = [linksOff('rollouts.argoproj.io', workload, namespace), ...one.mends.slice(1)];
    return {
      ...one,
      pod,
      container: name,
      namespace,
      workload: { kind: 'rollout', name: workload, apiVersion: 'argoproj.io/v1alpha1' },
      mends,
    };
  }),
);
