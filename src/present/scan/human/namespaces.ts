import type { NamespaceReport } from '../../../contracts/scan-report.ts';
import { counted, durationRange, number, size } from '../../../units.ts';
import { fitted, withBelow } from '../../layout/fitted.ts';
import { dim, line } from '../../layout/lines.ts';
import type { Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { points, prose } from '../../layout/prose.ts';
import { forecastColumns, forecastWords } from '../tables/forecast.ts';
import { namespaceColumns } from '../tables/namespaces.ts';
import { heading, rest } from './section.ts';
import type { Section } from './section.ts';

/** What each namespace injects, and what switching links off in the worst would save. */
export const namespacesSection: Section = (digest, page) => {
  const { namespaces, worstNamespace, summary } = digest;
  if (namespaces.total === 0) return [];
  const fine = summary.namespaces - namespaces.total;
  return [
    heading('NAMESPACES', 'what Services put into each container with service links'),
    ...fitted(namespaceColumns(digest.collectedAt), namespaces.shown, page).lines,
    ...rest(namespaces, digest, 'namespaces'),
    ...(fine > 0 ? [line(dim(`  and ${counted(fine, 'namespace')} without anything wrong`))] : []),
    ...points(worstNamespace === undefined ? [] : savings(worstNamespace), page),
  ];
};

const LEAST_MS = 1;

/** What there is to win, in words: variables, memory, and CPU of each child process. */
function savings({ name, containers, saves }: NamespaceReport): string[] {
  if (saves.variables === 0) return [];
  const { node, bash, sh } = saves.cpuMsPerSpawn;
  const spawn = ` CPU of one child process: ${durationRange(node)} in Node.js, ${durationRange(bash)} in bash, ${durationRange(sh)} in sh.`;
  // Less than that nobody can measure.
  const worthIt = Math.max(node[1], bash[1], sh[1]) >= LEAST_MS ? spawn : '';
  return [
    `Switching links off in ${name} saves ${number(saves.variables)} variables (${size(saves.bytes)}) in ${counted(containers, 'container')}.${worthIt}`,
  ];
}

/** Growth, where it leads, and when nothing starts any more; with ranges, or why there is no forecast. */
export const forecastSection: Section = (digest, page) => {
  const { forecast } = digest;
  const known = forecast.shown.filter((namespace) => namespace.forecast.unknown === undefined);
  const unknown = forecast.shown.filter((namespace) => namespace.forecast.unknown !== undefined);
  if (forecast.total === 0) return [];
  return [
    heading('FORECAST', 'variables of a container, if Services come as they did, and stay'),
    ...(known.length === 0 ? [] : withWords(known, digest.collectedAt, page)),
    ...points(
      unknown.map(({ name, forecast: { unknown: why, execFails } }) => {
        const already = execFails === undefined ? '' : 'nothing starts with the Services of today; ';
        return `${name}: ${already}${why ?? 'unknown'}`;
      }),
      page,
    ),
    ...rest(forecast, digest, 'forecast'),
    ...(forecast.total === 1 ? forecast.shown.flatMap((namespace) => history(namespace, page)) : []),
  ];
};

function withWords(namespaces: readonly NamespaceReport[], collectedAt: string, page: Page): Line[] {
  const { lines, headers } = fitted(forecastColumns(collectedAt), namespaces, page);
  const below = namespaces.map((namespace) =>
    prose(page, { text: forecastWords(namespace, headers), indent: 2, style: 'dim' }),
  );
  return withBelow(lines, below);
}

function history({ forecast }: NamespaceReport, page: Page): Line[] {
  const days = new Map(forecast.history.map(({ at, services }) => [at.slice(0, 10), services]));
  const steps = Array.from(days, ([day, services]) => `${day} ${number(services)}`);
  if (steps.length < 2) return [];
  const step = Math.ceil(steps.length / 6);
  const shown = steps.filter((_, index) => index === steps.length - 1 || index % step === 0);
  return prose(page, { text: `Services: ${shown.join(', ')}`, indent: 2, style: 'dim' });
}
