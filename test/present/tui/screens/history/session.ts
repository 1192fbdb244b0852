import type { ContainerReport } from '../../../../../src/contracts/report.ts';
import type { HistoryEntry } from '../../../../../src/present/tui/screen.ts';
import { container, measured, origins, report } from '../../../samples/build.ts';
import { NOW } from '../../around.ts';
import { auditedOf } from '../environment/audited.ts';
import { finished } from '../flow/diagnosis.ts';

const of = { namespace: 'shop', pod: 'web-7d64', container: 'web' };

/** A probe so many minutes after the first, with so many variables and so many milliseconds for a child. */
export function probed(
  minutes: number,
  variables: number,
  childMs: number,
  own: Partial<ContainerReport> = {},
): HistoryEntry {
  const one = container({
    pod: of.pod,
    container: of.container,
    count: { ...container().count, exec: { variables, bytes: variables * 42 } },
    origins: origins({
      'service-link': [Math.max(0, variables - 20), (variables - 20) * 42],
      declared: [20, 840],
    }),
    cost: {
      ...container().cost,
      spawnInherited: measured(childMs, childMs * 2, 3),
      spawnSmall: measured(1.7, 2, 3),
      effectiveMs: childMs * 2,
    },
    severity: variables > 1000 ? 'critical' : 'ok',
    ...own,
  });
  return {
    at: NOW - 600_000 + minutes * 60_000,
    of,
    kind: 'probe',
    audited: { ...auditedOf(), report: report([one]) },
  };
}

/** Two probes around a mend, in another pod of the same workload the second time. */
export const session: HistoryEntry[] = [
  probed(0, 16_020, 1570),
  { at: NOW - 500_000, of, kind: 'diagnosis', finished },
  probed(8, 20, 1.7, { pod: 'web-9c1f' }),
];
