import { EnvauditError, EXIT } from '../../errors.ts';

const MOST_URLS = 8;
const MOST_REQUESTS = 1000;
const LONGEST = 2000;

/**
 * The URLs that are to be requested from inside a container, each once, as they will be sent: normalised, in ASCII,
 * without a fragment.
 *
 * @throws EnvauditError `usage` for other schemes than http and https, for credentials, and for too many of them.
 */
export function checkUrls(urls: readonly string[], requests: number): string[] {
  const distinct = [...new Set(urls.map(checkUrl))];
  if (distinct.length > MOST_URLS) throw usage(`--url can be given ${MOST_URLS} times`, 'Ask in two runs.');
  if (!Number.isInteger(requests) || requests < 1)
    throw usage(
      `--requests must be a whole number from 1 to ${MOST_REQUESTS}`,
      'That many requests of each URL.',
    );
  if (requests * distinct.length > MOST_REQUESTS)
    throw usage(
      `--requests ${requests} for each of ${distinct.length} URLs are too many`,
      `At most ${MOST_REQUESTS} for all URLs together.`,
    );
  return distinct;
}

function checkUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text))
    throw usage(
      `--url: "${text.slice(0, 200)}" is not a URL of http or https`,
      'Such as http://api:8080/health.',
    );
  // Arguments of processes are seen by everyone in the container.
  if (url.username !== '' || url.password !== '')
    throw usage(
      '--url: a user or a password must not stand in a URL',
      'It would be seen by everybody who may list processes in the pod, and be kept with the evidence.',
    );
  url.hash = '';
  if (url.href.length > LONGEST)
    throw usage(`--url: longer than ${LONGEST} characters`, 'Ask for something with a shorter name.');
  // What URL leaves as it is and a shell would take for a pattern or for several words.
  return url.href.replace(
    /[^A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function usage(message: string, hint: string): EnvauditError {
  return new EnvauditError('usage', message, { hint, exitCode: EXIT.usage });
}
