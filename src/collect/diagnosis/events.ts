import type { EventEvidence } from '../../contracts/diagnosis-evidence.ts';
import type { PodEvidence } from '../../contracts/evidence.ts';
import { count, record, text } from '../inventory/shape.ts';
import { timestamp } from '../pods/timestamp.ts';
import type { Api } from './api.ts';
import { cut, objectName } from './names.ts';
import { apiPath } from '../cluster/api-path.ts';

/** Events that are kept. */
const MOST_EVENTS = 50;
/** Events that are looked at: the server keeps them for an hour, in no order of time. */
const MOST_SEEN = 2000;
const LONGEST_REASON = 100;
const LONGEST_MESSAGE = 500;

/** Events about a pod, newest first, at most 50. */
export function readPodEvents({ namespace, name, uid }: PodEvidence, api: Api): Promise<EventEvidence[]> {
  const selector = [
    'involvedObject.kind=Pod',
    `involvedObject.name=${objectName(name)}`,
    // Another pod of this name may have been here before.
    ...(/^[\w-]+$/.test(uid) ? [`involvedObject.uid=${uid}`] : []),
  ];
  return readEvents(namespace, selector.join(','), api);
}

/** Events about a node, newest first, at most 50. Those of objects without a namespace are in `default`. */
export function readNodeEvents(node: string, api: Api): Promise<EventEvidence[]> {
  return readEvents('default', `involvedObject.kind=Node,involvedObject.name=${objectName(node)}`, api);
}

/** What an Event says; one of any shape is taken. */
export function reduceEvent(item: unknown): EventEvidence {
  const event = record(item);
  const series = record(event['series']);
  const created = record(event['metadata'])['creationTimestamp'];
  const firstAt = timestamp(event['firstTimestamp']) ?? timestamp(event['eventTime']) ?? timestamp(created);
  const lastAt = timestamp(series['lastObservedTime']) ?? timestamp(event['lastTimestamp']) ?? firstAt;
  return {
    type: cut(text(event['type']), LONGEST_REASON),
    reason: cut(text(event['reason']), LONGEST_REASON),
    message: cut(text(event['message']), LONGEST_MESSAGE),
    count: count(series['count']) ?? count(event['count']) ?? 1,
    firstAt,
    lastAt,
  };
}

/** The newest of the events, newest first; of the same second the last one first, as the server has them. */
export function newestFirst(events: readonly EventEvidence[]): EventEvidence[] {
  return events
    .toReversed()
    .toSorted((a, b) => lastOf(b) - lastOf(a))
    .slice(0, MOST_EVENTS);
}

function lastOf({ lastAt = '' }: EventEvidence): number {
  return Date.parse(lastAt) || 0;
}

async function readEvents(namespace: string, fieldSelector: string, api: Api): Promise<EventEvidence[]> {
  const events: EventEvidence[] = [];
  await api.each(apiPath`/api/v1/namespaces/${namespace}/events`, { fieldSelector }, (item) => {
    events.push(reduceEvent(item));
    return events.length < MOST_SEEN;
  });
  return newestFirst(events);
}
