import type { DiagnosisEvidence } from '../../../contracts/diagnosis-evidence.ts';
import type { RequestSample } from '../../../contracts/sample-evidence.ts';
import { urlTarget, type UrlTarget } from '../../figures/peers/own-url.ts';
import { slowPhase, type Phase } from '../../figures/peers/phases.ts';
import { isError } from '../dependency-services/url-errors.ts';
import { isSlow, shapeOf } from '../dependency-services/url-timing.ts';
import { verdictOn } from '../../figures/thresholds.ts';

/** What came of the requests to one URL. */
export interface UrlFacts {
  url: string;
  target: UrlTarget;
  /** Many enough of them were slow. */
  slow: boolean;
  /** So many that it is a problem. */
  verySlow: boolean;
  /** In which phase the time of the slow ones passed. */
  phase?: Phase;
  /** Those that got no connection. */
  unreached: number;
  /** Those whose name was not found or not answered. */
  unnamed: number;
  /** Those that failed in any way. */
  failed: number;
  requests: number;
  /** The distribution in words, without a full stop. */
  shape: string;
}

/** One entry for each URL that was requested at least once. */
export function urlFacts(evidence: DiagnosisEvidence): UrlFacts[] {
  if (!evidence.sample.known) return [];
  return evidence.sample.value.requests.flatMap(({ url, requests }) => {
    if (requests.length === 0) return [];
    const slowOnes = requests.filter(isSlow);
    const verdict = verdictOn('url-timing', (slowOnes.length / requests.length) * 100);
    const phase = slowPhase(slowOnes);
    return [
      {
        url,
        target: urlTarget(url, evidence),
        slow: verdict === 'warning' || verdict === 'problem',
        verySlow: verdict === 'problem',
        phase,
        unreached: requests.filter(isUnreached).length,
        unnamed: requests.filter(isUnnamed).length,
        failed: requests.filter(isError).length,
        requests: requests.length,
        shape: shapeOf(requests),
      },
    ];
  });
}

const NAME = /no-such-name|resolve|ENOTFOUND|EAI_AGAIN|name or service/i;

function isUnnamed({ error = '' }: RequestSample): boolean {
  return NAME.test(error);
}

/** No connection was made: refused, no route, or no answer to the first packet. */
function isUnreached(request: RequestSample): boolean {
  const { error, status, firstByteMs, connectMs } = request;
  if (error === undefined || status !== undefined || firstByteMs !== undefined || isUnnamed(request))
    return false;
  return /refused|unreachable|no route|EHOSTUNREACH|ENETUNREACH/i.test(error) || !connectMs;
}
