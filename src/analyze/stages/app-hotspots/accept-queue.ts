import { counted } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { table } from '../details.ts';
import { inContainer } from '../../figures/subject.ts';

/** Connections that the kernel opened and the app did not take: the proof that requests wait outside the process. */
export const acceptQueueWaiting = defineCheck({
  id: 'accept-queue-waiting',
  stage: 'app-hotspots',
  title: 'Connections waiting to be accepted',
  scope: 'pod',
  method: 'saturation',
  needs: ['audit', 'sample'],
  threshold: {
    what: 'Looks in which connections waited to be accepted',
    unit: '%',
    comparison: 'above',
    notice: 0,
    warning: 15,
    problem: 50,
    why: 'An app that keeps up accepts within milliseconds, so a look a second finds none; the values are our choice.',
    source: 'https://man7.org/linux/man-pages/man2/listen.2.html',
  },
  shownBy: ({ audit }) => inContainer(audit, ['ss', '-ltn']),
  look: ({ sample }) => {
    if (!sample.known) return { unknown: sample.problem };
    const { listeners, looks } = sample.value.network;
    if (looks === 0) return { unknown: 'The tables of sockets could not be read.' };
    const [worst] = listeners.toSorted(
      (a, b) => b.looksQueued - a.looksQueued || b.mostQueued - a.mostQueued,
    );
    if (worst === undefined) {
      return { verdict: 'ok', reason: 'It listens on no port, so nothing can wait for it.' };
    }
    const { looksQueued, mostQueued, port } = worst;
    const inLooks = `in ${looksQueued} of ${counted(looks, 'look')}`;
    const said = `Connections to port ${port} waited to be accepted ${inLooks}, up to ${mostQueued} at once`;
    return {
      value: (looksQueued / looks) * 100,
      measured: looksQueued === 0 ? 'none' : `up to ${mostQueued}, ${inLooks}`,
      reasons: {
        ok: 'Each connection was accepted at once.',
        notice: `${said}.`,
        warning: `${said}: requests wait outside the process, because it does not take them.`,
      },
      details: table(
        ['listens on', 'looks with waiting', 'most at once', 'room for'],
        listeners.map(({ address, port: at, looksQueued: some, mostQueued: most, backlog }) => [
          `${address.includes(':') ? `[${address}]` : address}:${at}`,
          `${some} of ${looks}`,
          String(most),
          backlog === undefined ? '' : String(backlog),
        ]),
      ),
    };
  },
});
