import type { ContainerReport, Report } from '../../contracts/report.ts';
import { duration } from '../../units.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { prose } from '../layout/prose.ts';

/** When and where this was seen, and what looking cost the container. */
export function auditSection(
  { cost }: ContainerReport,
  { cluster, collectedAt }: Report,
  page: Page,
): Line[] {
  const place = [cluster.context ?? cluster.server, cluster.version].filter((part) => part !== undefined);
  const seen = `Seen at ${collectedAt} in ${place.join(', ')}.`;
  return prose(page, { text: [seen, ...price(cost.audit)].join(' '), indent: 0, style: 'dim' });
}

function price(audit: ContainerReport['cost']['audit']): string[] {
  if (audit === undefined) return [];
  const { cpuMs, wallMs, roundTripMs } = audit;
  const parts = [
    cpuMs === undefined ? undefined : `${duration(cpuMs)} of CPU in the container`,
    wallMs === undefined ? undefined : `${duration(wallMs)} by its clock`,
    `${duration(roundTripMs)} for the round trip`,
  ].filter((part) => part !== undefined);
  return [`Looking took ${parts.join(', ')}.`];
}
