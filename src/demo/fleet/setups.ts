import { resourceOf } from '../api/resources.ts';
import type { Store } from '../api/store.ts';
import { SHELL_MAIN, type ContainerSetup } from '../containers/container.ts';
import { environmentOf } from './environment.ts';
import type { FleetNamespace } from './fleet-namespace.ts';

/** What the containers of the fleet are made of: an image with a shell, and the environment that kubelet gave them. */
export function fleetSetups(
  fleet: readonly FleetNamespace[],
  store: Store,
): (namespace: string, pod: string, container: string) => ContainerSetup | undefined {
  const names = new Set(fleet.map(({ name }) => name));
  const setups = new Map<string, ContainerSetup>();
  return (namespace, name, container) => {
    const key = `${namespace}/${name}/${container}`;
    const known = setups.get(key);
    const pod = names.has(namespace) ? store.get(resourceOf('Pod'), namespace, name) : undefined;
    if (known !== undefined || pod === undefined) return known;
    const services = ['default', namespace].flatMap((one) => store.list(resourceOf('Service'), one));
    const block = environmentOf(pod, container, services);
    const setup = { environment: () => block, shell: true, main: SHELL_MAIN, log: '' };
    setups.set(key, setup);
    return setup;
  };
}
