import { EnvauditError, EXIT } from '../../errors.ts';

const MOST = 8;
const LONGEST = 2000;

/**
 * The URLs to request, each once, as a browser would write them and without what stands behind `#`.
 * @throws EnvauditError `usage` for one that is not of HTTP or has a user or a password, and for more than eight.
 */
export function urlsOf(typed: readonly string[]): string[] {
  const urls = [...new Set(typed.map(urlOf))];
  if (urls.length > MOST) throw usage(`--url can be given ${MOST} times`);
  return urls;
}

function urlOf(typed: string): string {
  const url = URL.parse(typed);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw usage(`--url: "${typed}" is not a URL of http or https`, 'Such as http://cart.shop:8080/health.');
  }
  if (url.username !== '' || url.password !== '') {
    throw usage(
      '--url: a user or a password must not stand in a URL',
      'It would be seen by everybody who may list processes in the pod, and be kept with the evidence.',
    );
  }
  url.hash = '';
  if (url.href.length > LONGEST) throw usage(`--url: longer than ${LONGEST} characters`);
  return url.href;
}

function usage(
  message: string,
  hint = 'kubectl envaudit diagnose --help shows how it is used.',
): EnvauditError {
  return new EnvauditError('usage', message, { hint, exitCode: EXIT.usage });
}
