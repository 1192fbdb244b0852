import { cleanText } from '../clean-text.ts';

/** The parts of a Kubernetes Status that are used; all checked and fit for a screen. */
export interface StatusAnswer {
  success: boolean;
  message: string;
  reason: string;
  /** HTTP status, when it says one. */
  code: number | undefined;
  causes: { reason: string; message: string }[];
  /** Of a list that has expired: where to go on in a newer snapshot. */
  continue: string | undefined;
}

/**
 * Reads a Status from a body or an exec's status channel; undefined when it is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export function readStatus(body: Buffer): StatusAnswer | undefined {
  const status = parse(body);
  if (status === undefined || (status['kind'] !== 'Status' && typeof status['status'] !== 'string')) {
    return undefined;
  }
  const details = record(status['details']);
  const causes = Array.isArray(details?.['causes']) ? (details['causes'] as unknown[]) : [];
  const token = record(status['metadata'])?.['continue'];
  return {
    success: status['status'] === 'Success',
    message: text(status['message']),
    reason: text(status['reason']),
    code: typeof status['code'] === 'number' ? status['code'] : undefined,
    causes: causes.slice(0, 20).map((cause) => ({
      reason: text(record(cause)?.['reason']),
      message: text(record(cause)?.['message']),
    })),
    continue: typeof token === 'string' && token !== '' ? token : undefined,
  };
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? cleanText(value) : '';
}
