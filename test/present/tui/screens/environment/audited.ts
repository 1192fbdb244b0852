import { EVIDENCE_API_VERSION } from '../../../../../src/contracts/evidence.ts';
import type { ContainerReport, VariableReport } from '../../../../../src/contracts/report.ts';
import type { Audited } from '../../../../../src/present/tui/backend.ts';
import { container, report } from '../../../samples/build.ts';

const LINK = 'service-link' as const;

/** Three Services (one gone, one not there yet), and variables from everywhere else. */
export const variables: VariableReport[] = [
  ...['HOST', 'PORT', 'PORT_HTTP'].map((end) => ({
    name: `REDIS_SERVICE_${end}`,
    bytes: 12,
    origin: LINK,
    source: 'service/redis port 6379/TCP',
  })),
  {
    name: 'REDIS_PORT',
    bytes: 24,
    origin: LINK,
    source: 'service/redis',
    note: 'outdated: service/redis has another value now',
  },
  { name: 'OLD_SERVICE_HOST', bytes: 11, origin: 'ghost', source: 'service/old' },
  { name: 'API_URL', bytes: 40, origin: 'declared', source: 'spec', note: 'hides the link of service/redis' },
  { name: 'DB_PASSWORD', bytes: 16, origin: 'declared', source: 'secret/db key PASSWORD' },
  { name: 'PATH', bytes: 70, origin: 'image-or-runtime' },
  { name: 'TOOLS', origin: 'image-or-runtime' },
];

/** An audit with these variables. */
export function auditedOf(own: Partial<ContainerReport> = {}): Audited {
  const one = container({
    variables,
    services: [
      { name: 'redis', namespace: 'shop', variables: 4, bytes: 200, ports: ['6379/TCP'], state: 'present' },
      { name: 'old', namespace: 'shop', variables: 1, bytes: 30, ports: [], state: 'ghost' },
      { name: 'fresh', namespace: 'shop', variables: 7, bytes: 250, ports: ['80/TCP'], state: 'missing' },
    ],
    differences: {
      ghosts: ['old'],
      missing: ['fresh'],
      hidden: [{ variable: 'API_URL', service: 'redis', by: 'spec' }],
      contested: [{ variable: 'REDIS_PORT', services: ['redis', 'fresh'] }],
      stale: [{ variable: 'REDIS_PORT', service: 'redis' }],
    },
    ...own,
  });
  return {
    growth: 'quadratic',
    report: report([one]),
    evidence: {
      apiVersion: EVIDENCE_API_VERSION,
      kind: 'Evidence',
      collectedAt: '2026-11-20T14:30:00Z',
      tool: { version: '0.1.0' },
      cluster: { server: 'https://10.0.0.1:6443' },
      services: {},
      containers: [],
      problems: [],
    },
  };
}

/** So many variables of Services with eight each. */
export function many(count: number): VariableReport[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `TENANT_${Math.floor(index / 8)}_PORT_${index % 8}`,
    bytes: 20 + (index % 8),
    origin: LINK,
    source: `service/tenant-${Math.floor(index / 8)}`,
  }));
}
