import type { CoreV1Event } from '@kubernetes/client-node';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { apiPath } from '../../collect/cluster/api-path.ts';
import { objectPath } from '../../collect/objects/object-path.ts';
import { masked } from '../../collect/objects/masked.ts';
import { reduceEvent } from '../../collect/diagnosis/events.ts';
import { cut, objectName } from '../../collect/diagnosis/names.ts';
import { withoutSecrets } from '../../collect/without-secrets.ts';
import type { EventRow, LiveEvent, ObjectName } from '../../present/tui/backend.ts';
import { eventSelector } from '../../present/tui/object-kinds.ts';
import { liveList } from './live-list.ts';

/**
 * An object as it may be seen: see {@link masked}.
 * @throws EnvauditError where it may not be read, is not there, or cannot be understood.
 */
export async function objectOf(of: ObjectName, cluster: Cluster, signal: AbortSignal): Promise<object> {
  return masked(await cluster.get(objectPath(of), { signal })) as object;
}

/** The events about an object; of a namespace all that are in it. */
export function eventsOf(
  of: ObjectName,
  cluster: Cluster,
  signal: AbortSignal,
): AsyncIterable<LiveEvent<EventRow>> {
  const namespace = of.kind === 'namespace' ? of.name : (of.namespace ?? 'default');
  const fieldSelector = eventSelector({ ...of, name: objectName(of.name) });
  return liveList<CoreV1Event, EventRow>({
    cluster,
    path: apiPath`/api/v1/namespaces/${namespace}/events`,
    options: { managedFields: false, ...(fieldSelector === undefined ? {} : { fieldSelector }) },
    row: eventRow,
    key: ({ namespace: own, name }) => `${own}/${name}`,
    signal,
  });
}

function eventRow(event: CoreV1Event): EventRow {
  const { metadata, source, reportingComponent, involvedObject } = event;
  const { message, ...reduced } = reduceEvent(event);
  return {
    ...reduced,
    message: withoutSecrets(message, []),
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    from: cut(source?.component || reportingComponent || '', LONGEST),
    object: cut(`${(involvedObject.kind ?? '').toLowerCase()}/${involvedObject.name ?? ''}`, LONGEST),
  };
}

const LONGEST = 300;
