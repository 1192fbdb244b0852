import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiagnosisPart } from '../../src/contracts/diagnosis-evidence.ts';
import { EnvauditError } from '../../src/errors.ts';
import type { FlowEvent } from '../../src/contracts/flow-events.ts';
import { run, type Run } from '../../src/flow/run.ts';
import { eventsOf, inWords, looking, ruleOf, judgesOf, subjectOf } from './looking.ts';

const finished = (events: FlowEvent[]) => {
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('not finished');
  return last;
};

const stagesOf = (events: FlowEvent[]) =>
  events
    .flatMap((event) => (event.type === 'stage' ? [event.report] : []))
    .toSorted((left, right) => left.stage.localeCompare(right.stage));

describe('the flow', () => {
  test('judges each check as soon as what it needs has come, and each stage when all its checks are', async () => {
    const { flow, come, comeAll } = looking();
    const seen: string[] = [];
    for await (const event of run(flow)) {
      seen.push(inWords(event));
      if (event.type === 'started') come('node');
      if (inWords(event) === 'check node-conditions') come('sample');
      if (inWords(event).startsWith('stage host-resources')) comeAll();
    }
    expect(seen.slice(0, 6)).toEqual([
      'started',
      'part node',
      'check node-conditions',
      'part sample',
      'check cpu-utilisation',
      'stage host-resources cleared',
    ]);
    expect(seen.at(-1)).toBe('finished');
    expect(seen.filter((words) => words.startsWith('stage'))).toHaveLength(3);
  });

  test('in whatever order the parts come, the stages are the same', async () => {
    const first = looking();
    first.comeAll();
    const expected = stagesOf(await eventsOf(first.flow));
    const names: DiagnosisPart[] = ['audit', 'node', 'sample', 'podState', 'peers', 'neighbours', 'metrics'];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (order) => {
        const { flow, come, comeAll } = looking();
        const events = eventsOf(flow);
        for (const part of order) {
          come(part);
          await Promise.resolve();
        }
        comeAll();
        expect(stagesOf(await events)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('tells when the container begins to be watched, and when it is watched longer, as it happens', async () => {
    const { flow, come, comeAll, tell } = looking();
    const seen: string[] = [];
    for await (const event of run(flow)) {
      seen.push(inWords(event));
      if (event.type === 'started') come('audit');
      if (seen.at(-1) === 'part audit') tell('begun');
      if (seen.at(-1) === 'window 10000') tell('longer');
      if (seen.at(-1) === 'window 30000 longer') comeAll();
    }
    expect(seen.slice(0, 4)).toEqual(['started', 'part audit', 'window 10000', 'window 30000 longer']);
    expect(seen.at(-1)).toBe('finished');
  });

  test('says what each stage needs, and after how long nothing is waited for', async () => {
    const { flow, comeAll } = looking();
    comeAll();
    const [first] = await eventsOf(flow);
    expect(first).toMatchObject({
      needs: {
        'host-resources': ['node', 'sample'],
        'app-limits': ['podState'],
        'dependency-services': ['peers'],
      },
      mostMs: 51_500,
    });
  });

  test('hands out what was seen, with what was asked', async () => {
    const { flow, comeAll } = looking();
    comeAll();
    const { evidence, diagnosis } = finished(await eventsOf(flow));
    expect(evidence).toMatchObject({
      kind: 'DiagnosisEvidence',
      collectedAt: '2026-11-20T14:30:00.000Z',
      request: flow.request,
      sample: { known: true },
    });
    expect(diagnosis.collectedAt).toBe(evidence.collectedAt);
  });

  test('hands out what has changed meanwhile, and judges by that', async () => {
    const { flow, comeAll } = looking();
    comeAll();
    const changed = { podState: { known: false, problem: { code: 'gone', message: 'it is gone' } } } as const;
    const seen: unknown[] = [];
    const again: Run['again'] = async (parts) => {
      seen.push(parts.podState);
      return changed;
    };
    const { evidence } = finished(await eventsOf({ ...flow, again }));
    expect(seen).toEqual([expect.objectContaining({ known: true })]);
    expect(evidence.podState).toEqual(changed.podState);
  });

  test('looks only at what the stages need', async () => {
    const { flow, comeAll, asked } = looking({ stages: ['app-limits', 'root-cause'] });
    comeAll();
    const words = (await eventsOf(flow)).map(inWords);
    expect(asked.toSorted()).toEqual(['audit', 'podState']);
    expect(words.toSorted()).toEqual(
      [
        'started',
        'part audit',
        'part podState',
        'check restarts',
        'stage app-limits cleared',
        'finished',
      ].toSorted(),
    );
  });

  test('needs the sample to know the peers', async () => {
    const rules = [ruleOf('dependency-services', 'connections', ['peers'])];
    const { flow, comeAll, asked } = looking({ judges: judgesOf(rules) });
    comeAll();
    await eventsOf(flow);
    expect(asked.toSorted()).toEqual(['audit', 'peers', 'sample']);
  });

  test.each<[string, Partial<Run>, number]>([
    ['the window and a second', {}, 11_000],
    [
      'a second without exec',
      { request: { windowMs: 10_000, allow: ['read'], urls: [], requests: 20 } },
      1000,
    ],
    ['a second when the container is not running', { subject: notRunning() }, 1000],
  ])('expects to take %s', async (_, change, expectedMs) => {
    const { flow, comeAll } = looking(change);
    comeAll();
    const [first] = await eventsOf(flow);
    expect(first).toMatchObject({ type: 'started', expectedMs });
  });
});

function notRunning() {
  const subject = subjectOf();
  return { ...subject, container: { ...subject.container, notRunning: 'CrashLoopBackOff' } };
}

describe('a part that fails', () => {
  test('with an error for people is unknown, and the rest goes on', async () => {
    const { flow, comeAll, fail } = looking();
    fail('node', new EnvauditError('forbidden', 'no nodes for you', { hint: 'ask' }));
    comeAll();
    const events = await eventsOf(flow);
    expect(events.map(inWords)).toContain('part node unknown');
    expect(finished(events).evidence.node).toEqual({
      known: false,
      problem: { code: 'forbidden', message: 'no nodes for you', hint: 'ask' },
    });
  });

  test('as the audit: there is one still, which says whom it is about', async () => {
    const { flow, comeAll, fail } = looking();
    fail('audit', new EnvauditError('timeout', 'the server does not answer'));
    comeAll();
    const { audit } = finished(await eventsOf(flow)).evidence;
    expect(audit.containers).toEqual([
      {
        ...flow.subject,
        probe: { known: false, problem: { code: 'timeout', message: 'the server does not answer' } },
      },
    ]);
    expect(audit.services[flow.subject.pod.namespace]).toMatchObject({ known: false });
  });

  test('with a bug of ours ends it', async () => {
    const { flow, comeAll, fail } = looking();
    fail('node', new TypeError('x is not a function'));
    comeAll();
    await expect(eventsOf(flow)).rejects.toThrow('x is not a function');
  });
});

test('who leaves early is not told of what fails later', async () => {
  const { flow, fail } = looking();
  for await (const event of run(flow)) {
    expect(event.type).toBe('started');
    break;
  }
  fail('node', new TypeError('too late'));
  // An unhandled rejection would fail the run of the tests.
  await new Promise((resolve) => setImmediate(resolve));
});

test('after an abort, what has come is judged and the rest is called interrupted', async () => {
  const { flow, come, stop } = looking();
  const seen: FlowEvent[] = [];
  for await (const event of run(flow)) {
    seen.push(event);
    if (event.type === 'started') come('node');
    if (event.type === 'part' && event.part === 'node') stop.abort();
  }
  const { evidence } = finished(seen);
  expect(evidence.node.known).toBe(true);
  expect(evidence.sample).toMatchObject({ known: false, problem: { code: 'interrupted' } });
  expect(evidence.audit.containers).toMatchObject([{ probe: { known: false } }]);
});
