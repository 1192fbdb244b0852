import type { ExecOutcome } from '../cluster.ts';
import { cleanText } from '../clean-text.ts';
import { readStatus } from '../errors/status.ts';

/**
 * What the status channel of an exec says about its end. `hadOutput`: the command had already written something,
 * so whatever went wrong, it had been started.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go
 */
export function outcomeOfStatus(payload: Buffer, hadOutput: boolean): ExecOutcome {
  const status = readStatus(payload);
  if (status === undefined) {
    return { kind: 'dropped', message: 'the status at the end of the exec could not be read' };
  }
  if (status.success) return { kind: 'exited', code: 0 };
  if (status.reason === 'NonZeroExitCode') {
    const code = Number(status.causes.find(({ reason }) => reason === 'ExitCode')?.message);
    if (Number.isInteger(code) && code > 0 && code < 256) return { kind: 'exited', code };
  }
  const message =
    cleanText(status.message, 1000) || `the exec failed (${status.reason || 'no reason given'})`;
  return hadOutput ? { kind: 'dropped', message } : { kind: 'not-started', message };
}
