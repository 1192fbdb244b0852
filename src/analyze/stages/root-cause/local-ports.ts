import { defineCause } from './define-cause.ts';
import { isBad } from '../../figures/threshold.ts';
import { allowExec } from './hints.ts';
import { advice } from './mends.ts';
import { saidBy } from './said.ts';
import { candidate, open, ruledOut } from './weigh.ts';

/** No port is left for a further connection to a dependency. */
export const localPorts = defineCause({
  id: 'local-ports',
  title: 'The ports for connections are used up',
  topic: 'the ports for connections',
  shownBy: ['local-ports'],
  weigh: (facts) => {
    const verdict = facts.verdict('local-ports');
    if (verdict === 'unknown') return open('how many ports are taken could not be seen', [allowExec(facts)]);
    const said = saidBy(facts, 'local-ports');
    if (!isBad(verdict)) return ruledOut(said);
    return candidate({
      text: said,
      points: [
        { holds: true, weight: 2, text: said, check: 'local-ports' },
        { holds: verdict === 'problem', weight: 3 },
      ],
      mends: [
        advice(
          'Keep connections open and use them again: a pool, or HTTP keep-alive',
          'Each connection that is closed holds its port for a minute.',
        ),
        advice(
          'Widen the range: net.ipv4.ip_local_port_range in securityContext.sysctls of the pod',
          'It gives up to twice as many ports. It is one of the safe sysctls (https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/).',
        ),
      ],
    });
  },
});
