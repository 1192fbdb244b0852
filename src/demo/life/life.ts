import type { KubeObject } from '../api/objects.ts';
import type { Store } from '../api/store.ts';
import { suffixOf, uidOf } from '../fleet/identity.ts';
import { pod } from '../fleet/pod.ts';
import { workload } from '../fleet/workload.ts';
import { statesOf } from './states.ts';

/** What happens in the demo's cluster while somebody looks at it. */
export interface Life {
  /** Lets the next thing happen. */
  step: () => void;
}

const namespace = 'operations';
/** An app that does not get far. */
const EXIT_CODE = 1;

/**
 * A life in the namespace `operations`: a Deployment whose pod crashes, is started again and again, and is replaced;
 * and a job's pod that comes, does its work and goes. The same number of steps leads to the same objects.
 */
export function createLife(store: Store, now = (): string => new Date().toISOString()): Life {
  const [deployment, replicaSet] = mailer();
  for (const object of [deployment, replicaSet]) if (object !== undefined) store.put(object);
  const scripts = [run(store, mailerLife(now)), run(store, reportLife(now))];
  return { step: () => scripts.forEach((script) => script.next()) };
}

/** Each state is made when its time has come. */
type Script = (generation: number) => (() => KubeObject | undefined)[];

/** One state after the other; after the last one the pod is deleted, and the next one comes. */
function* run(store: Store, script: Script): Generator<void> {
  for (let generation = 1; ; generation++) {
    let last: KubeObject | undefined;
    for (const state of script(generation)) {
      const object = state();
      if (object !== undefined) store.put(object);
      last = object ?? last;
      yield;
    }
    if (last !== undefined) store.remove(last);
    yield;
  }
}

function mailerLife(now: () => string): Script {
  return (generation) => {
    const [, , own] = mailer();
    const name = `${own!.metadata.name.slice(0, -5)}${suffixOf(5, 'mailer', String(generation))}`;
    const states = statesOf(born({ ...own!, metadata: { ...own!.metadata, name } }, now()), now);
    const crashes = [0, 1, 2, 3].flatMap((restarts) => [
      () => states.running(restarts),
      () => states.ended(restarts, EXIT_CODE),
      () => states.backingOff(restarts, EXIT_CODE),
    ]);
    return [states.creating, ...crashes];
  };
}

function reportLife(now: () => string): Script {
  return (generation) => {
    const name = `report-${suffixOf(5, 'report', String(generation))}`;
    const template = {
      containers: [{ name: 'report', image: 'registry.example/operations/report:1.4', command: ['/report'] }],
    };
    const labels = { 'job-name': 'report' };
    const parts = { namespace, name, labels, template, age: 0, node: 'worker-1', ip: '10.244.203.41' };
    const states = statesOf(born(pod({ ...parts, restartPolicy: 'Never' }), now()), now);
    return [states.creating, () => states.running(0), rest, states.succeeded, rest, rest];
  };
}

/** Nothing happens. */
function rest(): undefined {
  return undefined;
}

/** A Deployment, its ReplicaSet and its pod. */
function mailer(): KubeObject[] {
  return workload({
    kind: 'Deployment',
    namespace,
    name: 'mailer',
    age: 3,
    template: {
      containers: [{ name: 'mailer', image: 'registry.example/operations/mailer:0.9', command: ['/mailer'] }],
    },
    pods: [{ node: 'worker-2', ip: '10.244.203.40', age: 0 }],
  });
}

function born(object: KubeObject, creationTimestamp: string): KubeObject {
  return {
    ...object,
    metadata: { ...object.metadata, uid: uidOf('Pod', object.metadata.name), creationTimestamp },
  };
}
