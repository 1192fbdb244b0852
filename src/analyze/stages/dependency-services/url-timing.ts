import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import type { RequestSample, UrlSample } from '../../../contracts/sample-evidence.ts';
import { counted, duration, durationRange } from '../../../units.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { line, table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';
import { THRESHOLDS } from '../../figures/thresholds.ts';
import { PEER_PARTS } from '../../figures/peers/dependencies.ts';
import { distribution, histogram, twoGroups } from '../../figures/window/distribution.ts';
import { urlTarget } from '../../figures/peers/own-url.ts';
import { BETWEEN, PHASES, phaseFigures, slowPhase } from '../../figures/peers/phases.ts';

const CURL_FORMAT =
  '%{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer} %{time_total} %{http_code}\\n';

/** How long requests to each URL took, with their distribution, and in which phase the time passed. */
export const urlTiming = defineCheck({
  stage: 'dependency-services',
  id: 'url-timing',
  title: 'Time of a dependency’s answers',
  scope: 'container',
  needs: PEER_PARTS,
  threshold: 'url-timing',
  look: (parts, { request }) => {
    const { sample, audit } = parts;
    const asked: UrlSample[] = sample.known
      ? sample.value.requests
      : request.urls.map((url) => ({ url, requests: [], stopped: sample.problem.message }));
    return asked.map((each) => {
      const { own } = urlTarget(each.url, parts);
      return {
        subject: each.url,
        ...(own ? { title: 'Time of the app’s own answers' } : {}),
        ...inContainer(audit, ['curl', '-sS', '-o', '/dev/null', '-w', CURL_FORMAT, each.url]),
        ...judgeUrl(each, own),
      };
    });
  },
});

function judgeUrl({ url, requests, stopped, tool }: UrlSample, own: boolean): Finding {
  const times = requests.map(({ totalMs }) => totalMs);
  const figures = distribution(times);
  if (figures === undefined) return { unknown: stopped ?? `Nothing in the image could request ${url}.` };
  const slow = requests.filter(isSlow).length;
  const whose = own
    ? ' This is the pod’s own URL: the symptom, and no dependency.'
    : ' It is asked from inside the container, so the way there is measured as well.';
  const less = stopped === undefined ? '' : ` It was stopped early: ${stopped.replace(/\.$/, '')}.`;
  const said = `${shapeOf(requests)}.`;
  const reason = `${said}${whose}${less}`;
  return {
    value: (slow / requests.length) * 100,
    measured: `median ${duration(figures.median)}, p90 ${duration(figures.p90)}, most ${duration(figures.max)}`,
    reasons: { ok: `${said}${less}`, notice: reason },
    // The app's own slowness is what the other stages explain: no dependency is to blame for it.
    cap: own ? { verdict: 'notice', reason } : undefined,
    details: [
      line(
        `${counted(figures.count, 'request')}${tool === undefined ? '' : ` with ${tool}`}: least ${duration(figures.min)}, median ${duration(figures.median)}, p90 ${duration(figures.p90)}, p99 ${duration(figures.p99)}, most ${duration(figures.max)}; ${slow} of them slow (from ${duration(THRESHOLDS['url-slow'].warning)} on)`,
      ),
      ...phaseTable(requests),
      { kind: 'histogram', unit: 'ms', buckets: histogram(times) },
    ],
  };
}

/** Whether a request took so long that it counts as slow. */
export function isSlow({ totalMs }: RequestSample): boolean {
  return totalMs >= THRESHOLDS['url-slow'].warning;
}

/**
 * The distribution as a sentence without its full stop: `2 of 5 requests took 19.2 to 20.1 s, the other 3 about 80 ms;
 * the time passed between connect and the first byte`.
 */
export function shapeOf(requests: readonly RequestSample[]): string {
  const times = requests.map(({ totalMs }) => totalMs);
  const groups = twoGroups(times);
  const figures = distribution(times);
  if (figures === undefined) return 'No request was made';
  const bounds: [number, number] = [figures.min, figures.max];
  if (groups === undefined) {
    const every = requests.length === 1 ? 'The request took' : `All ${requests.length} requests took`;
    const phase = isSlow({ totalMs: figures.median }) ? slowPhase(requests) : undefined;
    return `${every} ${durationRange(bounds)}${phase === undefined ? '' : `; the time passed ${BETWEEN[phase]}`}`;
  }
  const { fast, slow } = groups;
  const phase = slowPhase(requests.filter(({ totalMs }) => totalMs >= (slow[0] ?? 0)));
  const others = fast.length === 1 ? 'the other one' : `the other ${fast.length}`;
  return `${slow.length} of ${counted(requests.length, 'request')} took ${rangeOf(slow)}, ${others} ${aboutOf(fast)}${
    phase === undefined ? '' : `; the time passed ${BETWEEN[phase]}`
  }`;
}

function rangeOf(sorted: readonly number[]): string {
  return durationRange([sorted[0] ?? 0, sorted.at(-1) ?? 0]);
}

/** One figure for times that lie close together, else their span. */
function aboutOf(sorted: readonly number[]): string {
  const figures = distribution(sorted);
  if (figures === undefined) return 'no time';
  return figures.max <= 1.5 * figures.min ? `about ${duration(figures.median)}` : rangeOf(sorted);
}

function phaseTable(requests: readonly RequestSample[]): CheckDetail[] {
  return table(
    ['phase', 'median', 'p90', 'most'],
    phaseFigures(requests).map(({ phase, median, p90, max }) => [
      PHASES[phase],
      duration(median),
      duration(p90),
      duration(max),
    ]),
  );
}
