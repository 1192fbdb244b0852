/**
 * Contract 1 for what a container says about itself over a window, in one exec: from /proc and /sys, with what the image
 * has. Filled by `collect/sampler/`, a part of {@link DiagnosisEvidence}. Absent keys are unknown, never zero.
 *
 * /proc/stat, loadavg, meminfo, vmstat, diskstats and pressure are the host's in an ordinary pod; /proc/net is the pod's;
 * the cgroup is the container's. https://man7.org/linux/man-pages/man5/proc.5.html
 */
import type { Known } from './evidence.ts';

export interface SampleEvidence {
  /** Which program looked: `sh` or a runtime's id. */
  via: string;
  /** /proc/uptime in seconds at the first and the last reading: the window that really was. */
  from: number;
  to: number;
  /**
   * Why it is longer than what was asked for: it had shown too little to judge by. `few-looks`: at the main thread;
   * `few-periods`: of the CPU limit, which had held the container back.
   */
  longer?: 'few-looks' | 'few-periods';
  /**
   * What looking cost the container: CPU time, the part of it in the window (absent where the sampler had an exec of its
   * own: then `cpuMs` contains the start of that), processes started.
   */
  cost: { cpuMs?: number; windowCpuMs?: number; forks?: number; roundTripMs: number };
  cgroup: CgroupSample;
  host: HostSample;
  network: NetworkSample;
  processes: Known<ProcessesSample>;
  dns: DnsSample;
  /** One entry per URL that was asked for. */
  requests: UrlSample[];
}

/** A counter, or a gauge, at both ends of the window. */
export interface FirstLast {
  first: number;
  last: number;
}

/** The container's cgroup, v1 or v2. */
export interface CgroupSample {
  version?: 1 | 2;
  /** CPU limit in cores that the cgroup enforces, or `none`. */
  cpuLimit?: number | 'none';
  /** About one per second, in order. The client's own audit runs in the first of them: see `at`. */
  ticks: CpuTick[];
  memory: {
    limit?: number | 'none';
    usage?: FirstLast;
    /** Usage without the inactive page cache: what the kubelet evicts by. */
    workingSet?: FirstLast;
    /** Anonymous memory: what cannot be dropped. */
    anon?: FirstLast;
    /** Files in memory (tmpfs, emptyDir with `medium: Memory`) and shared memory: they stay until they are removed. */
    shmem?: FirstLast;
    /** Times that the limit was hit (v1 failcnt, v2 events max). */
    limitHits?: FirstLast;
    /** Processes killed in this cgroup. */
    oomKills?: FirstLast;
  };
  pids: { current?: number; limit?: number | 'none' };
  /** v2 only: microseconds in which some tasks of this cgroup waited. */
  pressure: { cpu?: FirstLast; memory?: FirstLast; io?: FirstLast };
}

export interface CpuTick {
  /** /proc/uptime in seconds. */
  at: number;
  /** CPU time used by the whole container so far. */
  usageMs?: number;
  periods?: number;
  throttledPeriods?: number;
  /** Sum over CPUs. */
  throttledMs?: number;
}

/** Figures of the whole host. */
export interface HostSample {
  /** uname -r. */
  kernel?: string;
  cpus?: number;
  /** Clock ticks (USER_HZ, 100 a second) by state, summed over CPUs. */
  cpu?: Record<'user' | 'nice' | 'system' | 'idle' | 'iowait' | 'irq' | 'softirq' | 'steal', FirstLast>;
  load?: { one: number; five: number; fifteen: number };
  /** Runnable and existing scheduling entities of the whole host. */
  tasks?: { runnable: number; total: number };
  /** Of /proc/meminfo at the last reading, bytes. */
  memory?: {
    total: number;
    available?: number;
    swapTotal?: number;
    swapFree?: number;
    sReclaimable?: number;
  };
  /** Counters of /proc/vmstat that are there: pgmajfault, pswpin, pswpout, oom_kill, allocstall_*, pgscan_direct. */
  vmstat?: Record<string, FirstLast>;
  /** PSI: microseconds in which some (all) tasks waited, since boot. https://docs.kernel.org/accounting/psi.html */
  pressure?: Partial<Record<'cpu' | 'memory' | 'io', { some: FirstLast; full?: FirstLast }>>;
  /** Whole disks, no partitions, at most 32. */
  disks?: DiskSample[];
  /** /proc/sys/fs/file-nr. */
  files?: { allocated: number; max: number };
  pidMax?: number;
  threadsMax?: number;
}

/** https://docs.kernel.org/admin-guide/iostats.html */
export interface DiskSample {
  name: string;
  reads: FirstLast;
  readMs: FirstLast;
  writes: FirstLast;
  writeMs: FirstLast;
  /** Time in which the device had something to do. */
  busyMs: FirstLast;
}

/** The pod's network namespace. */
export interface NetworkSample {
  /** Counters of /proc/net/snmp as `Tcp.RetransSegs`, of /proc/net/netstat as `TcpExt.ListenOverflows`; a selection. */
  counters: Record<string, FirstLast>;
  interfaces: {
    name: string;
    rxBytes: FirstLast;
    txBytes: FirstLast;
    rxErrors: FirstLast;
    txErrors: FirstLast;
    rxDropped: FirstLast;
    txDropped: FirstLast;
  }[];
  /** TCP buffer memory of the host and its `pressure` and `max` limits, in bytes. */
  tcpMemory?: { used: number; pressure?: number; max?: number };
  sockets?: { inUse: number; orphaned: number; timeWait: number };
  conntrack?: { count: number; max: number };
  somaxconn?: number;
  /** Ports that connections from here get, the last one too. */
  localPorts?: { from: number; to: number };
  /** How many UDP sockets each look found connected to a DNS server’s port, those of our own look-ups among them. */
  asking?: number[];
  /** How often the tables of sockets were read in the window. */
  looks: number;
  listeners: ListenerSample[];
  /** Largest first, at most 200. Addresses as people write them; IPv4 in IPv6 as IPv4. */
  connections: ConnectionSample[];
  /** The tables were cut, so some connections were not seen. */
  truncated: boolean;
}

export interface ListenerSample {
  address: string;
  port: number;
  /** Connections that waited to be accepted: most seen, and in how many looks there were any. */
  mostQueued: number;
  looksQueued: number;
  /** Length of the accept queue, min(somaxconn, backlog): what the kernel shows for a listener. */
  backlog?: number;
}

/** Connections to one remote address and port, or, inbound, all that came to one listening port. */
export interface ConnectionSample {
  direction: 'out' | 'in';
  /** `ADDRESS:PORT`; of inbound ones the local listening port as `:PORT`. */
  remote: string;
  address?: string;
  port: number;
  /** Most seen in one look, by state in the kernel's terms: ESTABLISHED, SYN_SENT, CLOSE_WAIT, TIME_WAIT, … */
  states: Record<string, number>;
  /** In how many looks there were any. */
  looks: number;
  /** Looks in which one was in SYN_SENT. */
  looksConnecting: number;
  /** Looks in which something sent was not acknowledged, or something received was not read. */
  looksUnacked: number;
  looksUnread: number;
  /** Most retransmits of one connection in a row. */
  mostRetransmits: number;
  /**
   * Of those that were ESTABLISHED: how many a look met on average, how many each one at least, and how many were the
   * same in every look. Absent with fewer than two looks.
   */
  open?: { mean: number; least: number; lasting: number };
}

export interface ProcessesSample {
  /** Looks at states, some times a second. */
  looks: number;
  /** By CPU time in the window, largest first, at most 32; children that were waited for are counted to their parent. */
  processes: ProcessSample[];
  /** More processes than were looked at. */
  truncated: boolean;
  /** Process 1 of the container. */
  init?: { pid: number; name: string; signals?: SignalSets };
  /** The process that is taken for the application: most CPU time of its own and of its children since its start. */
  main?: MainProcessSample;
  children: ChildrenSample;
}

export interface ProcessSample {
  pid: number;
  parent: number;
  /** comm, at most 15 characters. */
  name: string;
  threadCount: number;
  cpuMs: number;
  /** CPU time of its children that ended and were waited for in the window. */
  childrenCpuMs: number;
  state: string;
}

/** Bit masks of /proc/PID/status in hexadecimal. */
export interface SignalSets {
  blocked: string;
  ignored: string;
  caught: string;
}

export interface MainProcessSample extends ProcessSample {
  /** argv[0]. */
  argv0?: string;
  /** /proc/PID/exe, where it may be read. */
  executable?: string;
  signals?: SignalSets;
  /** Wall time since it started. */
  ageMs?: number;
  userCpuMs?: number;
  systemCpuMs?: number;
  openFiles?: number;
  openFilesLimit?: number | 'unlimited';
  processesLimit?: number | 'unlimited';
  rss?: number;
  swapped?: number;
  /** In the window, main thread. */
  voluntarySwitches?: number;
  involuntarySwitches?: number;
  /** Time the main thread was runnable and had no CPU: contention and throttling together. */
  runQueueWaitMs?: number;
  /** CPU time of the main thread alone. */
  mainThreadCpuMs?: number;
  minorFaults?: number;
  majorFaults?: number;
  /** How often the main thread was seen in which state: R, S, D, T, Z. */
  states: Record<string, number>;
  /** Where it waited in the kernel (wchan), how often; empty where that may not be read. */
  waits: Record<string, number>;
  /** Looks at which a child of it was alive. */
  looksWithChild: number;
  /** Longest stretch in which each look found the main thread running or waiting for a child. */
  longestBusyMs?: number;
  /**
   * Stretches in which the main thread used nearly all of a CPU from one look to the next: how many, the CPU time of the
   * longest and of all. The looks before and after it are in it with what they used.
   */
  bursts?: { count: number; longestMs: number; totalMs: number };
  /** Busiest first, at most 32. `runQueueWaitMs`: how long it could run, and got no CPU; absent where the kernel does not count it. */
  threads: { tid: number; name: string; cpuMs: number; state: string; runQueueWaitMs?: number }[];
}

export interface ChildrenSample {
  /**
   * Processes and threads created in the container's PID namespace over the window, our own left out: from the last PID
   * in /proc/loadavg, so those too short to be seen are counted. Absent where the PID namespace is shared.
   */
  created?: number;
  /** Over how many milliseconds `created` was counted: stretches in which an audit ran in the container are left out. */
  createdOverMs?: number;
  /** Those that were seen, by name of parent and child; most first, at most 32. */
  seen: { parent: string; name: string; count: number; longestMs: number }[];
  zombies: number;
}

export interface DnsSample {
  nameservers: string[];
  search: string[];
  ndots?: number;
  lookups: LookupSample[];
}

export interface LookupSample {
  name: string;
  /** The program that looked up: getent, nslookup, node, … */
  tool: string;
  ms: number;
  outcome: 'answered' | 'no-such-name' | 'failed' | 'timed-out';
}

export interface UrlSample {
  url: string;
  /** curl, wget, node, python3; absent when nothing in the image could. */
  tool?: string;
  /** In order. */
  requests: RequestSample[];
  /** Why there are none, or fewer than were asked for. */
  stopped?: string;
}

/** curl's breakdown as points in time since the request began. https://curl.se/docs/manpage.html#-w */
export interface RequestSample {
  /** /proc/uptime in seconds when it began. */
  at?: number;
  totalMs: number;
  nameMs?: number;
  connectMs?: number;
  tlsMs?: number;
  firstByteMs?: number;
  /** HTTP status; absent when none came. */
  status?: number;
  /** `timed-out`, `refused`, `no-such-name`, or what the tool said. */
  error?: string;
}
