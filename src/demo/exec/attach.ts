import type { ContainerSetup } from '../containers/container.ts';
import type { ContainerRuntime } from '../containers/runtime.ts';
import type { Channels } from './channels.ts';
import { internalError, success } from './status.ts';

/**
 * Connects a client to what the main process of a container prints from now on, until that ends or the client leaves.
 * Standard input is not handed on: the pods' specs do not ask for one.
 */
export async function attach(
  runtime: ContainerRuntime,
  setup: ContainerSetup,
  connection: Channels,
): Promise<void> {
  const main = await runtime.main(setup);
  if (main === undefined) {
    return connection.finish(
      internalError('containers have no main process here, as they have no namespaces'),
    );
  }
  const listeners = (['stdout', 'stderr'] as const).map((channel) => {
    const listener = (chunk: Buffer): void => void connection.send(channel, chunk);
    main[channel].on('data', listener);
    return () => main[channel].off('data', listener);
  });
  const ended = new Promise<void>((resolve) => {
    main.once('exit', () => resolve());
    connection.onClose(resolve);
  });
  await ended;
  for (const forget of listeners) forget();
  return connection.finish(success());
}
