import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { presentScan, SCAN_OUTPUTS, scanFormatOf, scanFormats } from '../../../src/present/scan/index.ts';
import type { ScanFormat, ScanSection, ScanView } from '../../../src/present/scan/index.ts';
import { isUnsafe } from '../../../src/present/text.ts';
import { foulText, replaced } from '../foul.ts';
import { markdownRows, markdownTokens, nodes, parseCsv, parseXml } from '../markup.ts';
import * as samples from '../samples/scan.ts';

const { FOUL, ...reports } = samples;
const { calm, cluster, drained, foul, vacant } = reports;
const all = Object.entries(reports);
const view: ScanView = { columns: 80, color: false };
const SECTIONS: ScanSection[] = ['namespaces', 'workloads', 'forecast', 'stale', 'findings', 'drain'];
const lines = (text: string) => text.split(/\r?\n/);

describe('outputs of a scan', () => {
  test('every format has words for the help', () => {
    expect(scanFormats).toEqual([
      'human',
      'wide',
      'name',
      'json',
      'yaml',
      'csv',
      'markdown',
      'sarif',
      'junit',
    ]);
    expect(Object.values(SCAN_OUTPUTS).every(({ description }) => description.length > 10)).toBe(true);
  });

  test('without a format the report is for people', async () => {
    expect(await presentScan(cluster, undefined, view)).toBe(await presentScan(cluster, 'human', view));
  });

  test('an unknown format is refused with the names of the others', () => {
    expect(() => scanFormatOf('xml')).toThrow('unknown output format "xml"');
  });
});

describe.each(scanFormats)('-o %s', (format) => {
  test.each(all)('%s: nothing in it moves the cursor or hides', async (_, sample) => {
    for (const show of [undefined, ...SECTIONS]) {
      const text = await presentScan(sample, format, { ...view, show });
      expect(lines(text).filter(isUnsafe)).toEqual([]);
      expect(text === '' || text.endsWith('\n')).toBe(true);
    }
  });

  test('whatever stands in names and messages, it can be read and has as many rows', async () => {
    await fc.assert(
      fc.asyncProperty(foulText, async (text) => {
        const report = replaced(foul, FOUL, text);
        const document = await presentScan(report, format, view);
        expect(lines(document).filter(isUnsafe)).toEqual([]);
        READ[format](document, report);
      }),
      { numRuns: 40 },
    );
  });
});

/** What must be true of any document in a format. */
const READ: Record<ScanFormat, (document: string, report: typeof foul) => void> = {
  human: (document) => expect(document).toMatch(/^HIGH {2}/),
  wide: (document) => expect(lines(document)).toHaveLength(4),
  name: (document) => expect(document).toMatch(/deployment\.apps\/web\n$/),
  json: (document, report) => expect(JSON.parse(document)).toEqual(report),
  yaml: (document, report) => expect(parse(document)).toEqual(report),
  csv: (document) => expect(parseCsv(document)).toHaveLength(3),
  markdown: (document) => {
    // Namespaces, workloads, Services, findings, probes, forecast, drain.
    expect(markdownRows(document).map((rows) => rows.length)).toEqual(
      expect.arrayContaining([1, 2, 2, 1, 1, 1]),
    );
    const types = new Set(markdownTokens(document).map(({ type }) => type));
    expect(
      [...types].filter((type) => ['html', 'link', 'image', 'code', 'blockquote'].includes(type)),
    ).toEqual([]);
  },
  sarif: (document) => expect((JSON.parse(document) as { runs: unknown[] }).runs).toHaveLength(1),
  junit: (document) => expect(nodes(parseXml(document), 'testcase')).toHaveLength(4),
};

async function workloadRows(top: number): Promise<number> {
  const text = await presentScan(cluster, 'human', { ...view, top, show: 'workloads' });
  return lines(text).filter((row) => /^(?:critical|high|medium|low|ok|unknown) /.test(row)).length;
}

describe('the report for people', () => {
  test.each([60, 80, 100, 120, 160, 200])(
    'keeps to %d columns; only commands are longer',
    async (columns) => {
      for (const sample of [cluster, drained, calm, vacant]) {
        for (const show of [undefined, ...SECTIONS]) {
          const text = await presentScan(sample, 'human', { ...view, columns, show });
          const long = lines(text).filter(
            (row) => row.length > columns && !row.trim().startsWith('kubectl '),
          );
          // A figure in part would be a wrong figure: on the narrowest page tables are as wide as their figures.
          expect(columns < 80 ? [] : long).toEqual([]);
        }
      }
    },
  );

  test.each(all)('%s: without colours the words are the same', async (_, sample) => {
    const colored = await presentScan(sample, 'human', { ...view, color: true });
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await presentScan(sample, 'human', view));
  });

  test('says in the first lines how bad, where, and what first', async () => {
    const head = lines(await presentScan(cluster, 'human', { ...view, columns: 200 }))
      .slice(0, 6)
      .join('\n');
    expect(head).toContain('1 workload would not start again');
    expect(head).toContain('2 are critical, 2 high, 1 medium');
    expect(head).toContain('Worst in namespace platform-ingress');
    expect(head).toContain('kubectl patch deployment edge -n platform-ingress');
  });

  test('says what it leaves out, and the command that shows it', async () => {
    const text = await presentScan(cluster, 'human', view);
    expect(text).toContain(
      'and 6 more like these, 2 workloads without anything wrong:\n    kubectl envaudit scan -A --show workloads',
    );
    expect(text).toContain('and 7 more:\n    kubectl envaudit scan -A --show stale');
  });

  test('--top limits the workloads, and takes healthy ones, too', async () => {
    expect(await workloadRows(3)).toBe(3);
    expect(await workloadRows(28)).toBe(28);
  });

  test.each([
    ['workloads', 'deployment/worker-20'],
    ['stale', 'tenant-2001'],
    ['findings', 'deployment/worker-18, deployment/worker-19, deployment/worker-20\n'],
    ['namespaces', 'batch'],
    ['forecast', 'batch: too little history'],
  ] as const)('--show %s shows all of it, and nothing else', async (show, last) => {
    const text = await presentScan(cluster, 'human', { ...view, columns: 120, show });
    expect(text).toContain(last);
    expect(text).not.toMatch(/and [\d,]+ more/);
    expect(text).not.toContain('NEXT');
  });

  test('a section without rows says so', async () => {
    expect(await presentScan(calm, 'human', { ...view, show: 'stale' })).toBe(
      'Nothing to show: no Service looks stale.\n',
    );
    expect(await presentScan(calm, 'wide', { ...view, show: 'drain' })).toMatch(/^Nothing to show: no node/);
  });

  test('where nothing is wrong or nothing is there, two lines say so', async () => {
    expect(lines(await presentScan(calm, 'human', { ...view, columns: 200 }))).toHaveLength(3);
    expect(lines(await presentScan(vacant, 'human', view))).toHaveLength(3);
  });

  test('what was not seen is said even where nothing is wrong', async () => {
    const partly = { ...vacant, incomplete: cluster.incomplete };
    const text = await presentScan(partly, 'human', view);
    expect(text).toContain('Nothing could be seen in namespace empty');
    expect(text).toContain('NOT SEEN');
  });

  test('names that could do harm in a shell are in no command', async () => {
    const text = await presentScan(foul, 'human', view);
    expect(lines(text).filter((row) => row.trim().startsWith('kubectl envaudit'))).toEqual([]);
  });

  test('counts from Services that could not be listed are marked as a floor', async () => {
    expect(await presentScan(cluster, 'human', view)).toContain('→≥8 ');
  });

  test('a name in another script takes the columns that it needs', async () => {
    const [first] = cluster.workloads;
    const report = replaced({ ...cluster, workloads: [first!] }, 'edge', '日本');
    const rows = lines(await presentScan(report, 'human', { ...view, show: 'workloads' }));
    expect(rows[2]).toMatch(/deployment\/日本 {3}/);
  });
});

describe('-o name', () => {
  test('names workloads with their group, and their namespace where there are several', async () => {
    const names = lines(await presentScan(cluster, 'name', view));
    expect(names.slice(0, 5)).toEqual([
      '-n platform-ingress deployment.apps/edge',
      '-n shop deployment.apps/web',
      '-n shop statefulset.apps/n8n',
      '-n shop rollout.argoproj.io/checkout-gateway-for-partners-in-asia',
      '-n shop cronjob.batch/nightly-export',
    ]);
    expect(names).toContain('-n batch pod/debug');
    expect(names).toHaveLength(29);
  });

  test('leaves the namespace out where one was asked for, as kubectl does', async () => {
    expect(await presentScan(drained, 'name', view)).toBe('deployment.apps/web\nstatefulset.apps/n8n\n');
  });

  test.each([
    ['stale', '-n shop service/tenant-1990\n'],
    ['namespaces', 'namespace/platform-ingress\n'],
    ['forecast', 'namespace/platform-ingress\nnamespace/shop\n'],
    ['findings', '-n platform-ingress deployment.apps/edge\n'],
  ] as const)('--show %s names its objects', async (show, first) => {
    expect((await presentScan(cluster, 'name', { ...view, show })).startsWith(first)).toBe(true);
  });

  test('--show drain names the workloads of the node', async () => {
    expect(await presentScan(drained, 'name', { ...view, show: 'drain' })).toBe(
      'deployment.apps/web\nstatefulset.apps/n8n\n',
    );
  });

  test('what cannot be a name is left out, and said', async () => {
    const said: string[] = [];
    const notice = (text: string) => said.push(text);
    expect(await presentScan(foul, 'name', { ...view, show: 'stale', notice })).toBe('service/good\n');
    expect(said).toEqual(['1 object left out: no object of Kubernetes can have such a name.']);
  });

  test('every line is safe for a shell and for xargs, whatever the objects are called', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(foulText, fc.string(), fc.constantFrom('-A', '--all', '..', 'a/b', 'A')),
        async (text) => {
          const report = { ...replaced(foul, FOUL, text), scope: { namespaces: 'all' as const } };
          for (const show of SECTIONS) {
            const out = await presentScan(report, 'name', { ...view, show });
            for (const name of lines(out).slice(0, -1)) {
              expect(name).toMatch(/^(?:-n [a-z0-9][-a-z0-9.]* )?[a-z][a-z0-9.-]*\/[a-z0-9][-a-z0-9.]*$/);
            }
          }
        },
      ),
    );
  });
});

describe('-o csv', () => {
  test('has a row per container, with bare figures below a header in snake case', async () => {
    const [header = [], ...rows] = parseCsv(await presentScan(cluster, 'csv', view));
    expect(header.every((name) => /^[a-z][a-z0-9_]*$/.test(name))).toBe(true);
    expect(rows).toHaveLength(29);
    const row = Object.fromEntries(header.map((name, index) => [name, rows[1]?.[index]]));
    expect(row).toMatchObject({
      namespace: 'shop',
      name: 'web',
      container: 'web',
      enable_service_links: 'unset',
      next_start_variables: '17720',
      exec_probes: '2',
      replicas: '3',
    });
  });

  test.each([
    ['namespaces', 4],
    ['forecast', 4],
    ['stale', 12],
    ['workloads', 29],
  ] as const)('--show %s has a row per row of it', async (show, count) => {
    expect(parseCsv(await presentScan(cluster, 'csv', { ...view, show }))).toHaveLength(count + 1);
  });

  test('--show findings has a row per finding', async () => {
    const count = [...cluster.namespaces, ...cluster.workloads].flatMap(({ findings }) => findings).length;
    expect(count).toBeGreaterThan(50);
    expect(parseCsv(await presentScan(cluster, 'csv', { ...view, show: 'findings' }))).toHaveLength(
      count + 1,
    );
  });

  test('--top limits the workloads', async () => {
    expect(parseCsv(await presentScan(cluster, 'csv', { ...view, top: 3 }))).toHaveLength(1 + 4);
  });
});

describe('-o wide', () => {
  test('has a line per container and cuts nothing', async () => {
    const text = await presentScan(cluster, 'wide', view);
    expect(lines(text)).toHaveLength(1 + 29 + 1);
    expect(text).not.toContain('…');
  });

  test.each(SECTIONS)('--show %s is one table', async (show) => {
    const text = await presentScan(drained, 'wide', { ...view, show });
    expect(text).toMatch(show === 'stale' ? /^Nothing to show/ : /^[A-Z][A-Z-]+ {3}/);
  });
});

describe('-o markdown', () => {
  test('is bounded, says what is left out, and --top moves the bound', async () => {
    const text = await presentScan(cluster, 'markdown', view);
    expect(text).toContain(
      'and 6 more like these, 2 workloads without anything wrong: `--show workloads`, `--top`',
    );
    expect(markdownRows(text)[1]).toHaveLength(20);
    expect(markdownRows(await presentScan(cluster, 'markdown', { ...view, top: 2 }))[1]).toHaveLength(2);
  });
});
