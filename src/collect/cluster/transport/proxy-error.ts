import { EnvauditError } from '../../../errors.ts';
import { shownProxy } from './proxy.ts';

/** What went wrong with a proxy, without its password. */
export function proxyError(proxy: URL, why: string): EnvauditError {
  return new EnvauditError('proxy', `the proxy ${shownProxy(proxy)} ${why}`, {
    hint: 'Check proxy-url of the kubeconfig, or HTTPS_PROXY; NO_PROXY names servers that need no proxy.',
  });
}
