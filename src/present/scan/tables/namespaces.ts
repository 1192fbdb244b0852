import type { NamespaceReport } from '../../../contracts/scan-report.ts';
import { number, size } from '../../../units.ts';
import type { FittedColumn } from '../../layout/fitted.ts';
import { day, NOTHING, severityCell } from './cells.ts';

/** What each namespace puts into a container, and what switching links off in it would save. */
export function namespaceColumns(collectedAt: string): readonly FittedColumn<NamespaceReport>[] {
  return [
    { header: 'SEVERITY', cell: severityCell },
    { header: 'NAMESPACE', cell: ({ name }) => name, least: 12 },
    { header: 'SERVICES', cell: services, align: 'right' },
    { header: 'VARS/POD', cell: variables, align: 'right' },
    { header: 'SIZE', cell: (row) => known(row, size(row.injected.bytes)), align: 'right', rank: 2 },
    { header: 'PER-SERVICE', cell: perService, align: 'right', rank: 5 },
    { header: 'WORKLOADS', cell: ({ workloads }) => number(workloads), align: 'right', rank: 6 },
    { header: 'CONTAINERS', cell: ({ containers }) => number(containers), align: 'right', rank: 3 },
    { header: 'SAVES', cell: (row) => known(row, size(row.saves.bytes)), align: 'right', rank: 1 },
    { header: 'FORECAST', cell: (row) => forecast(row, collectedAt) },
    { header: 'WHY', cell: ({ reason }) => reason, rank: 7, least: 40 },
  ];
}

/** `≥` where Services could not be listed: then only those of the Service `kubernetes` are known. */
function variables({ services: found, injected }: NamespaceReport): string {
  return `${found === undefined ? '≥' : ''}${number(injected.variables)}`;
}

function known({ services: found }: NamespaceReport, figure: string): string {
  return found === undefined ? NOTHING : figure;
}

/** All, and in brackets those without a cluster IP, which put nothing in. */
function services({ services: found }: NamespaceReport): string {
  if (found === undefined) return 'unknown';
  const without = found.total - found.linked;
  return without === 0 ? number(found.total) : `${number(found.total)} (${number(without)} none)`;
}

function perService({ perService: average }: NamespaceReport): string {
  return average.variables === 0 ? NOTHING : `${average.variables.toFixed(1)}, ${size(average.bytes)}`;
}

/** The day on which nothing starts any more, else the growth a day. */
function forecast({ forecast: { fit, execFails } }: NamespaceReport, now: string): string {
  if (execFails !== undefined) return `fails ${day(execFails.at, now)}`;
  return fit === undefined ? 'unknown' : `${signed(fit.servicesPerDay)}/day`;
}

/** `+3.1`, `-0.2`, `0.0`. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === '0.0') return text;
  return `${value > 0 ? '+' : '-'}${text}`;
}
