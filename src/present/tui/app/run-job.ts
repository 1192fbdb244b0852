import { toProblem } from '../../../errors.ts';
import type { Backend, Link } from '../backend.ts';
import type { Job, Message } from '../screen.ts';
import { isLive } from './state.ts';

export interface JobRequest {
  backend: Backend;
  job: Job;
  signal: AbortSignal;
  /** When somebody looks at the screen that asks: until then, what lives is not asked for more. */
  seen: () => Promise<void>;
  /** Gets what the job has to say; `ended` comes with the last word. */
  emit: (message: Message, ended: boolean) => void;
}

/** Asks the backend for what a screen wants to know. Never rejects: a failure is a message. */
export async function runJob({ backend, job, signal, seen, emit }: JobRequest): Promise<void> {
  try {
    for await (const { message, ended } of messagesOf(backend, job, signal)) {
      if (signal.aborted) return;
      emit(message, ended);
      if (ended) return;
      if (isLive(job)) await seen();
    }
    const problem = { code: 'unfinished', message: 'it ended before it was finished' };
    emit({ type: 'failed', problem, job: job.kind }, true);
  } catch (error) {
    emit({ type: 'failed', problem: toProblem(error), job: job.kind }, true);
  }
}

interface Said {
  message: Message;
  ended: boolean;
}

async function* messagesOf(backend: Backend, job: Job, signal: AbortSignal): AsyncGenerator<Said> {
  switch (job.kind) {
    case 'pods':
      return yield* heard(job, backend.pods(job.namespace, signal), (event) => ({ type: job.kind, event }));
    case 'services':
      return yield* heard(job, backend.services(job.namespace, signal), (event) => ({
        type: job.kind,
        event,
      }));
    case 'namespaces':
      return yield* heard(job, backend.namespaces(signal), (event) => ({ type: job.kind, event }));
    case 'scan':
      return yield* heard(job, backend.scan(job.namespace, signal), (event) => event);
    case 'diagnose':
      for await (const event of backend.diagnose(job.of, job.choice, signal))
        yield { message: { type: 'flow', event }, ended: event.type === 'finished' };
      return;
    case 'audit':
      return yield last({ type: 'audited', audited: await backend.audit(job.of, job.probe, signal) });
    case 'logs':
      for await (const event of backend.logs(job.of, signal))
        yield {
          message: isLink(event) ? { ...event, job: job.kind } : event,
          ended: event.type === 'log' && event.event.type === 'over',
        };
      return;
    case 'object':
      return yield last({ type: 'object', object: await backend.object(job.of, signal) });
    case 'events':
      return yield* heard(job, backend.events(job.of, signal), (event) => ({ type: job.kind, event }));
    case 'contexts':
      return yield last({ type: 'contexts', rows: await backend.contexts() });
  }
}

/** What is heard of something that lives. */
async function* heard<Event extends { type: string }>(
  { kind: job }: Job,
  events: AsyncIterable<Event | { type: 'link'; link: Link }>,
  messageOf: (event: Event) => Message,
): AsyncGenerator<Said> {
  for await (const event of events) {
    const message: Message = isLink(event) ? { ...event, job } : messageOf(event);
    yield { message, ended: false };
  }
}

function isLink(event: { type: string }): event is { type: 'link'; link: Link } {
  return event.type === 'link';
}

function last(message: Message): Said {
  return { message, ended: true };
}
