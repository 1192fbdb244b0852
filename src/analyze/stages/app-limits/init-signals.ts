import type { SignalSets } from '../../../contracts/sample-evidence.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { inContainer, whyUnknown } from '../../figures/subject.ts';
import { signalName } from './exit-codes.ts';
import { LIMIT_PARTS } from './limits.ts';

const SIGTERM = 15;
/** Shown in the details: what stops, reloads or tells about a child. */
const WORTH_SHOWING = [1, 2, 15, 17];

/**
 * Whether process 1 does something when it is asked to stop. To process 1 of a PID namespace the kernel delivers no
 * signal that it has no handler for, so the default action, to end, is not taken: the kubelet waits for the whole grace
 * period and then kills. https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
export const initSignals = defineCheck({
  id: 'init-signals',
  stage: 'app-limits',
  title: 'Process 1 and SIGTERM',
  scope: 'container',
  most: 'cleared',
  needs: LIMIT_PARTS,
  shownBy: ({ audit }) => inContainer(audit, ['grep', 'Sig', '/proc/1/status']),
  look: ({ sample, podState }) => {
    if (!sample.known || !sample.value.processes.known)
      return { unknown: whyUnknown(sample.known ? sample.value.processes : sample) };
    if (podState.known && (podState.value.shareProcessNamespace || podState.value.hostPID))
      return {
        verdict: 'ok',
        measured: 'not process 1',
        reason:
          'The pod’s containers share process numbers, so the main process is not process 1 and ends by default.',
      };
    const { init } = sample.value.processes.value;
    const sets = init?.signals;
    const caught = sets === undefined ? undefined : contains(sets.caught, SIGTERM);
    if (init === undefined || sets === undefined || caught === undefined)
      return { unknown: 'The signals of process 1 could not be read.' };
    const ignored = contains(sets.ignored, SIGTERM) === true;
    return {
      verdict: caught ? 'ok' : 'notice',
      measured: caught ? 'caught' : ignored ? 'ignored' : 'not caught',
      reason: caught
        ? `Process 1 (${init.name}) handles SIGTERM, so it can stop when it is asked to.`
        : `Process 1 (${init.name}) does not handle SIGTERM: it goes on when it is asked to stop, and the kubelet kills it after the grace period.`,
      details: detailsOf(sets),
    };
  },
});

/** Whether a hexadecimal mask of /proc/PID/status has a signal’s bit; undefined for what is no mask. */
export function contains(mask: string, signal: number): boolean | undefined {
  if (!/^[0-9a-f]{1,32}$/i.test(mask)) return undefined;
  return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

function detailsOf({ caught, ignored, blocked }: SignalSets): ReturnType<typeof line>[] {
  return WORTH_SHOWING.map((signal) => {
    const states = [
      ...(contains(caught, signal) === true ? ['caught'] : []),
      ...(contains(ignored, signal) === true ? ['ignored'] : []),
      ...(contains(blocked, signal) === true ? ['blocked'] : []),
    ];
    const name = signal === 17 ? 'SIGCHLD' : signalName(signal);
    return line(`${name}: ${states.length === 0 ? 'default' : states.join(', ')}`);
  });
}
