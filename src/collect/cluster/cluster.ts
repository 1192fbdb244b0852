import type { Problem } from '../../contracts/evidence.ts';
import type { ApiPath } from './api-path.ts';

/** A connection to one cluster: the only way in which the rest of the program reaches an API server. */
export interface Cluster {
  /** Name of the kubeconfig context; undefined in-cluster or without one. */
  context: string | undefined;
  /** URL of the API server. */
  server: string;
  /** Default namespace: `--namespace`, the context's, or `default`. */
  namespace: string;
  /** Number of API requests made so far, retries included. */
  readonly requests: number;
  /**
   * GET one object. Throws an ApiError; `malformed` where the answer is not of the shape that was asked for.
   * `metadataOnly` asks for PartialObjectMetadata.
   */
  get<T>(path: ApiPath, options?: GetOptions): Promise<T>;
  /**
   * GET a list page by page; each yield is some of its items, at most a page. Every item is of the shape that its kind
   * has; those that are not are left out. Throws an ApiError; `malformed` for a list that is none.
   */
  list<T>(path: ApiPath, options?: ListOptions): AsyncGenerator<T[]>;
  /**
   * Hears of what changes in a list after one of its versions, until the server has had enough. Every item is of the
   * shape that its kind has. Throws an ApiError (`expired` for a version that is forgotten), an EnvauditError, or a
   * Silence.
   */
  watch<T>(path: ApiPath, options: WatchOptions): AsyncGenerator<WatchEvent<T>>;
  /** GET a text, such as metrics behind a proxy subresource. Throws an ApiError, or `too-large`. */
  text(path: ApiPath, options: TextOptions): Promise<string>;
  /**
   * GET what goes on, such as a log that is followed: its bytes are handed on as they come, and the promise resolves when
   * the server ends it. It is not begun again by itself. Throws an ApiError.
   */
  stream(path: ApiPath, options: StreamOptions): Promise<void>;
  /** Run a command in a container. Never throws for what happened in the cluster: the outcome says it. */
  exec(request: ExecRequest): Promise<ExecResult>;
  /** Ends all connections: what is under way fails as interrupted, and so does what is begun later. */
  close(): void;
}

export interface GetOptions {
  signal?: AbortSignal | undefined;
  metadataOnly?: boolean | undefined;
}

export interface TextOptions {
  /** A longer answer is refused. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

export interface StreamOptions {
  /** Gets the bytes; a promise lets the server wait until it resolves. */
  onChunk: (chunk: Buffer) => Promise<void> | void;
  signal?: AbortSignal | undefined;
}

export interface ListOptions {
  signal?: AbortSignal | undefined;
  labelSelector?: string | undefined;
  fieldSelector?: string | undefined;
  /** Items per page, 500 by default. */
  pageSize?: number | undefined;
  /** False allows to leave out what `managedFields` hold: a third of most objects. True by default. */
  managedFields?: boolean | undefined;
  /** Asks for PartialObjectMetadata and takes nothing else: data of Secrets are never sent. */
  metadataOnly?: boolean | undefined;
  /** Gets the version of the first page, before its items: who watches from there misses nothing. */
  version?: ((version: string) => void) | undefined;
  /** Gets what was left out of the list, at its end. Without it, a list with such objects throws `malformed` then. */
  leftOut?: ((problem: Problem) => void) | undefined;
}

export interface WatchOptions {
  /** That of the list. */
  fieldSelector?: string | undefined;
  /** The `resourceVersion` after which changes are told. */
  version: string;
  /** After which the server shall end it. */
  seconds: number;
  /** It is given up when nothing was heard for so long. */
  silenceMs: number;
  /** Milliseconds since the epoch; tells of silence. */
  now: () => number;
  signal?: AbortSignal | undefined;
}

/** Keys are `NAMESPACE/NAME`; of what belongs to the whole cluster, the name. */
export type WatchEvent<T> =
  /** The server has taken it on; always the first. */
  | { type: 'open' }
  | { type: 'changed'; key: string; item: T; version: string }
  | { type: 'gone'; key: string; version: string }
  /** An object is now one that cannot be understood; the reason begins with where. */
  | { type: 'odd'; key: string; label: string; why: string; version: string }
  /** Nothing changed up to here. */
  | { type: 'bookmark'; version: string };

export interface ExecRequest {
  namespace: string;
  pod: string;
  container: string;
  /** argv; never a shell line. */
  command: string[];
  /**
   * Sent once the command has said something, so that one that starts when nobody waits any more gets nothing to do. The
   * stream stays open until the exec ends: a command that sees its end knows that nobody listens.
   */
  stdin?: (() => Buffer) | undefined;
  /** Gets stdout as it comes. */
  onStdout?: ((chunk: Buffer) => void) | undefined;
  /** Bytes of stdout after which the exec is given up (`too-large`). */
  maxBytes: number;
  /** Total wall time after which it is given up (`timed-out`). */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface ExecResult {
  stdout: Buffer;
  /** At most 16 KiB. */
  stderr: string;
  outcome: ExecOutcome;
  /** Wall time of the whole round trip. */
  durationMs: number;
  /** `kubectl` when the API server refused the WebSocket and kubectl was used instead. */
  transport: 'websocket' | 'kubectl';
}

export type ExecOutcome =
  /** The command ran and ended; a signal is 128 + n. */
  | { kind: 'exited'; code: number }
  /** The container runtime could not start it: no such command, argument list too long, container gone. */
  | { kind: 'not-started'; message: string }
  /** The API server said no before anything ran. */
  | { kind: 'refused'; status: number; message: string; hint?: string }
  /** The connection ended before the command's status came. */
  | { kind: 'dropped'; message: string }
  | { kind: 'too-large' }
  | { kind: 'timed-out' }
  | { kind: 'aborted' };
