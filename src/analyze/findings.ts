/** What a finding of a code is about. */
export interface FindingKind {
  /** One line. */
  title: string;
  /** Why it matters. */
  why: string;
  /** What to do, in general; the exact commands are in the finding's mends. */
  todo: string;
}

/** About one container that was audited. */
export const CONTAINER_FINDINGS = {
  'slow-environment': {
    title: 'The environment makes child processes slow',
    why: 'Runtimes such as Node.js read every variable with getenv(3), a linear search, so starting a child process takes time with the square of the count and blocks the event loop meanwhile.',
    todo: 'Turn service links off, or give child processes a small environment of their own.',
  },
  'many-variables': {
    title: 'Many environment variables',
    why: 'Nothing was timed in this container; with this many variables child processes, shells and exec probes are slow in many runtimes.',
    todo: 'Measure where possible (--probe full), and turn service links off.',
  },
  'exec-impossible': {
    title: 'No program can be started with this environment',
    why: 'Arguments plus environment exceed what the kernel takes for one exec (E2BIG): the container, its probes and kubectl exec fail with "argument list too long".',
    todo: 'Turn service links off; the container starts again at once.',
  },
  'never-started': {
    title: 'The container cannot be started',
    why: 'Its latest run never began: the image, the configuration or the command keeps the container runtime from it. Nothing of it could be measured.',
    todo: 'Mend what the container runtime says; what it gets at its next start is predicted from the Services.',
  },
  'exec-limit': {
    title: 'The environment uses much of the kernel’s exec limit',
    why: 'At the limit nothing can be started any more: no child process, no probe, not the container itself.',
    todo: 'Turn service links off before more Services come.',
  },
  'restart-exceeds-exec-limit': {
    title: 'The next restart will fail at the kernel’s exec limit',
    why: 'The container runs with the environment of its start; Services have come since, and with all of them its first process can no longer be started.',
    todo: 'Turn service links off before anything restarts this pod.',
  },
  'argument-limit': {
    title: 'The entrypoint passes all names in one argument',
    why: 'One argument can have 131,071 bytes. Entrypoints that call envsubst with the list of all names, as nginx images do for templates, fail beyond that with "Argument list too long".',
    todo: 'Set NGINX_ENVSUBST_FILTER, or turn service links off.',
  },
  'exec-probe-tax': {
    title: 'Exec probes pay for the environment each time',
    why: 'The container runtime sets every variable inside the container’s own CPU limit before a probe’s command begins; runc before 1.3 does so in quadratic time. Slow probes restart healthy containers.',
    todo: 'Use httpGet, tcpSocket or grpc probes, turn service links off, or update runc.',
  },
  'slow-start': {
    title: 'The environment makes the start slow',
    why: 'bash, npm and s6-overlay handle each variable on its own when they start, in quadratic time.',
    todo: 'Turn service links off, or start the program directly.',
  },
  'ghost-service-links': {
    title: 'Variables of Services that are gone',
    why: 'They were there when the container started. What reads them talks to an address that nobody answers, or that another Service has by now.',
    todo: 'Restart the workload, and find Services by DNS.',
  },
  'missing-service-links': {
    title: 'Services that are newer than the container',
    why: 'A container gets its variables when it starts. The next restart brings these too, and their cost.',
    todo: 'Know the count of the next restart before it happens.',
  },
  'hidden-service-links': {
    title: 'Declared variables hide service links',
    why: 'A variable of the pod spec wins over a service link of the same name. That is usually wanted, and a trap when the declaration goes.',
    todo: 'Turn service links off, so that only declared variables remain.',
  },
  'contested-variable': {
    title: 'Two Services claim one variable',
    why: 'kubelet keeps whichever its map brings last, so the value can change from start to start.',
    todo: 'Rename one of the Services, or turn service links off.',
  },
  'image-variable-replaced': {
    title: 'A service link will replace a variable of the image',
    why: 'A variable that the image sets does not protect from service links: a Service that came since the start takes its place at the next restart.',
    todo: 'Declare the variable in the pod spec, or turn service links off.',
  },
  'stale-values': {
    title: 'Service links with outdated values',
    why: 'The Service was made anew or changed after the container started; what reads the variable uses an old address or port.',
    todo: 'Restart the workload, and find Services by DNS.',
  },
  throttled: {
    title: 'The CPU limit throttled the probe',
    why: 'CPU time is what the work costs; the limit stretches it. A higher limit shortens the wait without making the work cheaper.',
    todo: 'Make the environment smaller first, then look at the limit.',
  },
  'busy-node': {
    title: 'The node was busy during the probe',
    why: 'The probe waited for a CPU although no limit held it back, so wall times here are longer than on a quiet node. The verdict rests on CPU time.',
    todo: 'Compare with another pod of the node, and look at the node’s load.',
  },
  'service-links-off': {
    title: 'Service links are off',
    why: 'Only the variables of the Service kubernetes are injected.',
    todo: 'Nothing.',
  },
} as const satisfies Record<string, FindingKind>;

/** About pod templates and Services, in a cluster or in manifests. Codes of containers are used there, too. */
export const TEMPLATE_FINDINGS = {
  'default-service-links': {
    title: 'The template leaves service links on by default',
    why: 'Where enableServiceLinks is not set, Kubernetes takes true: every Service of the namespace adds 7 or more variables to every container, now and whenever one is added.',
    todo: 'Set enableServiceLinks: false in the pod template; set it to true where variables of Services are read.',
  },
  'needs-service-links': {
    title: 'The template reads variables of service links',
    why: 'A reference such as $(REDIS_SERVICE_HOST) is expanded from service links. With links off the text stays as it is, and the app gets the reference instead of the address.',
    todo: 'Replace the reference by the Service’s DNS name before turning service links off.',
  },
  'variable-collision': {
    title: 'A service link has the name of a setting of the app',
    why: 'The app reads the variable as its own setting and gets tcp://ADDRESS:PORT, which it cannot use; a variable of the image does not protect, a declared one does.',
    todo: 'Declare the variable in the pod spec, turn service links off, or rename the Service.',
  },
  'own-service-collision': {
    title: 'The workload’s own Service may poison its settings',
    why: 'A Service named like the app makes variables with the app’s own prefix, such as APP_PORT, and apps that read all variables of their prefix take them for settings.',
    todo: 'Declare the variable in the pod spec, turn service links off, or rename the Service.',
  },
  'sibling-service-collision': {
    title: 'A Service with the app’s prefix may poison its settings',
    why: 'Its variables are in every container of the namespace. Where its name begins with the app’s, an app that reads all variables of its prefix takes them for settings; strict ones refuse to start. Jobs and hooks get them, too, although the Service does not select them.',
    todo: 'Turn service links off, or rename the Service.',
  },
  'kubernetes-variable-replaced': {
    title: 'A Service replaces variables of the API server',
    why: 'In-cluster clients find the API server by KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT; a Service whose name makes the same variables leads them elsewhere, and links off does not help its namespace’s running pods until they restart.',
    todo: 'Rename the Service.',
  },
  'unreadable-variable': {
    title: 'Service links that no shell can read',
    why: 'Shells cannot name a variable that begins with a digit; some drop it for their children, others pass it on.',
    todo: 'Rename the Service so that its name begins with a letter, or turn service links off.',
  },
  'stale-service': {
    title: 'A Service that nobody seems to use',
    why: 'Every Service with a cluster IP costs every container with service links in its namespace 7 or more variables, whether anybody stands behind it or not.',
    todo: 'Delete it once its owner agrees.',
  },
  'exec-limit-forecast': {
    title: 'The namespace grows towards the kernel’s exec limit',
    why: 'With each new Service the environment of every container with service links grows; at the limit no container of the namespace starts any more.',
    todo: 'Turn service links off before the date, and delete Services that nobody uses.',
  },
  'missing-key': {
    title: 'A key that a variable needs is not there',
    why: 'A variable from a key of a ConfigMap or Secret that is not optional keeps the container from starting until the key is there.',
    todo: 'Add the key, correct its name, or say optional: true.',
  },
  'false-not-rendered': {
    title: 'The chart never renders enableServiceLinks: false',
    why: 'Helm’s `with` and `if` take false for absent: {{ with .Values.enableServiceLinks }} prints nothing when the value is false, so that links stay on.',
    todo: 'Render the field always: enableServiceLinks: {{ .Values.enableServiceLinks }}, or test with hasKey or kindIs "bool".',
  },
  'invalid-manifest': {
    title: 'A manifest cannot be read',
    why: 'What cannot be read cannot be checked; kubectl would refuse it, or take something else than what is meant.',
    todo: 'Correct the file at the given place.',
  },
} as const satisfies Record<string, FindingKind>;

/** Every code once. Codes are stable and never reused; wording is not. */
export const FINDINGS = { ...CONTAINER_FINDINGS, ...TEMPLATE_FINDINGS };

export type ContainerFindingCode = keyof typeof CONTAINER_FINDINGS;
export type FindingCode = keyof typeof FINDINGS;
