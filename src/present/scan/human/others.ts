import type { DrainReport } from '../../../contracts/scan-report.ts';
import { counted, number, size } from '../../../units.ts';
import { fitted, withBelow } from '../../layout/fitted.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { prose } from '../../layout/prose.ts';
import { containersTable } from '../../several/containers.ts';
import { DRAIN_COLUMNS, PROBE_COLUMNS, staleColumns } from '../tables/others.ts';
import { servicesWords } from './headline.ts';
import { heading, rest } from './section.ts';
import type { Section } from './section.ts';

/** Services that nobody seems to use, what they cost, and the oldest of them. */
export const staleSection: Section = (digest, page) => {
  const { stale, collectedAt } = digest;
  if (stale.total === 0) return [];
  return [
    heading('STALE SERVICES', `${number(stale.total)} of ${servicesWords(digest)}, the oldest first`),
    ...prose(page, {
      text: `They put ${number(stale.variables)} variables (${size(stale.bytes)}) into running containers at their next start.`,
      indent: 2,
    }),
    ...fitted(staleColumns(collectedAt), stale.shown, page).lines,
    ...rest(stale, digest, 'stale'),
  ];
};

/** Exec probes that spend too much of their timeout on the environment. */
export const probesSection: Section = (digest, page) => {
  const { probes } = digest;
  if (probes.total === 0) return [];
  return [
    heading('EXEC PROBES', 'what a run takes before its command begins, with runc before 1.3'),
    ...fitted(PROBE_COLUMNS, probes.shown, page).lines,
    ...rest(probes, digest, 'findings'),
  ];
};

/** What draining a node would set off. */
export const drainSection: Section = (digest, page) => {
  const { drain } = digest;
  if (drain === undefined) return [];
  const { node, pods, fails, workloads } = drain;
  const outcome =
    fails > 0
      ? `${counted(fails, 'workload')} would not start again.`
      : workloads.total > 0
        ? 'All would start again, some with much more than they have.'
        : 'All would start again with about what they have.';
  return [
    heading('DRAIN', 'every container that moves starts anew'),
    ...prose(page, { text: `Draining node ${node} moves ${counted(pods, 'pod')}. ${outcome}`, indent: 2 }),
    ...(workloads.shown.length === 0 ? [] : drainTable(workloads.shown, page)),
    ...rest(workloads, digest, 'drain'),
  ];
};

function drainTable(workloads: readonly DrainReport['workloads'][number][], page: Page): Line[] {
  const { lines, headers } = fitted(DRAIN_COLUMNS, workloads, page);
  if (headers.includes('WHY')) return lines;
  return withBelow(
    lines,
    workloads.map(({ reason }) => prose(page, { text: reason, indent: 2, style: 'dim' })),
  );
}

/** What the containers of the worst workloads answered when they were asked. */
export const probedSection: Section = ({ probed }, page) => {
  if (probed === undefined || probed.containers.length === 0) return [];
  return [
    heading('PROBED', 'in one pod of each'),
    ...containersTable(probed.containers, { page, wide: false }),
  ];
};
