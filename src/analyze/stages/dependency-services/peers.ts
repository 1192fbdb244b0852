import type { PeerEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { defineCheck, type Finding } from '../define-check.ts';
import { dependenciesOf, PEER_PARTS, type PeerParts } from '../../figures/peers/dependencies.ts';
import { isWell, podTable } from './pod-health.ts';

const OF_PEER = { stage: 'dependency-services', scope: 'cluster', needs: PEER_PARTS } as const;

/** Whether something stands behind each Service that the container talks to. */
export const peerEndpoints = defineCheck({
  ...OF_PEER,
  id: 'peer-endpoints',
  title: 'Endpoints of a dependency',
  threshold: {
    what: 'Addresses behind a Service that are ready',
    unit: '',
    comparison: 'below',
    problem: 1,
    why: 'With none, every connection to the Service fails.',
    source: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  },
  look: (parts) =>
    forPeers(parts, ({ service, endpoints }) => {
      if (service === undefined || endpoints === undefined) return undefined;
      const selector = `kubernetes.io/service-name=${service.name}`;
      const argv = ['kubectl', 'get', 'endpointslices', '-l', selector, '-n', service.namespace];
      const command = shellLine(argv);
      if (!endpoints.known) return { command, unknown: endpoints.problem };
      const { ready, notReady } = endpoints.value;
      return {
        command,
        value: ready,
        measured: `${ready} ready, ${notReady} not`,
        reasons: {
          ok:
            notReady === 0
              ? 'All that stands behind this Service is ready.'
              : `${counted(notReady, 'address', 'addresses')} behind it ${notReady === 1 ? 'is' : 'are'} not ready: the others carry its load.`,
          problem: 'Nothing that is ready stands behind this Service: connections to it fail.',
        },
      };
    }),
});

/** Whether the pods behind each peer are well. */
export const peerHealth = defineCheck({
  ...OF_PEER,
  id: 'peer-health',
  title: 'Pods of a dependency',
  threshold: {
    what: 'Pods behind a Service that are not ready, or restarted within the last hour',
    unit: '%',
    comparison: 'above',
    notice: 0,
    warning: 25,
    why: 'Our choice: the others carry the load of a few; a quarter is missed.',
    source: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  },
  look: (parts, { collectedAt }) =>
    forPeers(parts, ({ pods = [] }) => {
      const [first] = pods;
      if (first === undefined) return undefined;
      const unwell = pods.filter((pod) => !isWell(pod, collectedAt));
      const restarts = pods.reduce((sum, pod) => sum + pod.restarts, 0);
      const sick = `Not ready, or restarted within the last hour: ${listed(unwell.map(({ pod }) => pod))}.`;
      return {
        command: shellLine(['kubectl', 'get', 'pods', '-n', first.namespace, '-o', 'wide']),
        value: (unwell.length / pods.length) * 100,
        measured: `${pods.length - unwell.length} of ${counted(pods.length, 'pod')} well, ${counted(restarts, 'restart')}`,
        reasons: {
          ok: 'They are ready, and none restarted within the last hour.',
          notice: `${sick} The others carry its load.`,
          warning: sick,
        },
        details: podTable(pods),
      };
    }),
});

/** Whether other users of the same Service are well: then it is less likely to be the Service. */
export const peerUsers = defineCheck({
  ...OF_PEER,
  id: 'peer-users',
  title: 'Other users of a dependency',
  look: (parts, { collectedAt }) =>
    forPeers(parts, ({ service, users }) => {
      if (service === undefined || users === undefined) return undefined;
      if (!users.known) return { unknown: users.problem };
      const { pods, total } = users.value;
      if (total === 0) return undefined;
      const unwell = pods.filter((pod) => !isWell(pod, collectedAt));
      const names = listed(unwell.map(({ pod }) => pod));
      const isFine = unwell.length === 0;
      return {
        verdict: isFine ? 'ok' : 'notice',
        measured: `${counted(total, 'other user')}, ${isFine ? 'all well' : `${unwell.length} not well`}`,
        value: unwell.length,
        reason: isFine
          ? 'The other pods that use this Service are ready and did not restart lately: it is rather not the Service.'
          : `Other pods that use this Service are not well either: ${names}.`,
        details: podTable(pods),
      };
    }),
});

/** A finding for each peer that it applies to. */
function forPeers(parts: PeerParts, judge: (peer: PeerEvidence) => Finding | undefined): Finding | Finding[] {
  if (!parts.peers.known) return { unknown: parts.peers.problem };
  return dependenciesOf(parts).flatMap(({ peer, label }) => {
    const found = peer === undefined ? undefined : judge(peer);
    return found === undefined ? [] : [{ subject: label, ...found }];
  });
}
