import type { LogEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { Known, PodEvidence } from '../../contracts/evidence.ts';
import { apiPath, withQuery } from '../cluster/api-path.ts';
import { cleanText } from '../cluster/clean-text.ts';
import { list, record, text } from '../inventory/shape.ts';
import { declaredValues } from '../pods/declared-values.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { known, unknown, type Api } from './api.ts';
import { objectName } from './names.ts';

const MOST_LINES = 60;
const MOST_BYTES = 64 * 1024;
const LONGEST_LINE = 300;

/** https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/helpers.go */
const NEVER_BEGAN = /^(?:StartError|ContainerCannotRun)$/;
/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go */
const IS_GONE = /previous terminated container .* not found|is waiting to start|is not available/;

/**
 * The end of a container’s log, where it is down or was restarted: of the run that ended. Where nothing of its own has
 * ended, that of the container which keeps its pod from starting or from being ready. One request; nothing is asked of a
 * pod that runs and always did. Secrets are masked here, before anything is kept.
 */
export async function readLog(
  { pod, container, item }: { pod: PodEvidence; container: string; item: unknown },
  api: Api,
): Promise<Known<LogEvidence>> {
  const own = statusesOf(item).find(({ name }) => name === container) ?? {};
  const ended = endOf(own);
  const told = ended === undefined ? inTheWay(item, own) : container;
  if (told === undefined) return unknown('no-log', 'no run of the container has ended');
  if (NEVER_BEGAN.test(text(ended?.['reason']))) return unknown('no-log', 'the container never ran');
  const of = told === container && isRunning(own) ? 'previous' : 'last';
  const { namespace, name } = pod;
  const path = withQuery(apiPath`/api/v1/namespaces/${namespace}/pods/${name}/log`, {
    container: told,
    previous: String(of === 'previous'),
    tailLines: String(MOST_LINES),
    limitBytes: String(MOST_BYTES),
  });
  const answer = await known(api.text(path, 2 * MOST_BYTES));
  if (!answer.known) {
    return IS_GONE.test(answer.problem.message) ? unknown('no-log', answer.problem.message) : answer;
  }
  const values = declaredValues(item);
  const all = answer.value.slice(-MOST_BYTES).split('\n').slice(-MOST_LINES);
  const lines = all
    .map((line) => cleanText(withoutSecrets(line.slice(0, LONGEST_LINE * 4), values), LONGEST_LINE))
    .filter((line) => line !== '');
  return {
    known: true,
    value: { ...(told === container ? {} : { container: objectName(told) }), of, lines },
  };
}

/**
 * The init container that has begun and not ended well, while this one waits for it; else another of the pod’s containers
 * that went down: its pod is not ready because of that.
 */
function inTheWay(item: unknown, own: Status): string | undefined {
  const isWaiting = text(record(record(own['state'])['waiting'])['reason']) === 'PodInitializing';
  const found = isWaiting
    ? statusesOf(item, 'initContainerStatuses').find(
        (status) =>
          status['ready'] !== true && ((isRunning(status) && status['started'] !== true) || badEnd(status)),
      )
    : statusesOf(item, 'containerStatuses').find((status) => !isRunning(status) && badEnd(status));
  return found === undefined ? undefined : text(found['name']);
}

type Status = Record<string, unknown>;

function statusesOf(item: unknown, ...kinds: string[]): Status[] {
  const status = record(record(item)['status']);
  const all = kinds.length === 0 ? ['containerStatuses', 'initContainerStatuses'] : kinds;
  return all.flatMap((kind) => list(status[kind])).map(record);
}

function isRunning({ state }: Status): boolean {
  const { running } = record(state);
  return typeof running === 'object' && running !== null;
}

/** How its last run ended; undefined where none has. */
function endOf({ state, lastState }: Status): Status | undefined {
  return [state, lastState]
    .map((each) => record(record(each)['terminated']))
    .find(({ exitCode }) => typeof exitCode === 'number');
}

function badEnd(status: Status): boolean {
  const end = endOf(status);
  return end !== undefined && end['exitCode'] !== 0 && !NEVER_BEGAN.test(text(end['reason']));
}
