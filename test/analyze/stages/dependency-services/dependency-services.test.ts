import { describe, expect, test } from 'vitest';
import { dependencyServices } from '../../../../src/analyze/stages/dependency-services/index.ts';
import { urlTarget } from '../../../../src/analyze/figures/peers/own-url.ts';
import { diagnose } from '../../../../src/analyze/stages/index.ts';
import { STAGES, type Check, type CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import type { DiagnosisEvidence } from '../../../../src/contracts/diagnosis-evidence.ts';
import { altered, alteredSample, firstLast, healthyEvidence, valueOf, without } from '../healthy-evidence.ts';
import { connecting, deadBackend, deadDns, requests, sampleOf } from '../scenes.ts';

function checksOf(evidence: DiagnosisEvidence): Check[] {
  const { request, collectedAt } = evidence;
  return dependencyServices.flatMap((rule) => rule.judge(evidence, { request, collectedAt }));
}

const postgres = 'service/postgres.shop:5432';

const CASES: [string, DiagnosisEvidence, string, CheckVerdict, RegExp][] = [
  [
    'a healthy app names whom it talks to',
    healthyEvidence(),
    'connections',
    'ok',
    /talked to service\/postgres\.shop:5432 in 10 looks/,
  ],
  [
    'peers that may not be listed leave addresses',
    without('peers'),
    'connections',
    'ok',
    /10\.96\.4\.20:5432.*Which Services these are is unknown/,
  ],
  ['no sample, no connections', without('sample'), 'connections', 'unknown', /nodes\/proxy/],
  ['a Service with nothing behind it', deadBackend(), 'peer-endpoints', 'problem', /Nothing that is ready/],
  [
    'a dependency that restarted ten minutes ago',
    altered(({ peers }) => {
      Object.assign(valueOf(peers)[0]!.pods![0]!, {
        restarts: 1,
        lastExit: { code: 1, finishedAt: '2026-03-02T23:50:00Z' },
      });
    }),
    'peer-health',
    'warning',
    /postgres-0/,
  ],
  [
    'a dependency that restarted last week',
    altered(({ peers }) => {
      Object.assign(valueOf(peers)[0]!.pods![0]!, {
        restarts: 1,
        lastExit: { code: 1, finishedAt: '2026-02-20T00:00:00Z' },
      });
    }),
    'peer-health',
    'ok',
    /ready/,
  ],
  [
    'other users of the same Service are well',
    healthyEvidence(),
    'peer-users',
    'ok',
    /rather not the Service/,
  ],
  ['a connection that nobody answers', deadBackend(), 'peer-connecting', 'problem', /SYN_SENT/],
  [
    'one look that met a connection being opened',
    alteredSample(({ network }) => {
      network.connections = [connecting('10.96.4.20:5432', 1)];
    }),
    'peer-connecting',
    'notice',
    /chance/,
  ],
  [
    'data that is sent again and again',
    alteredSample(({ network }) => {
      Object.assign(network.connections[0]!, { mostRetransmits: 4, looksUnacked: 9 });
    }),
    'peer-unacked',
    'problem',
    /9 of 10 looks/,
  ],
  [
    'data that the app does not read',
    alteredSample(({ network }) => {
      Object.assign(network.connections[0]!, { looksUnread: 9 });
    }),
    'peer-unacked',
    'ok',
    /it is the app that does not keep up/,
  ],
  [
    'three per cent sent again',
    alteredSample(({ network }) => {
      network.counters['Tcp.RetransSegs'] = firstLast(0, 120);
    }),
    'tcp-retransmits',
    'warning',
    /lost on the way/,
  ],
  [
    'one of ten segments is no share',
    alteredSample(({ network }) => {
      network.counters['Tcp.OutSegs'] = firstLast(0, 10);
      network.counters['Tcp.RetransSegs'] = firstLast(0, 1);
    }),
    'tcp-retransmits',
    'notice',
    /too little/,
  ],
  [
    'Kubernetes’ own resolv.conf is worth a word',
    healthyEvidence(),
    'dns-config',
    'notice',
    /4 names, 8 queries/,
  ],
  [
    'ndots of 1',
    alteredSample(({ dns }) => {
      dns.ndots = 1;
    }),
    'dns-config',
    'ok',
    /at once/,
  ],
  ['DNS that does not answer', deadDns(), 'dns-lookup', 'warning', /timed out: no DNS server answers/],
  ['our own look-up, met by two looks', healthyEvidence(), 'dns-waiting', 'ok', /hardly ever/],
  [
    'a resolver that waits in most looks, beside our own look-up',
    alteredSample(({ network }) => {
      network.asking = [4, 5, 5, 4, 1, 5, 5, 4];
    }),
    'dns-waiting',
    'problem',
    /waits for answers of DNS servers/,
  ],
  [
    'a sampler that did not look at UDP',
    alteredSample(({ network }) => {
      delete network.asking;
    }),
    'dns-waiting',
    'unknown',
    /not read/,
  ],
  ['a few connections', healthyEvidence(), 'local-ports', 'ok', /ports left/],
  [
    'connections that were closed and took nearly all ports',
    alteredSample(({ network }) => {
      network.connections[0]!.states = { TIME_WAIT: 25_000, ESTABLISHED: 900 };
    }),
    'local-ports',
    'problem',
    /to service\/postgres\.shop:5432 are used up: new ones fail \(EADDRNOTAVAIL\)/,
  ],
  [
    'a table of connections that was cut, of which most go to one dependency',
    alteredSample(({ network }) => {
      network.connections[0]!.states = { TIME_WAIT: 380 };
      network.connections[1]!.states = { ESTABLISHED: 20 };
      network.truncated = true;
      network.sockets = { inUse: 400, orphaned: 0, timeWait: 22_000 };
    }),
    'local-ports',
    'warning',
    /Nearly all ports for connections to service\/postgres/,
  ],
  [
    'a server with as many connections that came to it, which take no ports',
    alteredSample(({ network }) => {
      network.connections[1]!.states = { TIME_WAIT: 27_000, ESTABLISHED: 900 };
    }),
    'local-ports',
    'ok',
    /ports left/,
  ],
  [
    'nothing in the image that looks up names',
    alteredSample(({ dns }) => {
      dns.lookups = [];
    }),
    'dns-lookup',
    'unknown',
    /could look up/,
  ],
];

function asked(url: string): Check[] {
  return checksOf(
    altered((evidence) => {
      sampleOf(evidence).requests = [{ url, requests: requests(3, 3, 3) }];
    }),
  ).filter(({ id }) => id === 'url-timing');
}

describe('stage 3', () => {
  test.each(CASES)('%s', (_, evidence, id, verdict, says) => {
    const check = checksOf(evidence)
      .filter((each) => each.id === id)
      .at(id.startsWith('peer') && evidence.peers.known && evidence.peers.value.length > 1 ? -1 : 0);
    expect(check).toMatchObject({ verdict, reason: expect.stringMatching(says) });
  });

  test('nothing of a healthy app is over its threshold', () => {
    expect(checksOf(healthyEvidence()).filter(({ verdict }) => !['ok', 'notice'].includes(verdict))).toEqual(
      [],
    );
  });

  test('the same peer has the same name in each of its checks', () => {
    const named = checksOf(healthyEvidence()).filter(({ id }) => id.startsWith('peer-'));
    expect(new Set(named.map(({ subject }) => subject))).toEqual(new Set([postgres]));
  });

  test('a dependency’s slowness is a finding, the app’s own is its symptom', () => {
    expect(asked('http://backend/')).toMatchObject([{ verdict: 'problem', subject: 'http://backend/' }]);
    expect(asked('http://localhost:3000/')).toMatchObject([
      { verdict: 'notice', reason: expect.stringContaining('the symptom') },
    ]);
  });

  test('requests that failed are told by how', () => {
    const evidence = altered((each) => {
      sampleOf(each).requests = [
        {
          url: 'http://b/',
          requests: [...requests(0.1), { totalMs: 5, error: 'refused' }, { totalMs: 9, status: 503 }],
        },
      ];
    });
    expect(checksOf(evidence).find(({ id }) => id === 'url-errors')).toMatchObject({
      verdict: 'problem',
      measured: '2 of 3 requests',
      reason: expect.stringContaining('1 × refused'),
    });
  });

  test('a URL that nothing in the image can request is unknown', () => {
    const evidence = altered((each) => {
      sampleOf(each).requests = [
        { url: 'http://b/', requests: [], stopped: 'There is no curl, wget, node or python3.' },
      ];
    });
    expect(checksOf(evidence).find(({ id }) => id === 'url-timing')).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('no curl'),
    });
  });
});

describe('a URL is the pod’s own', () => {
  const evidence = altered(({ podState }) => {
    Object.assign(valueOf(podState), {
      addresses: ['10.1.2.3', 'fd00::5'],
      services: [{ namespace: 'shop', name: 'web', clusterIP: '10.96.9.9' }],
    });
  });

  test.each([
    ['http://localhost:8080/x', true],
    ['http://127.0.0.1/', true],
    ['http://[::1]:80/', true],
    ['http://10.1.2.3:3000/', true],
    ['http://[fd00::5]/', true],
    ['http://web/', true],
    ['http://WEB.shop.svc.cluster.local./', true],
    ['https://10.96.9.9/', true],
    ['http://web.other/', false],
    ['http://postgres:5432/', false],
    ['https://api.example.com/', false],
    ['no url', false],
  ])('%s: %s', (url, own) => {
    expect(urlTarget(url, evidence).own).toBe(own);
  });
});

test.each<[string, string, (evidence: DiagnosisEvidence) => void]>([
  ['its own address', '10.1.2.3:3000', () => undefined],
  ['loopback', '127.0.0.1:3000', () => undefined],
  ['a Service that selects it', '10.96.9.9:80', () => undefined],
  [
    'a Service behind which it stands',
    '10.96.8.8:80',
    ({ peers }) => {
      valueOf(peers).push({
        address: '10.96.8.8',
        port: 80,
        kind: 'service',
        remote: '10.96.8.8:80',
        service: { namespace: 'shop', name: 'front' },
        endpoints: { known: true, value: { ready: 0, notReady: 1 } },
        pods: [{ namespace: 'shop', pod: 'web-7d64', status: 'Running', ready: false, restarts: 9 }],
      });
    },
  ],
])('a pod that hangs and calls %s is not its own dependency', (_, remote, change) => {
  const evidence = altered((each) => {
    Object.assign(valueOf(each.podState), {
      addresses: ['10.1.2.3'],
      services: [{ namespace: 'shop', name: 'web', clusterIP: '10.96.9.9' }],
    });
    sampleOf(each).network.connections.push({ ...connecting(remote, 9), mostRetransmits: 5 });
    change(each);
  });
  expect(checksOf(evidence).filter(({ verdict }) => verdict === 'warning' || verdict === 'problem')).toEqual(
    [],
  );
  const { cause, contributing } = diagnose(evidence, STAGES).rootCause;
  expect([cause, ...contributing.map((each) => each.cause)]).not.toContain('unreachable-dependency');
});
