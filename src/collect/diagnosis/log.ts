import type { LogEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence } from '../../contracts/evidence.ts';
import { apiPath, withQuery } from '../cluster/api-path.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { list, record, text } from '../inventory/shape.ts';
import { known, unknown, type Api } from './api.ts';
import { withoutSecrets } from './without-secrets.ts';

const MOST_LINES = 60;
const MOST_BYTES = 64 * 1024;
const LONGEST_LINE = 300;

/** https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/helpers.go */
const NEVER_BEGAN = /^(?:StartError|ContainerCannotRun)$/;
/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go */
const IS_GONE = /previous terminated container .* not found|is waiting to start|is not available/;

/**
 * The end of a container’s log, where it is down or was restarted: of the run that ended. One request; nothing is asked of
 * a container that runs and always did. Secrets are masked here, before anything is kept.
 */
export async function readLog(
  { pod, container, item }: { pod: PodEvidence; container: string; item: unknown },
  api: Api,
): Promise<Known<LogEvidence>> {
  const status = statusOf(item, container);
  const { running, terminated } = record(status['state']);
  const before = record(record(status['lastState'])['terminated']);
  const ended = typeof terminated === 'object' && terminated !== null ? record(terminated) : before;
  if (typeof ended['exitCode'] !== 'number') return unknown('no-log', 'no run of the container has ended');
  if (NEVER_BEGAN.test(text(ended['reason']))) return unknown('no-log', 'the container never ran');
  const of = typeof running === 'object' && running !== null ? 'previous' : 'last';
  const { namespace, name } = pod;
  const path = withQuery(apiPath`/api/v1/namespaces/${namespace}/pods/${name}/log`, {
    container,
    previous: String(of === 'previous'),
    tailLines: String(MOST_LINES),
    limitBytes: String(MOST_BYTES),
  });
  const answer = await known(api.text(path, 2 * MOST_BYTES));
  if (!answer.known) {
    return IS_GONE.test(answer.problem.message) ? unknown('no-log', answer.problem.message) : answer;
  }
  const values = declaredValues(item, container);
  const all = answer.value.slice(-MOST_BYTES).split('\n').slice(-MOST_LINES);
  const lines = all
    .map((line) => cleanText(withoutSecrets(line.slice(0, LONGEST_LINE * 4), values), LONGEST_LINE))
    .filter((line) => line !== '');
  return { known: true, value: { of, lines } };
}

function statusOf(item: unknown, container: string): Record<string, unknown> {
  const { containerStatuses, initContainerStatuses } = record(record(item)['status']);
  const all = [...list(containerStatuses), ...list(initContainerStatuses)].map(record);
  return all.find(({ name }) => name === container) ?? {};
}

/** Values that the pod’s spec gives to variables: the longest first, so that none is left half. */
function declaredValues(item: unknown, container: string): string[] {
  const { containers, initContainers } = record(record(item)['spec']);
  const own = [...list(containers), ...list(initContainers)]
    .map(record)
    .find(({ name }) => name === container);
  const values = list(record(own)['env']).map((each) => text(record(each)['value']));
  return values.toSorted((a, b) => b.length - a.length);
}
