import { counted, number, percent } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { increase, percentOf } from '../../figures/window/rates.ts';
import { inContainer } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';

/** Segments of the whole pod that were sent again over the window. */
export const tcpRetransmits = defineCheck({
  stage: 'dependency-services',
  id: 'tcp-retransmits',
  title: 'TCP segments sent again',
  scope: 'pod',
  method: 'errors',
  needs: ['audit', 'sample'],
  threshold: {
    what: 'TCP segments of the pod that had to be sent again',
    unit: '%',
    comparison: 'above',
    notice: 1,
    warning: 2,
    problem: 5,
    why: 'On the open Internet half of the measured sites were above 1%, a quarter above 2%; within a cluster it should be near 0. The last value is our choice.',
    source: 'https://www.thejournal.club/c/paper/23071/',
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/net/snmp']),
  look: ({ sample }) => {
    if (!sample.known) return { unknown: sample.problem };
    const { counters } = sample.value.network;
    const sent = increase(counters['Tcp.OutSegs']);
    const again = increase(counters['Tcp.RetransSegs']);
    const share = percentOf(again, sent);
    if (sent === undefined || again === undefined)
      return { unknown: 'The counters of TCP could not be read.' };
    const measured = `${number(again)} of ${counted(sent, 'segment')}`;
    if (share === undefined || !isReached('tcp-segments', sent)) {
      return {
        verdict: again === 0 ? 'ok' : 'notice',
        measured,
        threshold: 'tcp-segments',
        reason: 'The pod sent too little in the window for a share to mean something.',
      };
    }
    return {
      value: share,
      measured: `${percent(share)} (${measured})`,
      reasons: {
        ok: 'Next to nothing is lost on the way.',
        notice: 'Some segments are lost on the way; each costs its request at least 200 ms.',
        warning:
          'Segments are lost on the way, to a peer or on the node’s network: each costs its request at least 200 ms.',
      },
    };
  },
});
