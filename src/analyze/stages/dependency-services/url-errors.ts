import type { Check } from '../../../contracts/diagnosis.ts';
import type { RequestSample } from '../../../contracts/sample-evidence.ts';
import { counted } from '../../../units.ts';
import { measuredCheck, plainCheck, type CheckBase } from '../check-of.ts';
import { table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { urlTarget } from './own-url.ts';

/** Requests to each URL that got no answer, or an error. */
export const urlErrors = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'podState', 'sample', 'peers'],
  judge: (parts): Check[] => {
    const { sample } = parts;
    if (!sample.known) return [];
    return sample.value.requests.flatMap(({ url, requests }) => {
      if (requests.length === 0) return [];
      const { own } = urlTarget(url, parts);
      const title = own ? 'Errors of the app’s own answers' : 'Errors of a dependency';
      return [
        judge({ id: 'url-errors', subject: url, title, scope: 'container', method: 'errors' }, requests, own),
      ];
    });
  },
});

/** Whether a request got no answer, or one that says that the server failed. */
export function isError({ error, status }: RequestSample): boolean {
  return error !== undefined || (status !== undefined && status >= 500);
}

function judge(base: CheckBase, requests: readonly RequestSample[], own: boolean): Check {
  const errors = requests.filter(isError);
  const outcomes = new Map<string, number>();
  for (const request of requests) {
    const outcome = request.error ?? (request.status === undefined ? 'answered' : `HTTP ${request.status}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const sorted = [...outcomes].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const said = sorted.map(([outcome, count]) => `${count} × ${outcome}`).join(', ');
  const details = table(
    ['outcome', 'requests'],
    sorted.map(([outcome, count]) => [outcome, String(count)]),
  );
  const refused = requests.filter(({ status = 0 }) => status >= 400 && status < 500).length;
  if (errors.length === 0 && refused > 0) {
    return plainCheck(base, {
      verdict: 'notice',
      measured: said,
      value: 0,
      reason: `${counted(refused, 'request')} ${refused === 1 ? 'was' : 'were'} answered with an error of the asker (4xx): the times hold for that answer only.`,
      details,
    });
  }
  const reason = `Not all requests were answered well: ${said}.`;
  return measuredCheck(base, {
    threshold: 'url-errors',
    value: (errors.length / requests.length) * 100,
    measured: `${errors.length} of ${counted(requests.length, 'request')}`,
    reasons: { ok: 'All requests were answered.', warning: reason },
    // The app's own errors are the symptom, and no dependency's.
    ...(own
      ? {
          cap: {
            verdict: 'notice' as const,
            reason: `${reason} This is the pod’s own URL: the symptom, and no dependency.`,
          },
        }
      : {}),
    details,
  });
}
