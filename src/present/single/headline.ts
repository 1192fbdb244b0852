import type { ContainerReport } from '../../report.ts';
import { age } from '../../units.ts';
import { dim, line, styled } from '../layout/lines.ts';
import type { Line, Span } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { pad } from '../layout/fit.ts';
import { prose } from '../layout/prose.ts';

const LABEL = 12;

/** The verdict, of which container, the reason in one sentence, and what one has to know about the container. */
export function headline(container: ContainerReport, page: Page): Line[] {
  const { severity, reason } = container;
  return [
    ...title(container, page),
    ...prose(page, { text: reason, indent: 0 }),
    line(),
    ...facts(container, page).flatMap(([label, text]) =>
      prose(page, { text, indent: LABEL, lead: dim(pad(`  ${label}`, LABEL - 1, page.width)) }),
    ),
  ];

  function title(
    { pod, container: name, containerType, namespace }: ContainerReport,
    { width }: Page,
  ): Line[] {
    const kind = containerType === 'container' ? 'container' : `${containerType} container`;
    const parts: Span[] = [
      styled(`severity.${severity}`, severity.toUpperCase()),
      styled('name', `pod/${pod}`),
      { text: `${kind} ${name}` },
      { text: `namespace ${namespace}` },
    ];
    return rows(parts, ({ text }) => width(text), page.columns).map((row) =>
      line(...row.flatMap((part, index) => (index === 0 ? [part] : ['  ', part]))),
    );
  }
}

/** Label and words; a fact that is not known is left out. */
function facts(container: ContainerReport, page: Page): [string, string][] {
  const { image, node, startedAt, status, enableServiceLinks, basis } = container;
  const started = startedAt === undefined ? undefined : `started ${age(startedAt, page.collectedAt)} ago`;
  const place = node === undefined ? status : `${status} on node ${node}`;
  const known: [string, string | undefined][] = [
    ['workload', workloadOf(container)],
    ['image', image],
    ['status', joined(place, started)],
    ['runtime', runtimeOf(container)],
    ['basis', basis === 'estimated' ? 'estimated; what a child process costs was not timed here' : undefined],
    ['links', enableServiceLinks ? 'on (enableServiceLinks: true)' : 'off (enableServiceLinks: false)'],
  ];
  return known.flatMap(([label, text]): [string, string][] => (text === undefined ? [] : [[label, text]]));
}

function workloadOf({ workload, choice }: ContainerReport): string | undefined {
  const owner = workload === undefined ? undefined : `${workload.kind}/${workload.name}`;
  return owner !== undefined && choice?.includes(owner) === true ? choice : joined(owner, choice);
}

function runtimeOf({ cpuLimit, cost }: ContainerReport): string {
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
