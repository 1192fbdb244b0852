import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Release } from './api/resources.ts';
import type { Store } from './api/store.ts';
import { clusterContents } from './cluster-contents.ts';
import { createRuntime } from './containers/runtime.ts';
import { createExecServer } from './exec/upgrade.ts';
import { createFaults, type Fault } from './faults.ts';
import { createHandlers } from './handlers.ts';
import type { FleetNamespace } from './fleet/fleet-namespace.ts';
import type { LoggedRequest } from './request-log.ts';
import { scenarios as allScenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { createCertificates, type DemoCertificates } from './tls/certificates.ts';
import { kubeconfigOf } from './tls/kubeconfig.ts';
import type { Extra } from './workloads.ts';

export interface DemoOptions {
  /** All by default. */
  scenarios?: readonly Scenario[];
  /** Namespaces that show what a look at a whole cluster finds: see fleet/. None by default. */
  fleet?: readonly FleetNamespace[];
  /** Objects and containers besides the scenarios': see workloads.ts. */
  extras?: readonly Extra[];
  faults?: readonly Fault[];
  /** Which Kubernetes it is like; 1.31 by default. */
  release?: Release;
  /** Port on 127.0.0.1; a free one by default. */
  port?: number;
  /** False runs the containers' commands as plain processes even where namespaces are permitted. */
  namespaceIsolation?: boolean;
}

export interface Demo {
  /** YAML; see kubeconfig.ts for its contexts. */
  kubeconfig: string;
  url: string;
  token: string;
  certificates: DemoCertificates;
  /** Whether containers have namespaces of their own. */
  isolated: boolean;
  /** Why they have none. */
  whyPlain: string | undefined;
  /** Every request so far, upgrades included. */
  requests: readonly LoggedRequest[];
  /** Its objects: they may be changed, and who watches them hears of it. */
  store: Store;
  setFaults: (faults: readonly Fault[]) => void;
  /** As a network that is gone: watches end, too. */
  dropConnections: () => void;
  /** Ends all connections and all processes of all containers; what cannot be ended is not waited for. */
  close: () => Promise<void>;
}

/**
 * Starts the embedded cluster: an API server on loopback over TLS that serves the scenarios' objects, and whose
 * exec runs real processes with the scenarios' environments. Throws when the port cannot be had.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { scenarios = allScenarios, extras = [], port = 0, namespaceIsolation = true } = options;
  const { release = '1.31', fleet = [] } = options;
  const certificates = createCertificates();
  const [token, developer] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const tokens = { demo: token, developer };
  const faults = createFaults(options.faults ?? []);
  const runtime = await createRuntime(namespaceIsolation);
  const contents = clusterContents({ scenarios, fleet, extras, isolated: runtime.isolated });
  const exec = createExecServer({ ...contents, runtime });
  const requests: LoggedRequest[] = [];
  const handlers = createHandlers({ ...contents, tokens, release, faults, exec, requests });
  const { authority, server: own } = certificates;
  const server = createServer({
    key: own.key,
    cert: own.certificate,
    ca: authority,
    requestCert: true,
    rejectUnauthorized: false,
    keepAliveTimeout: 120_000,
    maxHeaderSize: 2 ** 22,
  });
  server.on('request', handlers.onRequest);
  server.on('upgrade', handlers.onUpgrade);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    exec.close();
    server.close();
    server.closeAllConnections();
    handlers.destroyAll();
    await runtime.close();
  };
  return {
    kubeconfig: kubeconfigOf(url, tokens, certificates),
    url,
    token,
    certificates,
    isolated: runtime.isolated,
    whyPlain: runtime.whyPlain,
    requests,
    store: contents.store,
    setFaults: faults.set,
    dropConnections: () => server.closeAllConnections(),
    close,
  };
}
