/** What a node of the demo is and how busy it is. Literal figures: the quiet one was read from a real node. */
export interface NodeFigures {
  address: string;
  cpus: number;
  memoryBytes: number;
  usedCores: number;
  usedBytes: number;
  processes: number;
  /** Percent of time in which some tasks waited, over the last 10 s. */
  pressure: { cpu: number; memory: number; io: number };
  kubelet: string;
  runtime: string;
  osImage: string;
}

/** The node that the captures come from, on a quiet day. */
export const QUIET_NODE: NodeFigures = {
  address: '10.244.0.1',
  cpus: 2,
  memoryBytes: 25_276_514_304,
  usedCores: 0.66,
  usedBytes: 2_871_443_456,
  processes: 515,
  pressure: { cpu: 1.42, memory: 0, io: 0.11 },
  kubelet: 'v1.20.2',
  runtime: 'containerd://1.6.20',
  osImage: 'Debian GNU/Linux 12 (bookworm)',
};

/** A node whose CPUs other pods use up. */
export const SATURATED_NODE: NodeFigures = {
  ...QUIET_NODE,
  address: '10.244.0.2',
  cpus: 4,
  memoryBytes: 16_777_216_000,
  usedCores: 3.97,
  usedBytes: 6_120_480_768,
  processes: 803,
  pressure: { cpu: 88.31, memory: 0, io: 0.42 },
};

export const SATURATED_NAME = 'worker-9';

/** The figures of a node by its name. */
export function nodeFigures(name: string): NodeFigures {
  return name === SATURATED_NAME ? SATURATED_NODE : QUIET_NODE;
}
