import { toProblem } from '../../../errors.ts';
import type { Backend } from '../backend.ts';
import type { Job, Message } from '../screen.ts';

export interface JobRequest {
  backend: Backend;
  job: Job;
  signal: AbortSignal;
  /** Gets what the job has to say; `ended` comes with the last word. */
  emit: (message: Message, ended: boolean) => void;
}

/** Asks the backend for what a screen wants to know. Never rejects: a failure is a message. */
export async function runJob({ backend, job, signal, emit }: JobRequest): Promise<void> {
  try {
    await ask(backend, job, signal, emit);
  } catch (error) {
    emit({ type: 'failed', problem: toProblem(error), job: job.kind }, true);
  }
}

async function ask(backend: Backend, job: Job, signal: AbortSignal, emit: JobRequest['emit']): Promise<void> {
  switch (job.kind) {
    case 'pods':
      for await (const rows of backend.pods(job.namespace, signal)) {
        if (signal.aborted) return;
        emit({ type: 'pods', rows, done: false }, false);
      }
      return emit({ type: 'pods', rows: [], done: true }, true);
    case 'scan': {
      const onProgress = (text: string): void => emit({ type: 'progress', text }, false);
      return emit({ type: 'scanned', report: await backend.scan(job.namespace, signal, onProgress) }, true);
    }
    case 'diagnose': {
      for await (const event of backend.diagnose(job.of, job.choice, signal)) {
        if (signal.aborted) return;
        emit({ type: 'flow', event }, event.type === 'finished');
        if (event.type === 'finished') return;
      }
      return emit(unfinished(job.kind), true);
    }
    case 'audit':
      return emit({ type: 'audited', audited: await backend.audit(job.of, job.probe, signal) }, true);
    case 'contexts':
      return emit({ type: 'contexts', rows: await backend.contexts() }, true);
    case 'namespaces':
      return emit({ type: 'namespaces', ...(await backend.namespaces(signal)) }, true);
  }
}

function unfinished(job: Job['kind']): Message {
  return { type: 'failed', problem: { code: 'unfinished', message: 'it ended before it was finished' }, job };
}
