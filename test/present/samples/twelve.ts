import type { ContainerReport } from '../../../src/contracts/report.ts';
import { container, linksOff, origins, report } from './build.ts';
import {
  distrolessContainer,
  forbiddenContainer,
  ghostsContainer,
  linksOffContainer,
  nearLimitContainer,
} from './others.ts';
import { slowNodeContainer } from './slow-node.ts';

/** The table does not show Services one by one. */
const fewServices = { ...slowNodeContainer, services: slowNodeContainer.services.slice(0, 10) };

/** Twelve containers in three namespaces. */
export const twelve = report(
  [
    container(),
    fewServices,
    {
      ...fewServices,
      pod: 'web-7d64c9bd5-4kq8s',
      node: 'worker-1',
      choice: '2 of 3 running pods of deployment/web',
    },
    distrolessContainer,
    linksOffContainer,
    nearLimitContainer,
    { ...ghostsContainer, pod: 'api-5f6b8c9d7-b8rtn' },
    { ...forbiddenContainer, pod: 'recommendations-7c5d9f8b66-hh2vd', container: 'app' },
    small('batch', 'nightly-export-28934560-m9xzq', 'export', 'python'),
    small('batch', 'mailer-84d5f6c7b9-2lpwz', 'mailer', 'ruby'),
    small('platform', 'grafana-0', 'grafana', 'go'),
    script(),
  ],
  [
    ...forbiddenContainer.incomplete,
    {
      code: 'timeout',
      message: 'namespace "legacy" could not be listed within 30 s',
      hint: 'Try again with --request-timeout=2m.',
    },
  ],
);

function small(namespace: string, pod: string, name: string, runtime: string): ContainerReport {
  return container({
    namespace,
    pod,
    container: name,
    reason: '164 variables, 136 of them from service links; starting a child process takes 1.2 ms.',
    cost: { runtime, effectiveMs: 1.2 },
  });
}

function script(): ContainerReport {
  const predicted = { variables: 6_408, bytes: 273_000, services: 801 };
  return container({
    count: {
      exec: { variables: 6_424, bytes: 273_631 },
      added: [],
      removed: [],
      why: [],
      predicted: { atStart: predicted, now: predicted, nextRestart: predicted },
    },
    namespace: 'batch',
    pod: 'reindex-28934521-vw5tk',
    container: 'reindex',
    severity: 'low',
    reason:
      'Starting bash costs 92 ms of CPU, 184 ms at the limit of 0.5 CPU; 6,408 of 6,424 variables come from service links.',
    workload: { kind: 'job', name: 'reindex-28934521', apiVersion: 'batch/v1' },
    origins: origins({ 'service-link': [6_408, 273_000], kubernetes: [8, 331], declared: [8, 300] }),
    cost: { runtime: 'bash', version: '5.2.15', effectiveMs: 184 },
    mends: [{ ...linksOff('job', 'reindex-28934521', 'batch'), command: undefined }],
  });
}
