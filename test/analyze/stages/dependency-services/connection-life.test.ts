import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionFigures } from '../../../../src/analyze/figures/peers/connections.ts';
import { connectionLife } from '../../../../src/analyze/stages/dependency-services/connection-life.ts';
import type { Check, CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import type { SampleEvidence } from '../../../../src/contracts/sample-evidence.ts';
import { firstLast, healthyEvidence, valueOf, without } from '../healthy-evidence.ts';
import { checkOf, judgeAll } from '../judge-all.ts';
import { established, requests, sampleOf, waitingForBackend } from '../scenes.ts';

type Change = (sample: SampleEvidence, evidence: DiagnosisEvidence) => void;

const CASES: [string, Change, CheckVerdict, RegExp][] = [
  [
    'they live 3 s, and as many are open to a dependency',
    () => undefined,
    'warning',
    /^Meanwhile about as many are open to service\/postgres\.shop:5432: requests to the app may wait there\.$/,
  ],
  [
    'they live 3 s, and one connection is open to a dependency: a pool',
    ({ network }) => {
      network.connections[1]!.open = { mean: 1, least: 1, lasting: 1 };
    },
    'notice',
    /^So long may a request take, or a client keep a connection/,
  ],
  [
    'one long poll, and one connection to a database',
    (sample) => {
      const { network } = sample;
      Object.assign(valueOf(sample.processes).main!, {
        name: 'gunicorn',
        argv0: 'gunicorn:',
        executable: '/usr/bin/python3',
      });
      network.counters['Tcp.PassiveOpens'] = firstLast(0, 5);
      network.connections[0]!.open = { mean: 1, least: 1, lasting: 0 };
      network.connections[1]!.open = { mean: 1, least: 1, lasting: 1 };
    },
    'notice',
    /gunicorn’s keep-alive of 2 s/,
  ],
  [
    'they live as long as gunicorn keeps them, but the server is Node.js',
    ({ network }) => {
      network.counters['Tcp.PassiveOpens'] = firstLast(0, 16);
    },
    'warning',
    /^Meanwhile about as many are open to service\/postgres/,
  ],
  [
    'four came in a short window, none of them stayed, and as many are open to a dependency',
    (sample) => {
      sample.to = sample.from + 3.08;
      sample.network.counters['Tcp.PassiveOpens'] = firstLast(14, 18);
      sample.network.connections[0]!.open = { mean: 4.5, least: 4, lasting: 0 };
    },
    'warning',
    /^Meanwhile about as many are open to service\/postgres/,
  ],
  [
    'as many are open to the API server',
    (_, { peers }) => {
      valueOf(peers)[0]!.kind = 'api-server';
    },
    'notice',
    /^So long may a request take/,
  ],
  [
    'clients leave them, and Node.js closes them after 5 s of silence',
    ({ network }) => {
      network.counters['Tcp.PassiveOpens'] = firstLast(0, 9);
      network.connections[0]!.open = { mean: 4.7, least: 4, lasting: 0 };
    },
    'notice',
    /^That is close to the keep-alive of 5 s of Node\.js and Apache/,
  ],
  [
    'a pool of connections to it is kept, and quick ones come beside it',
    ({ network }) => {
      network.connections[0]!.open = { mean: 5.1, least: 5, lasting: 5 };
    },
    'ok',
    /^No request on them takes long/,
  ],
  [
    'nothing was opened',
    ({ network }) => {
      network.counters['Tcp.PassiveOpens'] = firstLast(5000);
    },
    'ok',
    /how long a request takes cannot be told/,
  ],
  [
    'they live longer than was looked',
    ({ network }) => {
      network.connections[0]!.open = { mean: 20, least: 20, lasting: 0 };
    },
    'ok',
    /how long a request takes cannot be told/,
  ],
  [
    'none was open',
    ({ network }) => {
      network.connections = [];
      network.counters['Tcp.PassiveOpens'] = firstLast(5000);
    },
    'ok',
    /None was open/,
  ],
  [
    'requests of our own are among them',
    (sample) => {
      sample.requests = [{ url: 'http://localhost:8080/', requests: requests(3, 3) }];
    },
    'unknown',
    /The requests that were asked for are among them/,
  ],
  [
    'the tables were cut',
    ({ network }) => {
      network.truncated = true;
    },
    'unknown',
    /not counted often enough/,
  ],
  [
    'evidence of a version that did not count them',
    ({ network }) => {
      delete network.connections[0]!.open;
    },
    'unknown',
    /not counted often enough/,
  ],
];

describe('how long connections to the app live', () => {
  test.each(CASES)('%s', (_, change, verdict, reason) => {
    const check = lifeOf(change);
    expect(check.reason).toMatch(reason);
    expect(check.verdict).toBe(verdict);
  });

  test('without a sample it is unknown', () => {
    expect(judgeAll([connectionLife], without('sample')).map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('connections from the app are never more than a notice', () => {
    const check = lifeOf(({ network }) => {
      network.counters['Tcp.ActiveOpens'] = firstLast(0, 14);
      network.connections[1]!.open = { mean: 4.3, least: 4, lasting: 0 };
    }, 'from the app');
    expect(check).toMatchObject({ verdict: 'notice', measured: '3.07 s on average' });
  });

  test('a life that is told is one that the window can hold', () => {
    const counts = record({ opened: integer({ min: 0, max: 1000 }), lasting: integer({ min: 0, max: 50 }) });
    assert(
      property(counts, integer({ min: 0, max: 400 }), ({ opened, lasting }, turning) => {
        const sample = sampleOf(healthyEvidence());
        sample.network.counters['Tcp.PassiveOpens'] = firstLast(7, 7 + opened);
        const open = { mean: lasting + turning / 4, least: lasting, lasting };
        sample.network.connections = [established('in', ':8080', open)];
        const { lifeMs } = connectionFigures(sample, 'in')!;
        if (lifeMs === undefined) return;
        expect(lifeMs).toBeGreaterThanOrEqual(0);
        expect(lifeMs).toBeLessThan((sample.to - sample.from) * 1000);
      }),
    );
  });
});

function lifeOf(change: Change, subject = 'to the app'): Check {
  const evidence = waitingForBackend();
  change(sampleOf(evidence), evidence);
  return checkOf(judgeAll([connectionLife], evidence), 'connection-life', subject);
}
