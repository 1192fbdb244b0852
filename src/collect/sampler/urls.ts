import { EnvauditError, EXIT } from '../../errors.ts';

const MOST_URLS = 8;
const MOST_REQUESTS = 1000;
const LONGEST = 2000;

/**
 * The URLs that are to be requested from inside a container, as they will be sent: normalised, in ASCII, without a
 * fragment.
 *
 * @throws EnvauditError `usage` for other schemes than http and https, for credentials, and for too many of them.
 */
export function checkUrls(urls: readonly string[], requests: number): string[] {
  if (urls.length > MOST_URLS) throw usage(`${urls.length} URLs are too many`, `At most ${MOST_URLS}.`);
  if (!Number.isInteger(requests) || requests < 1 || requests * Math.max(1, urls.length) > MOST_REQUESTS)
    throw usage(`--requests ${requests} makes no sense`, `From 1 to ${MOST_REQUESTS} for all URLs together.`);
  return urls.map(checkUrl);
}

function checkUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text))
    throw usage('--url takes a whole URL', 'Such as http://api:8080/health.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw usage('--url takes http and https only', 'Such as http://api:8080/health.');
  // Arguments of processes are seen by everyone in the container.
  if (url.username !== '' || url.password !== '')
    throw usage('--url takes no user and no password', 'Ask for something that needs none.');
  url.hash = '';
  if (url.href.length > LONGEST)
    throw usage('--url takes at most 2000 characters', 'Ask for something with a shorter name.');
  // What URL leaves as it is and a shell would take for a pattern or for several words.
  return url.href.replace(
    /[^A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function usage(message: string, hint: string): EnvauditError {
  return new EnvauditError('usage', message, { hint, exitCode: EXIT.usage });
}
