import type { ExecOutcome } from '../cluster.ts';
import { cleanText } from '../clean-text.ts';

const ENDED = /^command terminated with exit code (\d+)\s*$/m;
const REFUSED = /^Error from server(?: \((\w+)\))?: (.*)$/m;
/**
 * What a server said to the upgrade, where kubectl did not read it as a Status, or tells both of its attempts.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/httpstream/spdy/roundtripper.go
 */
const NOT_UPGRADED = /^error:.*\bunable to upgrade (?:streaming request|connection): (.*)$/m;
const STATUS_OF_REASON: Record<string, number> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
};

/** What the exit code of `kubectl exec` and its stderr mean, and the stderr without kubectl's own last line. */
export function outcomeOfKubectl(
  exitCode: number | null,
  stderr: string,
): { outcome: ExecOutcome; stderr: string } {
  const ended = ENDED.exec(stderr);
  const own = stderr.replace(ENDED, '');
  if (exitCode === 0) return { outcome: { kind: 'exited', code: 0 }, stderr: own };
  // kubectl ends with the command's own code; only this line tells it from a failure of kubectl's.
  if (ended) return { outcome: { kind: 'exited', code: Number(ended[1]) }, stderr: own };

  const refused = REFUSED.exec(stderr);
  if (refused) {
    const message = cleanText(refused[2] ?? '');
    const status = STATUS_OF_REASON[refused[1] ?? ''] ?? 500;
    return { outcome: { kind: 'refused', status, message }, stderr: own };
  }
  const notUpgraded = NOT_UPGRADED.exec(stderr)?.[1];
  if (notUpgraded !== undefined) {
    const status = /\bforbidden\b/i.test(notUpgraded) ? 403 : 500;
    return { outcome: { kind: 'refused', status, message: cleanText(notUpgraded) }, stderr: own };
  }
  const message = cleanText(stderr.replace(/^error: /gim, '')) || 'kubectl exec ended without a word';
  const startFailed =
    /error executing command in container|OCI runtime exec failed|failed to exec|unable to start container process/i;
  if (startFailed.test(stderr)) return { outcome: { kind: 'not-started', message }, stderr: own };
  return { outcome: { kind: 'dropped', message }, stderr: own };
}
