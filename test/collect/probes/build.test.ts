import { expect, test } from 'vitest';
import { sampling } from '../../../src/collect/sampler/index.ts';
import { attempts, buildProbe, type ProbeRequest } from '../../../src/collect/probes/index.ts';

const request: ProbeRequest = {
  expected: Array.from({ length: 16_000 }, (_, index) => `SERVICE_${index}_PORT=tcp://10.96.0.1:80`),
  mode: 'auto',
  budgetMs: 2000,
  deadlineSeconds: 30,
};
const container = (image: string, command: string[] = [], args: string[] = []) => ({ image, command, args });

test.each([
  ['an ordinary image is asked through its shell first', container('team/app:1'), 'sh'],
  ['so is a Node image', container('node:22'), 'sh'],
  ['a distroless image has no shell worth trying first', container('gcr.io/distroless/nodejs22'), 'node'],
])('%s', (_, subject, first) => {
  expect(attempts(subject)[0]?.executable).toBe(first);
});

test.each([
  ['a Go program', container('team/app:1', ['/app'])],
  ['an image that only mentions node in its path', container('node-team/app:1', ['/server'])],
  ['an unknown distroless image', container('gcr.io/distroless/static')],
])('%s is never started a second time through /proc/1/exe', (_, subject) => {
  expect(attempts(subject).map(({ executable }) => executable)).not.toContain('/proc/1/exe');
});

test.each([
  ['by its command', container('team/app:1', ['node', 'server.js'])],
  ['by its image', container('gcr.io/distroless/nodejs22-debian12:nonroot', [], ['server.js'])],
])('Node is known %s, and asked by its own executable where it is not on PATH', (_, subject) => {
  expect(attempts(subject).map(({ executable }) => executable)).toContain('/proc/1/exe');
});

test.each(['sh', 'node'] as const)('through %s the arguments stay short, whatever is expected', (via) => {
  const sample = sampling({ windowMs: 10_000, shared: false, urls: ['http://web:8080/'], requests: 20 });
  const { command, stdin, maxBytes } = buildProbe({ ...request, sample }, { via, executable: via });
  expect(command.join('\0').length).toBeLessThan(1024);
  expect(stdin(30).length).toBeLessThan(200_000);
  expect(maxBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
});
