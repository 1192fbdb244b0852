import type { Subject } from '../../contracts/scan-report.ts';

/** `deployment/web`, or `deployment/web container app`; nothing where a manifest tells neither kind nor name. */
export function subjectWords({ kind, name, container }: Subject): string {
  const object = [kind, name].filter(Boolean).join('/');
  return container === undefined ? object : `${object} container ${container}`;
}

/** The message with what it is about in front: `deployment/web: 16,000 variables …`. */
export function aboutSubject(subject: Subject, message: string): string {
  const words = subjectWords(subject);
  // The place of a file that cannot be read is told anyway.
  return words === '' || subject.kind === 'file' ? message : `${words}: ${message}`;
}

/** Where in the object, as a path for people and programs: `spec.containers[0].env[2]`. */
export function fieldPath(field: Subject['field'] = []): string | undefined {
  if (field.length === 0) return undefined;
  return field
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}
