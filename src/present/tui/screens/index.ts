import { anyScreen, type AnyScreen, type ScreenId } from '../screen.ts';
import { containers } from './containers/index.ts';
import { contexts } from './contexts.ts';
import { events } from './events/index.tsx';
import { environment } from './environment/index.ts';
import { flow } from './flow/index.tsx';
import { help } from './help/index.tsx';
import { history } from './history/index.ts';
import { logs } from './logs/index.tsx';
import { namespaces } from './namespaces.ts';
import { overview } from './overview/index.ts';
import { pods } from './pods/index.ts';
import { probe } from './probe/index.tsx';
import { workloads } from './workloads/index.ts';
import { yaml } from './yaml/index.tsx';

/** Every screen there is. */
export const SCREENS: Readonly<Record<ScreenId, AnyScreen>> = {
  overview: anyScreen(overview),
  workloads: anyScreen(workloads),
  pods: anyScreen(pods),
  containers: anyScreen(containers),
  flow: anyScreen(flow),
  environment: anyScreen(environment),
  probe: anyScreen(probe),
  logs: anyScreen(logs),
  yaml: anyScreen(yaml),
  events: anyScreen(events),
  history: anyScreen(history),
  contexts: anyScreen(contexts),
  namespaces: anyScreen(namespaces),
  help: anyScreen(help),
};
