import { EnvauditError } from '../../../errors.ts';

/** What no header can carry; a tab can. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * Headers as Go sends them, in UTF-8. Node writes a byte for each character, so that each byte is made one here: `jürgen`
 * would be another user, and `李` none.
 * @throws EnvauditError `credentials` for a value that no header can carry.
 */
export function utf8Headers(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((one) => bytesOf(name, one)) : bytesOf(name, value),
  ]);
  return Object.fromEntries(entries) as Record<string, string | string[]>;
}

function bytesOf(name: string, value: string): string {
  if (!CONTROL.test(value)) return Buffer.from(value, 'utf8').toString('latin1');
  throw new EnvauditError('credentials', `invalid header field value for "${name}"`, {
    hint: 'It holds a line break or another control character, which no header can carry. Check the kubeconfig and the flags.',
  });
}
