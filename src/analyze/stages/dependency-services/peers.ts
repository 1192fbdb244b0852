import type { Check } from '../../../contracts/diagnosis.ts';
import type { PeerEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { counted } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { listed } from '../../words.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { checkRule, type CheckRule } from '../check-rule.ts';
import type { CheckContext } from '../define-check.ts';
import { peerLabel } from './peer-label.ts';
import { isWell, podTable } from './pod-health.ts';

/** Whether something stands behind each Service that the container talks to. */
export const peerEndpoints = forPeers('peer-endpoints', 'Endpoints of a dependency', (peer, base) => {
  const { service, endpoints } = peer;
  if (service === undefined || endpoints === undefined) return undefined;
  const command = shellLine([
    'kubectl',
    'get',
    'endpointslices',
    '-l',
    `kubernetes.io/service-name=${service.name}`,
    '-n',
    service.namespace,
  ]);
  if (!endpoints.known) return unknownCheck({ ...base, command }, endpoints.problem);
  const { ready, notReady } = endpoints.value;
  return measuredCheck(
    { ...base, command },
    {
      threshold: 'peer-endpoints',
      value: ready,
      measured: `${ready} ready, ${notReady} not`,
      reasons: {
        ok:
          notReady === 0
            ? 'All that stands behind this Service is ready.'
            : `${counted(notReady, 'address', 'addresses')} behind it ${notReady === 1 ? 'is' : 'are'} not ready: the others carry its load.`,
        problem: 'Nothing that is ready stands behind this Service: connections to it fail.',
      },
    },
  );
});

/** Whether the pods behind each peer are well. */
export const peerHealth = forPeers('peer-health', 'Pods of a dependency', (peer, base, { collectedAt }) => {
  const { pods = [] } = peer;
  const [first] = pods;
  if (first === undefined) return undefined;
  const unwell = pods.filter((pod) => !isWell(pod, collectedAt));
  const restarts = pods.reduce((sum, pod) => sum + pod.restarts, 0);
  const names = listed(unwell.map(({ pod }) => pod));
  const sick = `Not ready, or restarted within the last hour: ${names}.`;
  return measuredCheck(
    { ...base, command: shellLine(['kubectl', 'get', 'pods', '-n', first.namespace, '-o', 'wide']) },
    {
      threshold: 'peer-health',
      value: (unwell.length / pods.length) * 100,
      measured: `${pods.length - unwell.length} of ${counted(pods.length, 'pod')} well, ${counted(restarts, 'restart')}`,
      reasons: {
        ok: 'They are ready, and none restarted within the last hour.',
        notice: `${sick} The others carry its load.`,
        warning: sick,
      },
      details: podTable(pods),
    },
  );
});

/** Whether other users of the same Service are well: then it is less likely to be the Service. */
export const peerUsers = forPeers(
  'peer-users',
  'Other users of a dependency',
  (peer, base, { collectedAt }) => {
    if (peer.service === undefined || peer.users === undefined) return undefined;
    if (!peer.users.known) return unknownCheck(base, peer.users.problem);
    const { pods, total } = peer.users.value;
    if (total === 0) return undefined;
    const unwell = pods.filter((pod) => !isWell(pod, collectedAt));
    const names = listed(unwell.map(({ pod }) => pod));
    return plainCheck(base, {
      verdict: unwell.length > 0 ? 'notice' : 'ok',
      measured: `${counted(total, 'other user')}, ${unwell.length === 0 ? 'all well' : `${unwell.length} not well`}`,
      value: unwell.length,
      reason:
        unwell.length === 0
          ? 'The other pods that use this Service are ready and did not restart lately: it is rather not the Service.'
          : `Other pods that use this Service are not well either: ${names}.`,
      details: podTable(pods),
    });
  },
);

/** One check for each peer that it applies to; one unknown check where the peers are unknown. */
function forPeers(
  id: string,
  title: string,
  judge: (peer: PeerEvidence, base: CheckBase, context: CheckContext) => Check | undefined,
): CheckRule {
  return checkRule({
    stage: 'dependency-services',
    needs: ['peers'],
    judge: ({ peers }, context) => {
      const base: CheckBase = { id, title, scope: 'cluster' };
      if (!peers.known) return [unknownCheck(base, peers.problem)];
      return peers.value
        .toSorted((a, b) => (a.remote < b.remote ? -1 : 1))
        .flatMap((peer) => judge(peer, { ...base, subject: peerLabel(peer) }, context) ?? []);
    },
  });
}
