import type { ScanReport } from '../../contracts/scan-report.ts';
import { prose, section, table, type Block } from '../document/block.ts';
import { markdownOf } from '../document/markdown.ts';
import { placesWords } from '../findings/equal.ts';
import * as document from './document.ts';
import { workloadName } from './kubectl.ts';
import { nothingToShow } from './nothing.ts';
import { digestOf, type Digest } from './select/digest.ts';
import type { ScanSection, ScanView } from './view.ts';
import { amounts, damage, place, whereabouts } from './words.ts';

/** An overview for an issue, a pull request or a wiki, in GitHub's Markdown; or one section in full. */
export function markdown(report: ScanReport, view: ScanView): string {
  const digest = digestOf(report, view);
  const { show } = view;
  const own = show === undefined ? [] : SECTIONS[show](digest);
  const overview = [...headline(digest), ...Object.values(SECTIONS).flatMap((blocks) => blocks(digest))];
  return markdownOf([
    ...(show === undefined ? overview : own.length === 0 ? prose(nothingToShow(show)) : own),
    { kind: 'problems', problems: report.incomplete },
  ]);
}

/** In the order of the overview. */
const SECTIONS: Record<ScanSection, document.ScanBlocks> = {
  namespaces: document.namespaces,
  workloads: document.workloads,
  stale: document.stale,
  findings: (digest) => [...findings(digest), ...document.probes(digest)],
  forecast: document.forecast,
  drain: document.drain,
};

function headline(digest: Digest): Block[] {
  const { summary, mend, worstWorkload, collectedAt } = digest;
  return [
    { kind: 'title', text: `${summary.worst.toUpperCase()}: ${whereabouts(digest)}` },
    ...prose(`${amounts(digest)}, seen at ${collectedAt}.`),
    ...prose([damage(digest), place(digest)].filter(Boolean).join(' ')),
    ...(mend === undefined || worstWorkload === undefined
      ? []
      : [
          ...prose([
            'First:',
            { code: `${worstWorkload.namespace} ${workloadName(worstWorkload)}` },
            mend.title,
          ]),
          ...(mend.command === undefined ? [] : prose([{ code: mend.command }])),
        ]),
  ];
}

/** Places of one sentence that are named. */
const PLACES = 8;

/** A row for each sentence; what they have in common is told in the first. */
function findings({ findings: groups }: Digest): Block[] {
  const rows = groups.flatMap(({ severity, title, code, count, sentences }) =>
    sentences.shown.map(({ finding: { message }, subjects }, index) => ({
      severity,
      finding: index === 0 ? `${title} (${code})` : '',
      count: index === 0 ? String(count) : '',
      example: placesWords(subjects, PLACES),
      message,
    })),
  );
  type Row = (typeof rows)[number];
  return section(
    'Findings',
    ...table<Row>(
      [
        { header: 'SEVERITY', cell: ({ severity }) => severity },
        { header: 'FINDING', cell: ({ finding }) => finding },
        { header: 'COUNT', cell: ({ count }) => count, align: 'right' },
        { header: 'SUCH AS', cell: ({ example }) => example },
        { header: 'WHAT', cell: ({ message }) => message },
      ],
      rows,
    ),
  );
}
