import type { Problem } from '../../contracts/evidence.ts';
import type { Api } from './api.ts';
import { mentionsIn, type Mentions } from './mentions.ts';
import { hasFinished, seenPod, type SeenPod } from './seen-pod.ts';
import { apiPath } from '../cluster/api-path.ts';

/** Of one namespace; some 500 bytes each. */
const MOST_PODS = 5000;

export interface NamedPod extends SeenPod {
  mentions: Mentions;
}

/** The pods of the diagnosed pod's namespace that have not finished. */
export interface NamespacePods {
  pods: NamedPod[];
  /** More were there than are kept, or some cannot be understood. */
  problem?: Problem;
}

/** Lists and reduces the pods of a namespace once, for siblings, for users of Services and for the pods behind them. */
export async function readNamespacePods(namespace: string, api: Api): Promise<NamespacePods> {
  const pods: NamedPod[] = [];
  const byTemplate = new Map<string, Mentions>();
  let isWhole = true;
  let odd: Problem | undefined;
  const leftOut = (problem: Problem): void => void (odd = problem);
  await api.each(apiPath`/api/v1/namespaces/${namespace}/pods`, { leftOut }, (item) => {
    const seen = seenPod(item);
    if (hasFinished(seen)) return true;
    if (pods.length >= MOST_PODS) return (isWhole = false);
    const template = templateOf(seen);
    const mentions = byTemplate.get(template) ?? mentionsIn(item);
    byTemplate.set(template, mentions);
    pods.push({ ...seen, mentions });
    return true;
  });
  const problem = isWhole ? odd : tooMany(namespace);
  return { pods, problem };
}

/** Pods of one template name the same Services. */
function templateOf({ health, workload, labels }: SeenPod): string {
  const revision = labels['pod-template-hash'] ?? labels['controller-revision-hash'];
  return workload === undefined || revision === undefined
    ? health.pod
    : `${workload.kind}/${workload.name}/${revision}`;
}

function tooMany(namespace: string): Problem {
  return {
    code: 'too-many',
    message: `only the first ${MOST_PODS} pods of namespace ${namespace} were looked at`,
  };
}
