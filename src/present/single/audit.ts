import { duration } from '../numbers.ts';
import { prose } from '../layout/prose.ts';
import type { Section } from './section.ts';

/** What looking cost the container. */
export const auditSection: Section = ({ cost: { audit } }, page) => {
  if (audit === undefined) return [];
  const { cpuMs, wallMs, roundTripMs } = audit;
  const parts = [
    cpuMs === undefined ? undefined : `${duration(cpuMs)} of CPU in the container`,
    wallMs === undefined ? undefined : `${duration(wallMs)} there`,
    `${duration(roundTripMs)} seen from here`,
  ].filter((part) => part !== undefined);
  return prose(page, { text: `This audit took ${parts.join(', ')}.`, indent: 0, style: 'dim' });
};
