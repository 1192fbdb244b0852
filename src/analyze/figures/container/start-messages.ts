/** What a message of the kubelet or the container runtime means, and what to do. */
export interface StartMeaning {
  /** A sentence; `$1` stands for what the message names. */
  means: string;
  title: string;
  effect: string;
  /** The program is at fault: then the field that names it is told. */
  isProgram?: true;
}

/** A row of a table of meanings. */
export interface Row extends StartMeaning {
  /** In a message, or in a state’s reason. */
  says: RegExp;
}

const IMAGE = 'Check the image’s name and tag, and the right to pull it';
const SECURITY = 'Let the pod’s security settings fit the image';
const CONFIG = 'Check the Secrets and ConfigMaps that the container names';
const COMMAND = 'Check command and args against the image';
const VOLUMES = 'Check the pod’s volumes';

/**
 * The first row that fits is taken: messages before the bare reasons of states.
 *
 * - runc: https://github.com/opencontainers/runc/blob/v1.1.5/libcontainer/init_linux.go
 * - crun: https://github.com/containers/crun/blob/main/src/libcrun/utils.c
 * - containerd: https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/server/container_create.go
 * - kubelet: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context.go and
 *   https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go
 */
const ROWS: readonly Row[] = [
  {
    says: /argument list too long|E2BIG/i,
    means: 'Arguments and environment together are larger than the kernel takes for one program.',
    title: 'Make the environment smaller',
    effect: 'Service links are most of it as a rule: enableServiceLinks: false in the pod’s spec.',
  },
  {
    says: /OOM-killed \(memory limit too low/i,
    means: 'The memory limit is too small for the container’s runtime to start anything at all.',
    title: 'Raise the memory limit',
    effect: 'Some 10 MiB are needed before the program runs.',
  },
  {
    says: /has runAsNonRoot and image will run as root/,
    means: 'The pod demands a user that is not root (runAsNonRoot), and the image runs as root.',
    title: SECURITY,
    effect: 'Set runAsUser to a number that is not 0, or build the image with such a USER.',
  },
  {
    says: /has runAsNonRoot and image has non-numeric user \(([^)]{1,64})\)/,
    means: 'The image’s user is a name ($1), so the kubelet cannot tell that it is not root (runAsNonRoot).',
    title: SECURITY,
    effect: 'Set runAsUser to the user’s number, or give the image a numeric USER.',
  },
  {
    says: /unable to find (?:user|group) ([^\s:]{1,64})|no (?:users|matching entries) (?:found|in passwd file)/i,
    means:
      'The user or group that the container is to run as is not in the image’s /etc/passwd or /etc/group.',
    title: SECURITY,
    effect: 'runAsUser takes a number, which need not be in /etc/passwd.',
  },
  {
    says: /(?:chdir to cwd \("([^"]{1,200})"\)|cannot chdir|chdir .{1,200}(?:No such|Permission)|init: mkdir ([^:]{1,200}): )/i,
    means: 'The working directory ($1) is not in the image, is no directory, or its user may not enter it.',
    title: 'Check workingDir against the image',
    effect: 'It must be there, and its user must be allowed to enter it.',
  },
  {
    says: /seccomp|apparmor/i,
    means:
      'The seccomp or AppArmor profile that the pod asks for is not on the node, or cannot be applied there.',
    title: SECURITY,
    effect: 'Profiles of type Localhost must be on each node; RuntimeDefault is there everywhere.',
  },
  {
    says: /\bexec \/\S{1,200}: no such file or directory$|exec user process caused:? "?no such file/,
    means:
      'The file is there, but not what it needs to run: the interpreter of its first line (#!), or the loader that it is linked with.',
    title: COMMAND,
    effect:
      'An interpreter that is in the image, and lines that end as on Linux (\\n, not \\r\\n); a program for glibc does not run on musl (Alpine).',
    isProgram: true,
  },
  {
    says: /exec format error/i,
    means: 'The program is built for another kind of processor, or is a script without its first line (#!).',
    title: COMMAND,
    effect: 'An image for the node’s architecture, or a script that begins with #! and its interpreter.',
    isProgram: true,
  },
  {
    says: /exec(?:: |\s)?"?([^":\s]{0,200})"?: .{0,200}(?:permission denied|is a directory)|open executable.{0,200}permission denied/i,
    means: 'The file is in the image, but may not be executed there: no right to, or it is a directory.',
    title: COMMAND,
    effect: 'chmod +x when the image is built, and a volume that is not mounted noexec.',
    isProgram: true,
  },
  {
    says: /executable file .{0,200}not found in \$PATH|stat [^:]{1,200}: no such file or directory|open executable: no such file|exec:? "?[^":\s]{1,200}"?: no such file or directory/i,
    means: 'The program is not in the image, or not in its PATH.',
    title: COMMAND,
    effect: 'The program is not in the image or not in PATH, or cannot be executed there.',
    isProgram: true,
  },
  {
    says: /mounting "([^"]{1,200})"|error mounting|subPath|failed to generate spec.{0,200}mount/i,
    means:
      'A volume cannot be mounted in the container: often a file onto a directory, or a missing subPath.',
    title: VOLUMES,
    effect: 'mountPath and subPath must be of one kind, file or directory.',
  },
  {
    says: /no space left on device/i,
    means: 'The node’s disk is full.',
    title: 'Make room on the node',
    effect: 'Unused images and logs fill it as a rule; the node’s DiskPressure shows it.',
  },
  {
    says: /context deadline exceeded|failed to reserve container name/i,
    means: 'The container runtime of the node did not answer in time.',
    title: 'Look at the node’s container runtime',
    effect: 'It is overloaded or stuck; on another node the pod may start.',
  },
  {
    says: /configmap "([^"]{1,253})" not found|secret "([^"]{1,253})" not found/i,
    means: 'A ConfigMap or Secret that the container names is not there.',
    title: CONFIG,
    effect: 'Make it, correct its name, or mark it as optional.',
  },
  {
    says: /couldn['’]t find key (\S{1,253}) in/i,
    means: 'The key $1 is not in the ConfigMap or Secret that the container takes it from.',
    title: CONFIG,
    effect: 'Add the key, correct its name, or mark it as optional.',
  },
  {
    says: /pull access denied|unauthorized|authentication required|authorization failed|no basic auth|\b40[13]\b|denied/i,
    means: 'The registry does not let this pod pull the image.',
    title: IMAGE,
    effect:
      'For a private registry the pod needs an imagePullSecret; of a wrong name registries say the same.',
  },
  {
    says: /toomanyrequests|\b429\b|rate limit/i,
    means: 'The registry refuses, because too much was pulled lately.',
    title: 'Pull with an account, or from a mirror',
    effect: 'Registries count anonymous pulls by address: all nodes behind one share its limit.',
  },
  {
    says: /no match for platform|no matching manifest/i,
    means: 'The image is not built for the node’s kind of processor.',
    title: 'Build the image for the node’s architecture',
    effect: 'Or place the pod by nodeSelector kubernetes.io/arch.',
  },
  {
    says: /manifest (?:unknown|for)|: not found|does not exist|repository name/i,
    means: 'The registry has no such image or tag.',
    title: IMAGE,
    effect: 'A typing mistake, or a tag that was never pushed or is gone.',
  },
  {
    says: /dial tcp|connection refused|no such host|i\/o timeout|x509|tls:|EOF$/i,
    means: 'The node cannot reach the registry.',
    title: 'Check the node’s way to the registry',
    effect: 'The node’s own DNS, proxy and certificates count, not the pod’s.',
  },
  {
    says: /InvalidImageName/,
    means: 'What the spec calls the image is no name of one.',
    title: 'Correct the image’s name',
    effect: 'Upper case and blanks are not allowed: registry/name:tag.',
  },
  {
    says: /ErrImageNeverPull/,
    means: 'The image is not on the node, and imagePullPolicy is Never.',
    title: 'Bring the image to the node, or let it be pulled',
    effect: 'imagePullPolicy: IfNotPresent pulls what is missing.',
  },
  {
    says: /Image|Registry/,
    means: 'The kubelet cannot get the image.',
    title: IMAGE,
    effect: 'For a private registry the pod needs an imagePullSecret.',
  },
  {
    says: /Config/,
    means: 'Something that the container’s settings name is not there, or does not fit the image.',
    title: CONFIG,
    effect: 'One of them, or a key, is not there, or the pod’s security settings do not fit the image.',
  },
  {
    says: /PostStartHook/,
    means: 'The command that is run after the start (postStart) failed, so the container was stopped.',
    title: 'Check the postStart hook',
    effect: 'It runs in the container, in its environment, and beside its program.',
  },
];

const OTHER: StartMeaning = {
  means: 'The container runtime could not start the container’s program.',
  title: COMMAND,
  effect: 'The program is not in the image or not in PATH, or cannot be executed there.',
};

/** What a message means, of the first row that fits it. */
export function startMeaning(said: string): StartMeaning {
  for (const { says, ...meaning } of ROWS) {
    const found = says.exec(said);
    if (found === null) continue;
    const named = found.slice(1).find((each) => each !== undefined) ?? '';
    return { ...meaning, means: meaning.means.replace(named === '' ? ' ($1)' : '$1', () => named) };
  }
  return OTHER;
}
