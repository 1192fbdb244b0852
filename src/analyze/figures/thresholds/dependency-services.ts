import type { Threshold } from '../threshold.ts';

const IP_SYSCTL = 'https://docs.kernel.org/networking/ip-sysctl.html';
const PROBE_TIMEOUT =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

/** Thresholds of stage 3. */
export const DEPENDENCY_SERVICES = {
  'peer-connecting': {
    what: 'Looks, about a second apart, in which a connection was still being opened',
    unit: '',
    comparison: 'from',
    notice: 1,
    warning: 2,
    problem: 5,
    why: 'Within a cluster a connection opens in milliseconds; after 1 s without an answer the first packet is sent again. How often is too often is our choice.',
    source: 'https://www.rfc-editor.org/rfc/rfc6298',
  },
  'peer-unacked': {
    what: 'Times in a row that the same data was sent again to a peer',
    unit: '',
    comparison: 'from',
    notice: 1,
    warning: 2,
    problem: 3,
    why: 'After 3 the kernel suspects that something is wrong and looks for another route (tcp_retries1).',
    source: IP_SYSCTL,
  },
  'peer-unread': {
    what: 'Looks in which data of a peer waited to be read by the app',
    unit: '%',
    comparison: 'from',
    notice: 50,
    why: 'Our choice: an app that keeps up reads within milliseconds.',
    source: 'https://man7.org/linux/man-pages/man5/proc_net_tcp.5.html',
  },
  'connection-life': {
    what: 'Mean life of connections that come and go',
    unit: ' ms',
    comparison: 'from',
    notice: 1000,
    why: 'A request that takes as long as the default timeout of Kubernetes’ probes is slow. It is a warning where as many connections are open to a peer.',
    source: PROBE_TIMEOUT,
  },
  'connections-opened': {
    what: 'Connections that must be opened in the window before their mean life is told',
    unit: '',
    comparison: 'from',
    notice: 3,
    why: 'Our choice: of fewer a mean says little.',
    source: 'https://www.rfc-editor.org/rfc/rfc4022',
  },
  'tcp-segments': {
    what: 'TCP segments that the pod must have sent before a share of them is judged',
    unit: '',
    comparison: 'from',
    notice: 200,
    why: 'Our choice: of fewer, a handful is already some percent.',
    source: 'https://www.rfc-editor.org/rfc/rfc4022',
  },
  'url-slow': {
    what: 'Time from which on a request counts as slow',
    unit: ' ms',
    comparison: 'from',
    warning: 1000,
    why: 'The default timeout of Kubernetes’ probes.',
    source: PROBE_TIMEOUT,
  },
  'url-timing': {
    what: 'Requests to a URL that were slow',
    unit: '%',
    comparison: 'above',
    notice: 0,
    warning: 2,
    problem: 10,
    why: 'Our choice. Users meet the slow tail more often than its share says, because one page is many requests.',
    source: 'https://research.google/pubs/the-tail-at-scale/',
  },
} as const satisfies Record<string, Threshold>;
