import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, number, percent } from '../../../units.ts';
import { execCommand } from '../../command.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule } from '../check-rule.ts';
import { increase, percentOf } from '../rates.ts';
import { isReached, thresholdOf } from '../thresholds.ts';

/** Segments of the whole pod that were sent again over the window. */
export const tcpRetransmits = checkRule({
  stage: 'dependency-services',
  needs: ['audit', 'sample'],
  judge: ({ audit, sample }): Check[] => {
    const [subject] = audit.containers;
    const base: CheckBase = {
      id: 'tcp-retransmits',
      title: 'TCP segments sent again',
      scope: 'pod',
      method: 'errors',
      ...(subject && { command: execCommand(subject, ['cat', '/proc/net/snmp']) }),
    };
    if (!sample.known) return [unknownCheck(base, sample.problem)];
    const { counters } = sample.value.network;
    const sent = increase(counters['Tcp.OutSegs']);
    const again = increase(counters['Tcp.RetransSegs']);
    const share = percentOf(again, sent);
    if (sent === undefined || again === undefined) {
      return [unknownCheck(base, 'The counters of TCP could not be read.')];
    }
    const measured = `${number(again)} of ${counted(sent, 'segment')}`;
    if (share === undefined || !isReached('tcp-segments', sent)) {
      const threshold = thresholdOf('tcp-segments');
      return [
        plainCheck(base, {
          verdict: again === 0 ? 'ok' : 'notice',
          measured,
          threshold,
          reason: 'The pod sent too little in the window for a share to mean something.',
        }),
      ];
    }
    return [
      measuredCheck(base, {
        threshold: 'tcp-retransmits',
        value: share,
        measured: `${percent(share)} (${measured})`,
        reasons: {
          ok: 'Next to nothing is lost on the way.',
          notice: 'Some segments are lost on the way; each costs its request at least 200 ms.',
          warning:
            'Segments are lost on the way, to a peer or on the node’s network: each costs its request at least 200 ms.',
        },
      }),
    ];
  },
});
