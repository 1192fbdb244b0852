import type { ContainerReport } from '../../contracts/report.ts';
import { size, number, duration } from '../../units.ts';
import type { Column } from '../layout/table.ts';
import { styled } from '../layout/lines.ts';
import { limitUse } from '../limit-use.ts';

type ContainerColumn = Column<ContainerReport> & {
  /** Only with `-o wide`. */
  wide?: true;
};

const NOTHING = '-';

/** The table of containers, column by column. The reason is the last one: it may be cut, or left out. */
const COLUMNS: readonly ContainerColumn[] = [
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace },
  { header: 'POD', cell: ({ pod }) => pod },
  { header: 'CONTAINER', cell: ({ container }) => container },
  { header: 'SEVERITY', cell: ({ severity }) => styled(`severity.${severity}`, severity) },
  { header: 'VARS', cell: variables, align: 'right' },
  { header: 'LINKS', cell: links, align: 'right' },
  { header: 'COST', cell: cost, align: 'right' },
  {
    header: 'SERVICES',
    cell: ({ count: { predicted } }) => number(predicted.atStart.services),
    align: 'right',
    wide: true,
  },
  { header: 'SIZE', cell: environmentSize, align: 'right', wide: true },
  { header: 'EXEC-LIMIT', cell: ({ headroom }) => limitUse(headroom.now), align: 'right', wide: true },
  {
    header: 'AT-RESTART',
    cell: ({ headroom }) => limitUse(headroom.nextRestart),
    align: 'right',
    wide: true,
  },
  { header: 'RUNTIME', cell: runtime, wide: true },
  {
    header: 'CPU',
    cell: ({ cpuLimit }) => (cpuLimit === undefined ? NOTHING : String(cpuLimit)),
    align: 'right',
    wide: true,
  },
  { header: 'STATUS', cell: ({ status }) => status, wide: true },
  { header: 'NODE', cell: ({ node }) => node ?? NOTHING, wide: true },
  { header: 'BASIS', cell: ({ basis }) => basis, wide: true },
  { header: 'REASON', cell: ({ reason }) => reason },
];

/** The columns of the plain or the wide table; the namespace has one only where there are several. */
export function columnsFor(
  containers: readonly ContainerReport[],
  { wide }: { wide: boolean },
): Column<ContainerReport>[] {
  const namespaces = new Set(containers.map(({ namespace }) => namespace));
  return COLUMNS.filter((column) => wide || column.wide === undefined).filter(
    ({ header }) => header !== 'NAMESPACE' || namespaces.size > 1,
  );
}

/** Exactly counted, or `~` predicted. */
function variables({ count: { exec, main, predicted } }: ContainerReport): string {
  const counted = exec ?? main;
  return counted === undefined ? `~${number(predicted.atStart.variables)}` : number(counted.variables);
}

function links({ enableServiceLinks, origins, count: { exec, predicted } }: ContainerReport): string {
  if (!enableServiceLinks) return 'off';
  if (exec === undefined) return `~${number(predicted.atStart.variables)}`;
  return number(origins['service-link'].variables + origins.ghost.variables);
}

/** How long one child process or pass over the environment takes here. */
function cost({ basis, cost: { effectiveMs } }: ContainerReport): string {
  if (effectiveMs === undefined) return NOTHING;
  return `${basis === 'estimated' ? '~' : ''}${duration(effectiveMs).replace(' ', '')}`;
}

function environmentSize({ count: { exec, main, predicted } }: ContainerReport): string {
  const block = exec ?? main ?? predicted.atStart;
  return size(block.bytes).replace(' ', '');
}

function runtime({ cost: { runtime: name, version } }: ContainerReport): string {
  return [name, version].filter((part) => part !== undefined).join(' ') || NOTHING;
}
