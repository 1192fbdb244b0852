import { expect, test } from 'vitest';
import { readUsage } from '../../../src/collect/diagnosis/usage.ts';
import { podEvidence } from './captured.ts';
import { fakeApi, refusal } from './fake-api.ts';

const NODE = '/apis/metrics.k8s.io/v1beta1/nodes/node-1';
const POD = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web';
const ofNode = { usage: { cpu: '1203412345n', memory: '7812Mi' }, window: '15s' };
const ofPod = {
  containers: [
    { name: 'sidecar', usage: { cpu: '1m', memory: '1Mi' } },
    { name: 'app', usage: { cpu: '250m', memory: '65536Ki' } },
  ],
};
const ask = (answers: Record<string, unknown>, node: string | undefined = 'node-1') =>
  readUsage({ node, pod: podEvidence(), container: 'app', api: fakeApi(answers) });

test('node and container are read as cores and bytes', async () => {
  expect(await ask({ [NODE]: ofNode, [POD]: ofPod })).toEqual({
    known: true,
    value: {
      node: { cpuCores: expect.closeTo(1.203412345, 9) as number, memory: 7812 * 2 ** 20 },
      container: { cpuCores: 0.25, memory: 64 * 2 ** 20 },
    },
  });
});

test('one of the two is enough', async () => {
  expect(await ask({ [NODE]: refusal('forbidden'), [POD]: ofPod })).toMatchObject({
    known: true,
    value: { container: { cpuCores: 0.25 } },
  });
  expect(await ask({ [NODE]: ofNode })).toMatchObject({ known: true, value: { node: {} } });
});

test.each<[string, Record<string, unknown>, string]>([
  ['404 for both: it is not installed', {}, 'not-installed'],
  ['may not be read', { [NODE]: refusal('forbidden'), [POD]: refusal('forbidden') }, 'forbidden'],
  ['is broken', { [NODE]: refusal('server-error'), [POD]: refusal('server-error') }, 'server-error'],
  ['says nothing', { [NODE]: {}, [POD]: { containers: [] } }, 'bad-answer'],
  ['says it in words', { [NODE]: { usage: { cpu: 'much', memory: 1 } }, [POD]: [] }, 'bad-answer'],
])('where it %s, that is the reason', async (_, answers, code) => {
  expect(await ask(answers)).toMatchObject({ known: false, problem: { code } });
});

test('a pod on no node has its container measured all the same', async () => {
  const pod = podEvidence({ node: undefined });
  const asking = readUsage({ node: undefined, pod, container: 'app', api: fakeApi({ [POD]: ofPod }) });
  expect(await asking).toMatchObject({ known: true, value: { container: { cpuCores: 0.25 } } });
});
