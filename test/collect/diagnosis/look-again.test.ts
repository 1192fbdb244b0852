import { expect, test } from 'vitest';
import type { DiagnosisParts } from '../../../src/contracts/diagnosis-evidence.ts';
import { lookAgain } from '../../../src/collect/diagnosis/look-again.ts';
import { findSubjects } from '../../../src/collect/subjects.ts';
import { container, pod } from '../../../src/demo/workloads.ts';
import { unknown } from '../../analyze/stages/healthy-evidence.ts';
import { collectFrom } from './collect-from.ts';

const web = pod({ namespace: 'shop', name: 'web' });
const ended = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-09-20T23:59:00Z' } };
const now = {
  ...web,
  status: {
    phase: 'Running',
    containerStatuses: [
      { name: 'app', restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: ended },
    ],
  },
};
const setup = { ...container({ environment: { A: '1' }, isolated: false }), log: 'FATAL: out of memory\n' };

/** What is seen again after these problems; before them the container ran. */
async function again(change: (parts: DiagnosisParts) => void) {
  const extras = [{ objects: [now], containers: { 'shop/web/app': setup } }];
  const { cluster, parts } = await collectFrom({ extras, parts: ['audit', 'podState'] });
  if (!parts.podState.known) throw new Error('the pod was not seen');
  parts.podState.value.container.state = 'running';
  parts.log = unknown('no-log', 'no run of the container has ended');
  change(parts);
  const { subjects } = await findSubjects({
    cluster,
    targets: ['web'],
    selector: undefined,
    allNamespaces: false,
    containers: { container: undefined, all: false },
    notice: () => {},
    signal: undefined,
  });
  return lookAgain({ cluster, subject: subjects[0]!, signal: undefined }, parts);
}

test.each<[string, (parts: DiagnosisParts) => void]>([
  ['sampler', (parts) => (parts.sample = unknown('exec-dropped', 'the connection broke'))],
  ['audit', (parts) => (parts.audit.containers[0]!.probe = unknown('exec-failed', 'it ended'))],
])('after an exec of the %s that broke, the pod and its log are read again', async (_, change) => {
  expect(await again(change)).toMatchObject({
    podState: { value: { container: { state: 'waiting: CrashLoopBackOff', lastExit: { code: 137 } } } },
    log: { value: { of: 'last', lines: ['FATAL: out of memory'] } },
  });
});

test('nothing is read again where no exec broke', async () => {
  expect(await again((parts) => (parts.sample = unknown('forbidden', 'no right')))).toEqual({});
});
