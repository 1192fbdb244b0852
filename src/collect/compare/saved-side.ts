import { EnvauditError, EXIT } from '../../errors.ts';
import type { ContainerEvidence, Evidence } from '../../evidence.ts';
import type { SideEvidence } from '../../side-evidence.ts';

/**
 * A side from saved evidence. What such a file does not hold is unknown.
 * @throws EnvauditError `usage` when it holds no container, or several.
 */
export function sideFromEvidence(
  evidence: Evidence,
  { file, container }: { file: string; container: string | undefined },
): SideEvidence {
  const only = onlyContainer(evidence, { file, container });
  const { cluster, collectedAt, services, problems } = evidence;
  const notSaved = { code: 'not-saved', message: `${file} does not hold it` };
  return {
    typed: file,
    file,
    connection: [],
    cluster,
    collectedAt,
    namespace: only.pod.namespace,
    serverVersion:
      cluster.version === undefined
        ? { known: false, problem: notSaved }
        : { known: true, value: cluster.version },
    container: only,
    node: { known: false, problem: notSaved },
    services,
    inventory: { known: false, problem: notSaved },
    problems,
  };
}

function onlyContainer(
  { containers }: Evidence,
  { file, container }: { file: string; container: string | undefined },
): ContainerEvidence {
  const wanted = containers.filter((each) => container === undefined || each.container.name === container);
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only;
  const named = container === undefined ? '' : ` named ${container}`;
  throw new EnvauditError('usage', `${file} holds ${wanted.length} containers${named}, and one is compared`, {
    hint: 'Save a single one: kubectl envaudit deploy/web --save FILE; -c NAME chooses among the containers of a pod.',
    exitCode: EXIT.usage,
  });
}
