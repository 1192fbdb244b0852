import { expect, test } from 'vitest';
import { analyze } from '../../../../src/analyze/analyze.ts';
import { readyAfter } from '../../../../src/analyze/figures/environment/slow-start.ts';
import { evidenceOf, type Scenario } from '../../evidence.ts';

/** Behind s6, with this many Services. */
const behindInit = (services: number, appAfterMs?: number): Scenario => ({
  services,
  probe: {
    processes: { main: 's6-svscan', executables: ['/bin/s6-svscan', 'node'], appAfterMs },
  },
});

const slowStart = (scenario: Scenario) =>
  analyze(evidenceOf(scenario)).containers[0]?.findings.find(({ code }) => code === 'slow-start');

test('a start is judged by the seconds that it took, where many variables are handled before the app', () => {
  const known = slowStart(behindInit(2001, 783_000));
  expect(known?.severity).toBe('high');
  expect(known?.evidence.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/process began 13 min.* after the container’s first process/),
  );
});

test('the seconds of a start with few variables are not the environment’s', () => {
  expect(slowStart(behindInit(60, 783_000))?.severity).toBe(slowStart(behindInit(60))?.severity);
});

function readyAt(readinessProbe: boolean) {
  const [subject] = evidenceOf({
    pod: { readyAt: '2026-03-01T00:00:01Z' },
    container: { readinessProbe },
  }).containers;
  return subject === undefined ? undefined : readyAfter(subject);
}

test('a pod without a readiness probe says nothing about its start by being ready', () => {
  expect(readyAt(true)).toEqual({ known: true, value: 1000 });
  expect(readyAt(false)).toMatchObject({ known: false });
});
