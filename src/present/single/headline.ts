import type { ContainerReport } from '../../contracts/report.ts';
import { age } from '../../units.ts';
import { sectionLines } from '../document/lines.ts';
import { line, styled, type Line, type Span } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { clipMiddle } from '../layout/fit.ts';
import { prose } from '../layout/prose.ts';

/** The verdict, of which container, the reason in one sentence, and what one has to know about the container. */
export function headline(container: ContainerReport, page: Page): Line[] {
  return [
    ...titleLines(container, page),
    ...prose(page, { text: container.reason, indent: 0 }),
    line(),
    ...factsSection(container, page),
  ];
}

/** The verdict and of which container, in as many rows as the names need; of names longer than `most` not the middle. */
export function titleLines(
  { severity, pod, container: name, containerType, namespace }: ContainerReport,
  { width, columns }: Page,
  most = Infinity,
): Line[] {
  const kind = containerType === 'container' ? 'container' : `${containerType} container`;
  const short = (words: string) => clipMiddle(words, most, width);
  const parts: Span[] = [
    styled(`severity.${severity}`, severity.toUpperCase()),
    styled('name', short(`pod/${pod}`)),
    { text: short(`${kind} ${name}`) },
    { text: short(`namespace ${namespace}`) },
  ];
  return rows(parts, ({ text }) => width(text), columns).map((row) =>
    line(...row.flatMap((part, index) => (index === 0 ? [part] : ['  ', part]))),
  );
}

/** What one has to know about the container: label and words. */
export function factsSection(container: ContainerReport, page: Page): Line[] {
  return sectionLines([{ kind: 'facts', rows: facts(container, page) }], page);
}

/** Label and words; a fact that is not known is left out. */
function facts(container: ContainerReport, page: Page): [string, string][] {
  const { image, enableServiceLinks, basis } = container;
  const known: [string, string | undefined][] = [
    ['workload', workloadOf(container)],
    ['image', image],
    ['status', statusOf(container, page)],
    ['runtime', runtimeOf(container)],
    ['basis', basis === 'estimated' ? 'estimated; what a child process costs was not timed here' : undefined],
    ['links', enableServiceLinks ? 'on (enableServiceLinks: true)' : 'off (enableServiceLinks: false)'],
  ];
  return known.flatMap(([label, text]): [string, string][] => (text === undefined ? [] : [[label, text]]));
}

/** `Running on node worker-3, started 19h ago`. */
export function statusOf({ node, startedAt, status }: ContainerReport, { collectedAt }: Page): string {
  const place = node === undefined ? status : `${status} on node ${node}`;
  return startedAt === undefined ? place : `${place}, started ${age(startedAt, collectedAt)} ago`;
}

/** `1 of 3 running pods of deployment/web`; undefined for a pod that nobody owns. */
export function workloadOf({ workload, choice }: ContainerReport): string | undefined {
  const owner = workload === undefined ? undefined : `${workload.kind}/${workload.name}`;
  return owner !== undefined && choice?.includes(owner) === true ? choice : joined(owner, choice);
}

/** `node v22.20.0 (glibc), CPU limit 0.3`. */
export function runtimeOf({ cpuLimit, cost }: ContainerReport): string {
  const { runtime = 'unknown', version, libc } = cost;
  const limit = cpuLimit ?? cost.cpuLimit;
  const program = version === undefined ? runtime : `${runtime} ${version}`;
  return (
    joined(
      libc === undefined ? program : `${program} (${libc})`,
      limit === undefined ? 'no CPU limit' : `CPU limit ${limit}`,
    ) ?? ''
  );
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}

/** Parts with two spaces between them, in as many rows as they need. */
function rows(parts: readonly Span[], width: (part: Span) => number, columns: number): Span[][] {
  const filled: Span[][] = [[]];
  let used = 0;
  for (const part of parts) {
    const last = filled.at(-1) ?? [];
    if (last.length > 0 && used + 2 + width(part) > columns) {
      filled.push([part]);
      used = width(part);
      continue;
    }
    used += (last.length > 0 ? 2 : 0) + width(part);
    last.push(part);
  }
  return filled;
}
