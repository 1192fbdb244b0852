import { expect, test } from 'vitest';
import type { ExecOutcome, ExecResult } from '../../src/collect/cluster/cluster.ts';
import { explainExec } from '../../src/collect/explain-exec.ts';
import { reducePod } from '../../src/collect/pods/pod-evidence.ts';

const { evidence: pod, containers } = reducePod({
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'app' }] },
});
const where = { pod, container: containers[0]! };
const result = (outcome: ExecOutcome, stderr = ''): ExecResult => ({
  stdout: Buffer.alloc(0),
  stderr,
  outcome,
  durationMs: 5000,
  transport: 'websocket',
});

test.each<[string, ExecResult, string, RegExp]>([
  [
    'a shell that is not in the image asks for another way',
    result({ kind: 'not-started', message: 'exec: "sh": executable file not found in $PATH: unknown' }),
    'command-not-found',
    /executable file not found/,
  ],
  [
    'a full environment at the start of exec is the strongest finding',
    result({ kind: 'not-started', message: 'exec /bin/sh: argument list too long' }),
    'exec-impossible',
    /any more/,
  ],
  [
    'so it is when old runc says it on stderr with exit code 1',
    result({ kind: 'exited', code: 1 }, 'exec /bin/sh: argument list too long\n'),
    'exec-impossible',
    /argument list too long/,
  ],
  ['126 cannot be executed', result({ kind: 'exited', code: 126 }), 'probe-failed', /cannot be executed/],
  [
    '127 is a missing command',
    result({ kind: 'exited', code: 127 }, 'sh: x: not found'),
    'probe-failed',
    /: sh: x: not found/,
  ],
  ['137 was killed', result({ kind: 'exited', code: 137 }), 'probe-failed', /killed/],
  [
    'a missing right is told as such',
    result({ kind: 'refused', status: 403, message: 'no', hint: 'do' }),
    'forbidden',
    /^no$/,
  ],
  [
    'a pod that went away meanwhile',
    result({ kind: 'refused', status: 404, message: 'pods "web" not found' }),
    'pod-gone',
    /not found/,
  ],
  ['a broken connection', result({ kind: 'dropped', message: 'closed' }), 'exec-dropped', /broke: closed/],
  ['an endless answer', result({ kind: 'too-large' }), 'probe-too-large', /cut off/],
  ['silence', result({ kind: 'timed-out' }), 'exec-timeout', /in 5 s/],
  ['an interruption', result({ kind: 'aborted' }), 'interrupted', /interrupted/],
])('%s', (_, answer, code, message) => {
  const problem = explainExec(answer, where);
  expect(problem.code).toBe(code);
  expect(problem.message).toMatch(message);
});
