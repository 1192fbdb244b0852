import type { ContainerReport, Origin } from '../../../../contracts/report.ts';
import { counted, number, size } from '../../../../units.ts';
import { dim, EMPTY, line, styled, type Line } from '../../../layout/lines.ts';
import { prose } from '../../../layout/prose.ts';
import { ORIGIN_NAMES } from '../../../single/origin-names.ts';
import { printable } from '../../../text.ts';
import { failedLines, noContainerLines } from '../../components/container-jobs.ts';
import { pageOf } from '../../components/panes.ts';
import { fit } from '../../paint.ts';
import type { Around } from '../../screen.ts';
import type { Row } from './rows.ts';
import { FOOT, HEAD, type EnvironmentState } from './state.ts';

const COUNT = 9;
const SIZE = 11;
const INDENT = 4;
const VALUES = 'Names and sizes only: values never leave the container.';

/** What the variables amount to, that values are not here, how they are sorted, and the headings: four lines. */
export function headLines(state: EnvironmentState, around: Around): Line[] {
  const { choice, rows, report } = state;
  const shown =
    choice.filter === '' ? '' : `, filter ${printable(choice.filter)}: ${counted(rows.length, 'line')}`;
  return [
    line(report === undefined ? '' : totals(report)),
    line(dim(VALUES)),
    line(dim(`Sorted by ${choice.sort}${choice.reversed ? ', the other way round' : ''}${shown}`)),
    line(
      dim(
        `  ${fit('SERVICE OR ORIGIN', nameColumns(around))}${fit('VARIABLES', COUNT, { right: true })}` +
          `${fit('SIZE', SIZE, { right: true })}  NOTES`,
      ),
    ),
  ].slice(0, HEAD);
}

/** One line of the list, without the mark of what is selected. */
export function rowText({ group, variable, open, matching = 0, bytes = 0 }: Row, around: Around): Line {
  const names = nameColumns(around);
  const notes = Math.max(0, around.columns - names - COUNT - SIZE - 6);
  if (variable !== undefined) {
    const value = variable.bytes === undefined ? '-' : size(variable.bytes);
    return line(
      ' '.repeat(INDENT),
      fit(variable.name, names - INDENT + COUNT, { cut: 'middle' }),
      fit(value, SIZE, { right: true }),
      dim(`  ${fit(variable.note ?? within(variable.from, group), notes).trimEnd()}`),
    );
  }
  const sign = group.variables.length === 0 ? ' ' : open === true ? '-' : '+';
  return line(
    fit(`${sign} ${group.name}`, names, { cut: 'middle' }),
    fit(number(matching), COUNT, { right: true }),
    fit(size(bytes), SIZE, { right: true }),
    '  ',
    styled('gone', fit(group.marks.join(', '), notes).trimEnd()),
  );
}

/** For a screen reader: the sums, and the selected line with its place in the list, and nothing else. */
export function spokenLines({ report, rows, list }: EnvironmentState, around: Around): Line[] {
  const row = rows[list.selected];
  const texts = [
    report === undefined ? '' : totals(report),
    VALUES,
    row === undefined ? '' : `Row ${list.selected + 1} of ${rows.length}, selected: ${about(row)}`,
  ];
  return texts.flatMap((text) => prose(pageOf(around.columns), { text, indent: 0 }));
}

/** More about what is selected, in at most three lines. */
export function footLines({ rows, list }: EnvironmentState, around: Around): Line[] {
  const row = rows[list.selected];
  if (row === undefined) return [];
  return [EMPTY, ...prose(pageOf(around.columns), { text: about(row), indent: 2 })].slice(0, FOOT);
}

/** What there is instead of a list: that it is asked for, or why there is none. */
export function insteadLines({ of, status }: EnvironmentState, around: Around): Line[] {
  const page = pageOf(around.columns);
  if (of === undefined) return noContainerLines('v', page);
  if (status === 'asking') {
    const job = around.running.find(({ job: { kind } }) => kind === 'audit');
    const since =
      job === undefined ? '' : ` for ${Math.max(0, Math.round((around.now - job.startedAt) / 1000))} s`;
    const said = job?.text === undefined ? '' : ` ${printable(job.text)}`;
    return [line(`Asking the container for names and sizes${since}; x cancels.${said}`)];
  }
  if (status === 'cancelled') return [line('Cancelled. r asks again.')];
  if (status === 'shown') return [line('Nothing here matches.')];
  return failedLines(status.problem, page);
}

/** What a variable's source says beyond the group that it is in: `port 80/TCP`. */
function within(from: string, group: Row['group']): string {
  return group.service !== undefined && from.startsWith(group.key)
    ? from.slice(group.key.length).trim()
    : from;
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

function nameColumns({ columns }: Around): number {
  return Math.max(16, Math.min(60, Math.floor((columns - COUNT - SIZE) * 0.66)));
}
