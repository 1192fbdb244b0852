import type { ScanReport, SubjectFinding, WorkloadReport } from '../../contracts/scan-report.ts';
import { counted, number, size } from '../../units.ts';
import { markdownFrom } from '../documents/markdown-columns.ts';
import { escapeMarkdown, markdownCode, markdownTable } from '../documents/markdown.ts';
import { problemsMarkdown } from '../findings/problems-markdown.ts';
import { subjectWords } from '../findings/subject.ts';
import type { Column } from '../layout/table.ts';
import { amounts, damage, place, whereabouts } from './human/headline.ts';
import { workloadName } from './kubectl.ts';
import { nothingToShow } from './nothing.ts';
import { digestOf } from './select/digest.ts';
import type { Digest } from './select/digest.ts';
import type { Part } from './select/part.ts';
import { forecastColumns } from './tables/forecast.ts';
import { namespaceColumns } from './tables/namespaces.ts';
import { DRAIN_COLUMNS, PROBE_COLUMNS, staleColumns } from './tables/others.ts';
import { WORKLOAD_COLUMNS } from './tables/workloads.ts';
import type { ScanSection, ScanView } from './view.ts';

/** An overview for an issue, a pull request or a wiki, in GitHub's Markdown; or one section in full. */
export function markdown(report: ScanReport, view: ScanView): string {
  const digest = digestOf(report, view);
  const { show } = view;
  const shown =
    show === undefined ? [headline(digest), ...OVERVIEW.map((name) => SECTIONS[name](digest))] : [];
  const alone = show === undefined ? [] : [SECTIONS[show](digest)];
  const parts = [...shown, ...alone].filter((part) => part.length > 0);
  if (parts.length === 0 && show !== undefined) parts.push([escapeMarkdown(nothingToShow(show))]);
  return [...parts, problemsMarkdown(report.incomplete)]
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

const OVERVIEW: readonly ScanSection[] = [
  'namespaces',
  'workloads',
  'stale',
  'findings',
  'forecast',
  'drain',
];

const WORKLOADS: readonly Column<WorkloadReport>[] = [
  ...WORKLOAD_COLUMNS,
  { header: 'WHY', cell: ({ reason }) => reason },
];

const SECTIONS: Record<ScanSection, (digest: Digest) => string[]> = {
  namespaces: ({ namespaces, collectedAt }) =>
    section('Namespaces', markdownFrom(namespaceColumns(collectedAt), namespaces.shown), namespaces),
  workloads: ({ workloads }) =>
    section('Workloads', markdownFrom(WORKLOADS, workloads.shown), workloads, '`--show workloads`, `--top`'),
  stale: ({ stale, collectedAt }) =>
    section(
      `Stale Services: ${stale.total}`,
      [
        `They put ${number(stale.variables)} variables (${size(stale.bytes)}) into running containers at their next start.`,
        '',
        ...markdownFrom(staleColumns(collectedAt), stale.shown),
      ],
      stale,
      '`--show stale`',
    ),
  findings: ({ findings, probes }) => [
    ...section(
      'Findings',
      markdownTable(
        ['SEVERITY', 'FINDING', 'COUNT:', 'SUCH AS', 'WHAT'],
        findings.flatMap(({ severity, title, code, findings: own }) =>
          own.shown.map((finding, index) => [
            severity,
            index === 0 ? `${title} (${code})` : '',
            index === 0 ? own.total : '',
            { code: about(finding) },
            finding.message,
          ]),
        ),
      ),
      { shown: findings, total: findings.length },
    ),
    ...(probes.total === 0
      ? []
      : [
          '',
          ...section('Exec probes', markdownFrom(PROBE_COLUMNS, probes.shown), probes, '`--show findings`'),
        ]),
  ],
  forecast: ({ forecast, collectedAt }) =>
    section(
      'Forecast',
      markdownFrom(forecastColumns(collectedAt), forecast.shown),
      forecast,
      '`--show forecast`',
    ),
  drain: ({ drain }) => {
    if (drain === undefined) return [];
    const { node, pods, fails, workloads } = drain;
    const words = `Draining ${markdownCode(node)} moves ${counted(pods, 'pod')}; ${counted(fails, 'workload')} would not start again.`;
    return [
      '### Drain',
      '',
      words,
      ...section('', markdownFrom(DRAIN_COLUMNS, workloads.shown), workloads, '`--show drain`').slice(1),
    ];
  },
};

function headline(digest: Digest): string[] {
  const { summary, mend, worstWorkload } = digest;
  const first =
    mend === undefined || worstWorkload === undefined
      ? []
      : [
          '',
          `First: ${markdownCode(`${worstWorkload.namespace} ${workloadName(worstWorkload)}`)} ${escapeMarkdown(mend.title)}`,
          ...(mend.command === undefined ? [] : ['', markdownCode(mend.command)]),
        ];
  const words = [damage(digest), place(digest)].filter(Boolean).join(' ');
  return [
    `## ${summary.worst.toUpperCase()}: ${escapeMarkdown(whereabouts(digest))}`,
    '',
    `${amounts(digest)}, seen at ${escapeMarkdown(digest.collectedAt)}.`,
    ...(words === '' ? [] : [escapeMarkdown(words)]),
    ...first,
  ];
}

function section(
  title: string,
  lines: readonly string[],
  { shown, total }: Part<unknown>,
  how = '',
): string[] {
  if (shown.length === 0) return [];
  const left = total - shown.length;
  const more = how === '' ? '' : `: ${how}`;
  return [`### ${title}`, '', ...lines, ...(left > 0 ? ['', `and ${number(left)} more${more}`] : [])];
}

function about({ subject }: SubjectFinding): string {
  return `${subject.namespace} ${subjectWords(subject)}`;
}
