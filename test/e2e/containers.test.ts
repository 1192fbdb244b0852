import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { ContainerReport } from '../../src/contracts/report.ts';
import { pods } from './pods.ts';
import { audit, kubectl } from './run.ts';
import { linkNames, services, SHAPES } from './services.ts';

const namespace = inject('namespace');
const exec = (pod: string, ...command: string[]): Promise<string> =>
  kubectl(['exec', '-n', namespace, pod, '--', ...command]);

let run: Awaited<ReturnType<typeof audit>>;
let reports: Map<string, ContainerReport>;
beforeAll(async () => {
  const targets = pods.map(({ name }) => `pod/${name}`);
  run = await audit([...targets, '-n', namespace, '--variables', '--concurrency', '4']);
  reports = new Map(run.report.containers.map((container) => [container.pod, container]));
});

test('everything that was asked for was seen', () => {
  expect({ code: run.ended.code, incomplete: run.report.incomplete }).toEqual({ code: 0, incomplete: [] });
});

describe.each(pods)('pod $name', ({ name, links, environ, shell }) => {
  let report: ContainerReport;
  /** The environment as kubectl exec sees it: name -> length of the value in bytes. */
  let real: Map<string, number>;
  beforeAll(async () => {
    report = reports.get(name)!;
    const strings = (await exec(name, ...environ)).split('\0').filter((text) => text !== '');
    real = new Map(
      strings.map((text) => [
        text.slice(0, text.indexOf('=')),
        Buffer.byteLength(text.slice(text.indexOf('=') + 1)),
      ]),
    );
  });

  test.runIf(shell)('`env | wc -l` is what kubectl exec prints for it', async () => {
    expect(`${report.count.envWcL}`).toBe((await exec(name, 'sh', '-c', 'env | wc -l')).trim());
  });

  test.runIf(shell)(
    'the exact count is the number of lines of `kubectl exec … env`, less line breaks in values',
    async () => {
      const lines = (await exec(name, 'env')).trimEnd().split('\n').length;
      expect(report.count.exec?.variables).toBe(lines - (name === 'declared' ? 2 : 0));
    },
  );

  test('the exact count and size are those of the environment that exec gets', () => {
    const bytes = [...real].reduce(
      (sum, [variable, value]) => sum + Buffer.byteLength(variable) + value + 2,
      0,
    );
    expect(report.count.exec).toEqual({ variables: real.size, bytes });
  });

  test('the prediction is the reality, variable by variable', () => {
    const predicted = report.variables
      .filter(({ origin }) => origin === 'service-link')
      .map((variable) => variable.name);
    const expected = links ? linkNames.filter((link) => !declaredNames(name).includes(link)) : [];
    expect(predicted.toSorted()).toEqual(expected.toSorted());
    expect(expected.filter((link) => !real.has(link))).toEqual([]);
    expect(
      [...real.keys()].filter((variable) => variable.startsWith('E2E_') && !linkNames.includes(variable)),
    ).toEqual([]);
  });

  test('every variable is reported, with the size that it has', () => {
    // Of a variable that hides a link only the fact is brought home that its value is another one.
    const hidden = new Set(report.differences.hidden.map(({ variable }) => variable));
    const line = (variable: string, bytes: number | undefined): string =>
      hidden.has(variable) ? variable : `${variable}: ${bytes} bytes`;
    const reported = report.variables.map((variable) => line(variable.name, variable.bytes));
    const actual = [...real].map(([variable, bytes]) => line(variable, bytes));
    expect({
      missing: actual.filter((text) => !reported.includes(text)),
      invented: reported.filter((text) => !actual.includes(text)),
    }).toEqual({ missing: [], invented: [] });
  });

  test('every origin is the true one, and their sum is the whole environment', () => {
    const origins = new Map(report.variables.map((variable) => [variable.name, variable.origin]));
    for (const variable of declaredNames(name)) {
      expect([variable, origins.get(variable)]).toEqual([
        variable,
        variable.startsWith('CM_') ? 'env-from' : 'declared',
      ]);
    }
    expect(origins.get('KUBERNETES_SERVICE_HOST')).toBe('kubernetes');
    expect(origins.get('PATH')).toBe('image-or-runtime');
    const sum = Object.values(report.origins).reduce((total, { variables }) => total + variables, 0);
    expect(sum).toBe(real.size);
  });

  test('nothing is missing, gone, contested or changed since the container started', () => {
    const { ghosts, missing, contested, stale } = report.differences;
    expect({ ghosts, missing, contested, stale }).toEqual({
      ghosts: [],
      missing: [],
      contested: [],
      stale: [],
    });
  });
});

test('each Service is reported with the number of variables that it puts in', () => {
  const found = new Map(reports.get('node22')!.services.map((service) => [service.name, service.variables]));
  for (const { name, shape } of services) {
    expect([name, found.get(name) ?? 0]).toEqual([name, SHAPES[shape].variables.length]);
  }
});

test('a declared variable that hides a link is said to do so', () => {
  expect(reports.get('declared')!.differences.hidden).toMatchObject([
    { variable: 'E2E_NAMED_0001_SERVICE_HOST', service: expect.stringContaining('e2e-named-0001') as string },
  ]);
});

test.each(['node22', 'node14', 'distroless', 'python'])(
  'the environment is timed in the runtime of %s',
  (name) => {
    const { basis, cost } = reports.get(name)!;
    expect(basis).toBe('measured');
    expect(cost.runtime).toBe(name === 'python' ? 'python' : 'node');
  },
);

function declaredNames(pod: string): string[] {
  if (pod !== 'declared') return [];
  return ['LINES_OF_TEXT', 'E2E_NAMED_0001_SERVICE_HOST', 'FROM_KEY', 'CM_KEY', 'CM_OTHER'];
}
