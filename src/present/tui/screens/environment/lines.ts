import type { ContainerReport, Origin } from '../../../../contracts/report.ts';
import { counted, number, size } from '../../../../units.ts';
import { dim, line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { ORIGIN_NAMES } from '../../../single/origin-names.ts';
import { printable } from '../../../text.ts';
import { noContainer, runningJob } from '../../components/container-jobs.ts';
import type { ListDetail } from '../../list-screen/parts.ts';
import type { Around } from '../../screen.ts';
import type { Row } from './rows.ts';
import type { EnvironmentState } from './state.ts';

const VALUES = 'Names and sizes only: values never leave the container.';

/** What the variables amount to; while it asks again, that. */
export function summaryOf(state: EnvironmentState, around: Around): string {
  const { status, report, table, filter } = state;
  if (status !== 'shown' && typeof status !== 'object') return insteadOf(state, around);
  const shown = filter === '' ? '' : `${counted(table.rows.length, 'line')} with ${printable(filter)}; `;
  return report === undefined ? '' : `${shown}${totals(report)}`;
}

/** More about what is selected, and that values are not here. */
export function variableDetail(row: Row, _state: unknown, _around: unknown, page: Page): ListDetail {
  return {
    title: row.variable?.name ?? row.group.name,
    lines: [...prose(page, { text: about(row), indent: 0 }), line(dim(VALUES))],
  };
}

/** What there is instead of a list: that it is asked for, or why there is none. */
export function insteadOf({ of, status }: EnvironmentState, around: Around): string {
  if (of === undefined) return noContainer('v');
  if (status === 'cancelled') return 'Cancelled. r asks again.';
  if (status !== 'asking') return 'Nothing here matches.';
  const job = runningJob(around, 'audit');
  return `Asking the container for names and sizes ${job?.since ?? ''}; x cancels.${job?.said ?? ''}`;
}

function about({ group, variable }: Row): string {
  if (variable !== undefined) {
    const bytes = variable.bytes === undefined ? 'unknown size' : size(variable.bytes);
    const note = variable.note === undefined ? '' : `; ${variable.note}`;
    return `${variable.name}: a value of ${bytes}, from ${variable.from}${note}`;
  }
  const { name, service, variables, bytes, marks } = group;
  const ports =
    service === undefined || service.ports.length === 0 ? '' : `, ports ${service.ports.join(', ')}`;
  const what = service === undefined ? name : `Service ${service.name} in ${service.namespace}${ports}`;
  const note = marks.length === 0 ? '' : `; ${marks.join(', ')}`;
  return `${what}: ${counted(variables.length, 'variable')}, ${size(bytes)}${note}`;
}

function totals({ origins, count }: ContainerReport): string {
  const parts = (Object.keys(ORIGIN_NAMES) as Origin[])
    .map((origin) => ({ origin, ...origins[origin] }))
    .filter(({ variables }) => variables > 0)
    .toSorted((left, right) => right.variables - left.variables);
  const variables = count.exec?.variables ?? parts.reduce((sum, part) => sum + part.variables, 0);
  const bytes = count.exec?.bytes ?? parts.reduce((sum, part) => sum + part.bytes, 0);
  const from = parts.map((part) => `${number(part.variables)} ${ORIGIN_NAMES[part.origin]}`).join(', ');
  return `${counted(variables, 'variable')}, ${size(bytes)}: ${from}`;
}
