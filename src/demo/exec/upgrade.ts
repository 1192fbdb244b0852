import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { isRunning, pickContainer } from '../api/pick-container.ts';
import type { RequestInfo } from '../api/request-info.ts';
import { ApiStatus, badRequest, notFound, unknownResource } from '../api/status.ts';
import { CONVERSATIONS, resourceOf } from '../api/resources.ts';
import type { Store } from '../api/store.ts';
import { messageOf } from '../../errors.ts';
import type { ContainerSetup } from '../containers/container.ts';
import type { ContainerRuntime } from '../containers/runtime.ts';
import type { FaultAction } from '../faults.ts';
import { acceptSpdy, isSpdy } from './accept-spdy.ts';
import { attach } from './attach.ts';
import { webSocketChannels, type Channels } from './channels.ts';
import { forwardPorts } from './forward.ts';
import { misbehave } from './misbehave.ts';
import { runCommand } from './run-command.ts';
import { spdyChannels } from './spdy-channels.ts';
import { internalError } from './status.ts';

/** SPDY within a WebSocket: https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets */
const TUNNEL = 'SPDY/3.1+portforward.k8s.io';
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', TUNNEL];

export interface ExecServer {
  /** Takes over an upgrade request. Throws an ApiStatus when it must be refused. */
  upgrade: (request: ExecUpgrade) => void;
  close: () => void;
}

export interface ExecUpgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  info: RequestInfo;
  fault: FaultAction | undefined;
}

export interface ExecOptions {
  store: Store;
  runtime: ContainerRuntime;
  /** What a container is made of; undefined when the cluster has no such container. */
  setupOf: (namespace: string, pod: string, container: string) => ContainerSetup | undefined;
}

/** The subresources of pods that are a conversation: exec and attach, over WebSockets and SPDY, and portforward. */
export function createExecServer({ store, runtime, setupOf }: ExecOptions): ExecServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
  });
  const upgrade = (wanted: ExecUpgrade): void => {
    const { request, socket, head, info, fault } = wanted;
    const { namespace = '', name = '', query, plural, subresource = '' } = info;
    if (plural !== 'pods' || !CONVERSATIONS.has(subresource)) throw unknownResource();
    const pod = store.get(resourceOf('Pod'), namespace, name);
    if (pod === undefined) throw notFound({ ...info, name });
    const container = pickContainer(pod, query.get('container'));
    const streams = { stdin: on(query, 'stdin'), stdout: on(query, 'stdout'), stderr: on(query, 'stderr') };
    if (subresource !== 'portforward' && !Object.values(streams).includes(true)) {
      throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
    }
    const setup = setupOf(namespace, name, container);
    if (setup === undefined || !isRunning(pod, container)) throw gone(container);
    const command = query.getAll('command');
    const converse = (connection: Channels): void => {
      const serve = async (): Promise<void> => {
        if (fault !== undefined && (await misbehave(fault, command, connection))) return;
        // The empty message says that the connection stands.
        await connection.send(streams.stdout || !streams.stderr ? 'stdout' : 'stderr', '');
        if (subresource === 'attach') await attach(runtime, setup, connection);
        else await runCommand(runtime, { setup, command, streams }, connection);
      };
      serve().catch((error: unknown) => connection.finish(internalError(messageOf(error))));
    };
    if (isSpdy(request)) {
      const transport = acceptSpdy(request, socket, head, subresource);
      if (subresource === 'portforward') return forwardPorts(runtime, setup, transport);
      const wantedStreams = (['stdin', 'stdout', 'stderr'] as const).filter((stream) => streams[stream]);
      return void spdyChannels(transport, ['error', ...wantedStreams]).then(converse);
    }
    if (!offers(request, subresource)) throw new ApiStatus(403, 'no protocol in common');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined);
      if (subresource === 'portforward') forwardPorts(runtime, setup, createWebSocketStream(webSocket));
      else converse(webSocketChannels(webSocket));
    });
  };
  const close = (): void => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
  return { upgrade, close };
}

/** The kubelet's words for a container that does not run. */
function gone(container: string): ApiStatus {
  return new ApiStatus(
    500,
    `unable to upgrade connection: container not found (${JSON.stringify(container)})`,
  );
}

/** Whether a WebSocket offers a protocol of the subresource. */
function offers({ headers }: IncomingMessage, subresource: string): boolean {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  return offered.some(
    (protocol) => PROTOCOLS.includes(protocol) && (protocol === TUNNEL) === (subresource === 'portforward'),
  );
}

function on(query: URLSearchParams, name: string): boolean {
  return ['1', 'true'].includes(query.get(name) ?? '');
}
