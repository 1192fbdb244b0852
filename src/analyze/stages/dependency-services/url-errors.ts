import type { RequestSample } from '../../../contracts/sample-evidence.ts';
import { counted } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { table } from '../details.ts';
import { PEER_PARTS } from '../../figures/peers/dependencies.ts';
import { urlTarget } from '../../figures/peers/own-url.ts';

/** Requests to each URL that got no answer, or an error. */
export const urlErrors = defineCheck({
  stage: 'dependency-services',
  id: 'url-errors',
  title: 'Errors of a dependency',
  scope: 'container',
  method: 'errors',
  needs: PEER_PARTS,
  threshold: {
    what: 'Requests to a URL that failed or were answered with a server error',
    unit: '%',
    comparison: 'above',
    warning: 0,
    problem: 10,
    why: 'A healthy service answers all of a hundred requests; the second value is our choice.',
    source: 'https://sre.google/sre-book/monitoring-distributed-systems/',
  },
  look: (parts) => {
    const asked = parts.sample.known ? parts.sample.value.requests : [];
    return asked
      .filter(({ requests }) => requests.length > 0)
      .map(({ url, requests }) => ({ subject: url, ...judge(requests, urlTarget(url, parts).own) }));
  },
});

/** Whether a request got no answer, or one that says that the server failed. */
export function isError({ error, status }: RequestSample): boolean {
  return error !== undefined || (status !== undefined && status >= 500);
}

function judge(requests: readonly RequestSample[], own: boolean): Finding {
  const errors = requests.filter(isError);
  const sorted = [...Map.groupBy(requests, outcomeOf)].toSorted(
    ([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1),
  );
  const said = sorted.map(([outcome, { length }]) => `${length} × ${outcome}`).join(', ');
  const refused = requests.filter(({ status = 0 }) => status >= 400 && status < 500).length;
  const reason = `Not all requests were answered well: ${said}.`;
  return {
    ...(own ? { title: 'Errors of the app’s own answers' } : {}),
    details: table(
      ['outcome', 'requests'],
      sorted.map(([outcome, { length }]) => [outcome, String(length)]),
    ),
    ...(errors.length === 0 && refused > 0
      ? {
          verdict: 'notice',
          measured: said,
          value: 0,
          reason: `${counted(refused, 'request')} ${refused === 1 ? 'was' : 'were'} answered with an error of the asker (4xx): the times hold for that answer only.`,
        }
      : {
          value: (errors.length / requests.length) * 100,
          measured: `${errors.length} of ${counted(requests.length, 'request')}`,
          reasons: { ok: 'All requests were answered.', warning: reason },
          // The app's own errors are the symptom, and no dependency's.
          cap: own
            ? {
                verdict: 'notice',
                reason: `${reason} This is the pod’s own URL: the symptom, and no dependency.`,
              }
            : undefined,
        }),
  };
}

function outcomeOf({ error, status }: RequestSample): string {
  return error ?? (status === undefined ? 'answered' : `HTTP ${status}`);
}
