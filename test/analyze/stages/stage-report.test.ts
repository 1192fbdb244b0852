import { expect, test } from 'vitest';
import { skippedStage, stageReport } from '../../../src/analyze/stages/stage-report.ts';
import type { Check, CheckVerdict, StageVerdict } from '../../../src/contracts/diagnosis.ts';

const check = (id: string, verdict: CheckVerdict): Check => ({
  id,
  title: `Title of ${id}`,
  scope: 'container',
  verdict,
  ...(verdict === 'unknown' ? {} : { measured: '5%' }),
  reason: `Reason of ${id}.`,
  details: [],
});
const key = [check('cpu-throttled', 'ok'), check('memory-usage', 'ok')];

test.each<[string, Check[], StageVerdict, RegExp]>([
  ['nothing found', key, 'cleared', /^The container stays below its limits: 2 checks/],
  ['a notice', [...key, check('init-signals', 'notice')], 'cleared', /3 checks/],
  [
    'a check that is not a key one unknown',
    [...key, check('open-files', 'unknown')],
    'cleared',
    /1 check could not be made/,
  ],
  [
    'a warning',
    [...key, check('open-files', 'warning')],
    'suspect',
    /^Title of open-files, 5%: Reason of open-files\.$/,
  ],
  [
    'a problem and a warning',
    [...key, check('restarts', 'warning'), check('open-files', 'problem')],
    'guilty',
    /^Title of open-files.* And 1 more finding\.$/,
  ],
  [
    'a problem of a check that only makes suspect',
    [...key, check('pod-events', 'problem')],
    'suspect',
    /pod-events/,
  ],
  [
    'a key check unknown',
    [check('cpu-throttled', 'unknown'), check('memory-usage', 'ok')],
    'unknown',
    /^Too little of it could be seen\. Title of cpu-throttled: Reason/,
  ],
  ['a key check missing', [check('memory-usage', 'ok')], 'unknown', /Too little/],
  [
    'a key check unknown, but a problem',
    [check('cpu-throttled', 'unknown'), check('oom-kills', 'problem')],
    'guilty',
    /oom-kills/,
  ],
  ['no check at all', [], 'unknown', /Too little/],
])('%s', (_, checks, verdict, reason) => {
  const report = stageReport('app-limits', checks);
  expect(report).toMatchObject({ stage: 'app-limits', verdict, checks });
  expect(report.reason).toMatch(reason);
});

test('what the app does not accept is no fault of the node', () => {
  const checks = [
    check('cpu-utilisation', 'ok'),
    check('memory-utilisation', 'ok'),
    check('accept-queue-overflows', 'problem'),
  ];
  expect(stageReport('host-resources', checks)).toMatchObject({
    verdict: 'cleared',
    reason: 'The node has room: 3 checks, none of them speaks against it.',
  });
});

test('many findings are named by the first three', () => {
  const many = ['oom-kills', 'restarts', 'open-files', 'process-count', 'exec-limit'].map((id) =>
    check(id, 'problem'),
  );
  expect(stageReport('app-limits', many).reason).toMatch(/^Title of oom-kills.*And 2 more findings\.$/);
});

test('a stage that was not asked for has no checks', () => {
  expect(skippedStage('app-hotspots')).toMatchObject({ verdict: 'skipped', checks: [] });
});
