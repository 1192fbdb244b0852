/**
 * Contract 1 for many: what the API server alone tells about the workloads and Services of a cluster or of some of
 * its namespaces, or what manifests tell. Nobody is asked inside a container, and pods are folded into their workloads
 * as they come, so that an inventory grows with the workloads of a cluster and not with its pods.
 *
 * `scan --save FILE` writes it, `report FILE` judges it again, `lint --services FILE` takes its Services. Like all
 * evidence it holds no value of a variable. Published as docs/inventory.schema.json.
 */
import type {
  ClusterEvidence,
  ContainerTemplateEvidence,
  Known,
  Problem,
  ServiceEvidence,
  WorkloadEvidence,
} from './evidence.ts';
import type { Count, ObjectName, Timestamp } from './values.ts';

export const INVENTORY_API_VERSION = 'envaudit/v1';

/**
 * What the API server alone tells about the workloads and Services of a cluster, as `kubectl envaudit scan --save` writes it.
 * `report` judges it again, `lint --services` takes its Services. No value of an environment variable is ever in here. Keys
 * are only added within a version.
 */
export interface Inventory {
  apiVersion: typeof INVENTORY_API_VERSION;
  kind: 'Inventory';
  /** When the reading began: "now" for everything that is judged from it. */
  collectedAt: Timestamp;
  tool: { version: string };
  /** Absent for manifests. */
  cluster?: ClusterEvidence;
  scope: ScopeInventory;
  /** The Service `kubernetes` of the namespace `default`, whose variables every container gets. */
  kubernetesService: Known<ServiceEvidence>;
  /** Every namespace that was looked at, in the order of their names. */
  namespaces: NamespaceInventory[];
  /** In the order of namespace, kind and name. */
  workloads: WorkloadInventory[];
  /** What could not be seen although it was asked for; those of namespaces and of `kubernetesService` are among them. */
  problems: Problem[];
}

/** What was asked for. */
export interface ScopeInventory {
  /** Their names, or `all`: the whole cluster. */
  namespaces: 'all' | string[];
  /** Only workloads with pods that have these labels. */
  selector?: string;
  /** The node whose pods are counted apart, see {@link PodsInventory.onNode}. */
  node?: ObjectName;
}

export interface NamespaceInventory {
  name: ObjectName;
  /** All Services of the namespace, by name. */
  services: Known<ServiceInventory[]>;
  /** With `--deep`, and in manifests: ConfigMaps and Secrets that name variables of service links. */
  mentions?: Known<MentionInventory[]>;
}

/** A place in a ConfigMap or Secret where names of service links stand. Secrets are judged by their keys' names only. */
export interface MentionInventory {
  kind: 'configmap' | 'secret';
  name: ObjectName;
  /** The key whose name or (ConfigMaps) text it is; absent for the object's own name. */
  key?: string;
  /** The names, at most 20 of them; none where there are only `numbers`. */
  variables: string[];
  /** Names such as X_PORT in places of a ConfigMap's text where the number of a port must stand, at most 20. */
  numbers?: string[];
}

/** A Service with what tells whether anybody uses it. */
export interface ServiceInventory extends ServiceEvidence {
  /** ClusterIP, NodePort, LoadBalancer or ExternalName. */
  type: string;
  /** Absent when it has none: somebody else keeps its endpoints. */
  selector?: Record<string, string>;
  /** Addresses behind it, from EndpointSlices or Endpoints; absent when they could not be read. */
  endpoints?: { ready: Count; notReady: Count };
  /** Pods that its selector matches; absent without a selector, and when not all pods of the namespace were seen. */
  pods?: Count;
  /** When anybody last changed it, from its managedFields. */
  changedAt?: Timestamp;
}

/** A workload: the object whose pod template would have to be changed, or a pod of its own (kind `pod`). */
export interface WorkloadInventory extends WorkloadEvidence {
  namespace: ObjectName;
  /**
   * What the template says about service links. Only templates tell `unset` from `true`: the API server fills the
   * field in on pods. `unseen`: the template could not be read (a custom owner, a missing right).
   */
  enableServiceLinks: 'unset' | 'true' | 'false' | 'unseen';
  /** Pods that it is to have; absent for those that do not say. */
  replicas?: Count;
  /** A CronJob or Job that is suspended. */
  suspended?: boolean;
  /** A pod that its node's kubelet makes from a file: it stays there when the node is drained. */
  static?: boolean;
  /** Of the template; where that was not seen, of the newest pod. */
  containers: ContainerInventory[];
  /** The pods that exist, finished ones not counted. */
  pods: PodsInventory;
  /** Services of the namespace whose selector matches its pods, by name. */
  selectedBy: string[];
}

export interface PodsInventory {
  count: Count;
  /** Of those, with `enableServiceLinks: true`. */
  withServiceLinks: Count;
  /** Of those, on the node of the scope; absent without one. */
  onNode?: Count;
  /** Name of the newest one that runs: the one to look into. */
  example?: ObjectName;
}

/** What a pod template says about a container, and when the running ones started. */
export interface ContainerInventory extends ContainerTemplateEvidence {
  /** Its place in the pod spec's list of its type, from 0. */
  position: Count;
  /** Only the newest pod has it, the template has not: a webhook put it in (a service mesh, say). */
  injected?: boolean;
  /** When the running containers of this name started; absent when none runs. */
  starts?: StartsInventory;
}

export interface StartsInventory {
  /** Running containers with service links; the times are theirs. */
  count: Count;
  oldest: Timestamp;
  newest: Timestamp;
}
