import type { PodEvidence, WorkloadEvidence } from '../../contracts/evidence.ts';
import type { Mend } from '../../contracts/report.ts';
import { isBuiltIn, podSpecPath, resourceOf, shellLine } from '../command.ts';
import type { RuntimeGuess } from '../figures/environment/runtime.ts';
import { counted } from '../../units.ts';

/** Whose template a mend changes. */
export interface Mended {
  pod: Pick<PodEvidence, 'namespace' | 'workload'>;
}

/**
 * `enableServiceLinks: false` for the workload that owns the pod, as a patch of this one field.
 * https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service
 */
export function disableServiceLinks({ pod }: Mended): Mend {
  const title = 'Turn service links off: enableServiceLinks: false';
  const { workload, namespace } = pod;
  const byHand = BY_HAND.get(workload?.kind ?? 'pod');
  if (workload === undefined || byHand !== undefined) {
    return { title, effect: `${byHand} ${WHAT_IT_ASKS}` };
  }
  return {
    title,
    command: patchCommand(workload, namespace, { enableServiceLinks: false }),
    effect: `${restartOf(workload)} ${WHAT_IT_ASKS}`,
  };
}

/** The same for a workload of an inventory. */
export function switchOff({ workload }: { workload: WorkloadEvidence & { namespace: string } }): Mend {
  const { kind, name, apiVersion, namespace } = workload;
  return disableServiceLinks({ pod: { namespace, workload: { kind, name, apiVersion } } });
}

const WHAT_IT_ASKS =
  'Check first for uses of $(X_SERVICE_HOST), X_SERVICE_PORT or X_PORT_… in the manifests, scripts and configuration: they must use DNS names instead. It removes every injected variable but KUBERNETES_*, so in-cluster clients keep working.';

/** Kinds whose pod spec no patch changes, and what to edit instead. */
const BY_HAND: ReadonlyMap<string, string> = new Map([
  [
    'pod',
    'The field of a pod that is there cannot be changed: set spec.enableServiceLinks in the pod’s manifest and create the pod anew.',
  ],
  [
    'job',
    'The template of a Job cannot be changed: set spec.template.spec.enableServiceLinks in the Job’s manifest and create the Job anew.',
  ],
  // https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
  [
    'node',
    'The pod is a static one: set spec.enableServiceLinks in its manifest on the node, and the kubelet makes the pod anew.',
  ],
]);

/** A new start of the workload's pods, for links that are gone, missing or outdated. */
export function restart({ pod }: Mended): Mend {
  const { workload, namespace } = pod;
  const restartable =
    workload !== undefined && ['deployment', 'statefulset', 'daemonset'].includes(workload.kind);
  return {
    title: 'Restart the workload',
    ...(restartable
      ? {
          command: shellLine([
            'kubectl',
            'rollout',
            'restart',
            workload.kind,
            workload.name,
            '-n',
            namespace,
          ]),
        }
      : {}),
    effect: 'The new pods get the variables of the Services as they are now. It lasts until the next change.',
  };
}

/** The mend in the app's code. */
export function smallEnvironment({ id }: RuntimeGuess): Mend {
  const recipes: Record<string, string> = {
    node: 'spawn, exec and execSync take { env: { PATH: process.env.PATH } }; where everything is needed, parse /proc/self/environ once into a plain object and pass that.',
    python: 'subprocess.run(…, env={"PATH": os.environ["PATH"]}).',
    ruby: 'system({ … }, command, unsetenv_others: true).',
    php: 'proc_open([…], $descriptors, $pipes, null, ["PATH" => getenv("PATH")]).',
    java: 'ProcessBuilder.environment().clear(), then put what the child needs.',
    bash: 'env -i PATH="$PATH" command, once around the whole script; or use dash or busybox sh for it.',
  };
  const recipe =
    recipes[id ?? ''] ??
    'Start children with the few variables that they need (env -i PATH="$PATH" command).';
  return {
    title: 'Give child processes a small environment of their own',
    effect: `${recipe} The cost of the environment is gone with it, whatever Kubernetes injects. Asks for a change of code.`,
  };
}

/** Named because many would reach for it first: it helps less than it seems. */
export function asynchronousExec(): Mend {
  return {
    title: 'Use asynchronous exec instead of execSync',
    effect:
      'The event loop no longer waits for the child to end. It helps only in part: the call of spawn itself reads every variable and blocks for nearly as long; combine it with a small env. Asks for a change of code.',
  };
}

/** The mend for everything that starts before the app. */
export function startDirectly(what: string): Mend {
  return {
    title: `Start the program directly instead of through ${what}`,
    effect: `${what} handles every variable by itself before the program begins. Asks for another command in the image or the pod spec.`,
  };
}

/** The mend on the node. */
export function newerRunc(): Mend {
  return {
    title: 'Update runc on the nodes to 1.3 or later',
    effect:
      'Setting the variables for an exec then takes linear time (https://github.com/opencontainers/runc/pull/4325): at 16,000 variables 40 ms instead of 375. Asks for an update of the nodes.',
  };
}

/** The mend for probes. */
export function probesWithoutExec(): Mend {
  return {
    title: 'Use httpGet, tcpSocket or grpc probes instead of exec',
    effect:
      'kubelet then asks from outside and nothing is started in the container. Asks for a change of the pod spec.',
  };
}

/** The filter of the nginx image's template script. */
export function envsubstFilter(): Mend {
  return {
    title: 'Set NGINX_ENVSUBST_FILTER',
    effect:
      'For example NGINX_ENVSUBST_FILTER=^MY_APP_ in the pod spec: only names that match go into the argument. Templates then see no others.',
  };
}

/** Fewer Services, the same for all pods of the namespace. */
export function fewerServices({ pod }: Mended, services: number): Mend {
  return {
    title: 'Delete Services that nobody uses',
    command: shellLine(['kubectl', 'get', 'endpointslices', '-n', pod.namespace]),
    effect: `Every Service of the namespace (${counted(services, 'Service')} with a cluster IP now) costs every pod with service links some 8 variables. The command lists them; those without endpoints are candidates.`,
  };
}

/** The same by moving them apart. */
export function splitNamespaces(): Mend {
  return {
    title: 'Split the namespace',
    effect: 'Service links stay within a namespace. Asks for DNS names with the namespace in all clients.',
  };
}

/** The last resort for names. */
export function renameService(services: readonly string[]): Mend {
  return {
    title: 'Rename one of the Services',
    effect: `Such as ${services.join(' or ')}: names that differ by a suffix like -service or -port make the same variables.`,
  };
}

/** `kubectl patch` of fields of the pod spec in the workload's template. */
export function patchCommand(workload: WorkloadEvidence, namespace: string, podSpec: object): string {
  const patch = podSpecPath(workload.kind).reduceRight<object>((inner, key) => ({ [key]: inner }), podSpec);
  // Strategic merge is known for built-in types only; for one field both come to the same.
  const type = isBuiltIn(workload) ? '--type=strategic' : '--type=merge';
  const argv = [
    'kubectl',
    'patch',
    resourceOf(workload),
    workload.name,
    '-n',
    namespace,
    type,
    '-p',
    JSON.stringify(patch),
  ];
  return shellLine(argv);
}

function restartOf({ kind }: WorkloadEvidence): string {
  switch (kind) {
    case 'cronjob':
      return 'It holds from the next run on.';
    case 'replicaset':
    case 'replicationcontroller':
      return `A ${kind} does not replace its pods: delete them one by one afterwards.`;
    case 'deployment':
    case 'statefulset':
    case 'daemonset':
      return 'The patch restarts the pods.';
    default:
      return `The patch assumes that the ${kind} keeps its pod template at spec.template, and restarts the pods as its controller does.`;
  }
}
