import type { ServiceReport } from '../../contracts/report.ts';
import { size, number } from '../../units.ts';
import { dim, line, styled } from '../layout/lines.ts';
import { clip } from '../layout/fit.ts';
import { gridHead, gridRow, restColumns } from '../layout/grid.ts';
import type { Section } from './section.ts';

const SHOWN = 5;

/** What is to be said about a Service's state; nothing where it is as one expects. */
const STATES: Record<ServiceReport['state'], string> = {
  present: '',
  unseen: '',
  missing: 'after restart',
  ghost: 'deleted',
};

/** The Services that put most into this container. */
export const servicesSection: Section = ({ services, namespace }, page) => {
  if (services.length === 0) return [];
  const shown = page.verbose ? services : services.slice(0, SHOWN);
  const rest = services.length - shown.length;
  return [
    gridHead(page, {
      label: rest === 0 ? 'SERVICES' : `TOP ${shown.length} OF ${number(services.length)} SERVICES`,
      first: 'VARIABLES',
      second: 'SIZE',
      rest: 'PORTS',
    }),
    ...shown.map((service) => {
      const state = STATES[service.state];
      const comma = state !== '' && service.ports.length > 0 ? ', ' : '';
      const room = restColumns(page) - state.length - comma.length;
      const ports = clip(service.ports.join(', '), room, page.width);
      return gridRow(page, {
        label: service.namespace === namespace ? service.name : `${service.name} (${service.namespace})`,
        first: number(service.variables),
        second: size(service.bytes),
        rest: [styled('gone', state), { text: comma + ports }],
      });
    }),
    ...(rest > 0 ? [line(dim(`  and ${number(rest)} more (--verbose lists them)`))] : []),
  ];
};
