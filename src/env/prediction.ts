import type { Evidence, PodEvidence, ServiceEvidence } from '../contracts/evidence.ts';
import {
  MASTER_NAMESPACE,
  MASTER_SERVICE,
  expectedLines,
  linkedServices,
  predictServiceLinks,
  type LinkVariable,
} from './service-links.ts';

/** What Services put into the containers of a pod. */
export interface Prediction {
  variables: LinkVariable[];
  /** Those Services, in the order of their variables. */
  services: { service: ServiceEvidence; namespace: string }[];
  /** Whether the namespace's Services are known; without links they need not be. */
  complete: boolean;
}

type Services = Evidence['services'];
type PodLinks = Pick<PodEvidence, 'namespace' | 'enableServiceLinks'>;

/** Predictions of this many namespaces are kept; a namespace of 5,000 Services takes some 10 MB. */
const KEPT = 4;
const kept: { services: Services; key: string; prediction: Prediction }[] = [];

/**
 * The prediction for a pod, in an order that depends on the evidence alone, so that saved evidence reproduces it.
 * Where Services could not be listed, theirs are left out and `complete` is false.
 */
export function predictForPod(services: Services, pod: PodLinks): Prediction {
  const key = `${pod.namespace}/${pod.enableServiceLinks}`;
  const index = kept.findIndex((entry) => entry.services === services && entry.key === key);
  const entry = index < 0 ? { services, key, prediction: predict(services, pod) } : kept.splice(index, 1)[0];
  if (entry === undefined) return predict(services, pod);
  kept.unshift(entry);
  kept.length = Math.min(kept.length, KEPT);
  return entry.prediction;
}

/** The lines that a container of the pod is asked to compare its environment with: `NAME=value`. */
export function expectedLinesForPod(services: Services, pod: PodLinks): string[] {
  return expectedLines(predictForPod(services, pod).variables);
}

/** Keys (see {@link serviceKey}) of the Services that are newer than a container's start. */
export function newerServices({ services }: Prediction, startedAt: string): Set<string> {
  const newer = services.filter(({ service }) => isNewer(service.createdAt, startedAt));
  return new Set(newer.map(({ service, namespace }) => `${namespace}/${service.name}`));
}

/** `NAMESPACE/NAME` of the Service that a variable comes from. */
export function serviceKey(variable: LinkVariable | undefined): string {
  return variable === undefined ? '' : `${variable.service.namespace}/${variable.service.name}`;
}

/** Whether something made at `createdAt` is newer than a start at `startedAt`; false when either is not known. */
export function isNewer(createdAt: string, startedAt: string | undefined): boolean {
  return startedAt !== undefined && Date.parse(createdAt) > Date.parse(startedAt);
}

function predict(services: Services, pod: PodLinks): Prediction {
  const own = services[pod.namespace];
  const master = services[MASTER_NAMESPACE];
  const input = {
    services: own?.known === true ? own.value : [],
    kubernetesService: master?.known === true ? master.value.find(isMaster) : undefined,
    namespace: pod.namespace,
    enableServiceLinks: pod.enableServiceLinks,
  };
  return {
    variables: predictServiceLinks(input),
    services: linkedServices(input),
    complete: own?.known === true || !pod.enableServiceLinks,
  };
}

function isMaster({ name }: ServiceEvidence): boolean {
  return name === MASTER_SERVICE;
}
